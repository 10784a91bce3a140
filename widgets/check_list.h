// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace rho::widgets {

/// Something that was looked at.
struct CheckItem {
  QString title;
  bool passed = true;
  QString text;  ///< what was found; where it did not pass, what to do as well

  bool operator==(const CheckItem&) const = default;
};

/// Checks in as little room as they deserve: one line when all passed, what did not pass in full.
/// A click on the line shows all of them.
class CheckList : public QWidget {
  Q_OBJECT
 public:
  explicit CheckList(QWidget* parent = nullptr);

  /// Empty: not looked at yet.
  void setChecks(std::vector<CheckItem> checks);
  /// The one line.
  QString summary() const;

 private:
  void rebuild();
  QLabel* lineOf(const CheckItem& check) const;

  QToolButton* m_summary;
  QVBoxLayout* m_lines;
  std::vector<CheckItem> m_checks;
};

}  // namespace rho::widgets
