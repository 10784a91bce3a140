// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

class QFormLayout;

namespace rho::widgets {

/// Something that is known, with its name.
struct Fact {
  QString name, value;
  QString explanation;  ///< for the tooltip; may be rich text

  bool operator==(const Fact&) const = default;
};

/// Facts in two columns, in small print. Long ones end in "…", and their tooltip holds all of them.
class FactList : public QWidget {
  Q_OBJECT
 public:
  explicit FactList(QWidget* parent = nullptr);

  void setFacts(const std::vector<Fact>& facts);
  const std::vector<Fact>& facts() const { return m_facts; }

 private:
  std::vector<Fact> m_facts;
  QFormLayout* m_rows;
};

}  // namespace rho::widgets
