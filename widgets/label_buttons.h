// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

class QVBoxLayout;
class QAbstractButton;

namespace rho::widgets {

/// A label that can be given.
struct LabelChoice {
  QString name;
  QString key;  ///< that gives it; may be empty
  bool isGiven = false;
  bool isPainted = false;  ///< something is painted for it

  bool operator==(const LabelChoice&) const = default;
};

/// Labels, one below the other, each with its key.
class LabelButtons : public QWidget {
  Q_OBJECT
 public:
  explicit LabelButtons(QWidget* parent = nullptr);

  void setChoices(const std::vector<LabelChoice>& choices);
  const std::vector<LabelChoice>& choices() const { return m_choices; }

 signals:
  void chosen(int index);

 private:
  QAbstractButton* addButton(int index);

  std::vector<LabelChoice> m_choices;
  std::vector<QAbstractButton*> m_buttons;
  QVBoxLayout* m_column;
};

}  // namespace rho::widgets
