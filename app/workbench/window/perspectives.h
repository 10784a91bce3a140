// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStackedWidget>

class QMenu;
class QTabBar;

namespace rho::workbench {

/// The kinds of work that the window serves: one page at a time, chosen by tabs beside the menus,
/// in a menu, or by Ctrl and a digit.
class Perspectives : public QStackedWidget {
  Q_OBJECT
 public:
  explicit Perspectives(QWidget* parent = nullptr);

  /// The page becomes this widget's.
  void add(const QString& title, QWidget* page);
  void choose(const QWidget* page);
  /// For the corner of the menu bar; hidden while there is only one page.
  QTabBar* tabs() const { return m_tabs; }
  /// One entry for each page that was added so far.
  void addTo(QMenu& menu);

 private:
  QTabBar* m_tabs;
};

}  // namespace rho::workbench
