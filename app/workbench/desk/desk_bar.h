// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolBar>

class QAction;
class QToolButton;

namespace rho::workbench {

class ActivePicture;
class WindowMenu;

/// The tools of a reader of X-rays as a row of buttons above the pictures. It is there for pictures
/// that say how they were taken, unless the user does not want it. What does not fit waits behind a
/// button at its end.
class DeskBar : public QToolBar {
  Q_OBJECT
 public:
  DeskBar(ActivePicture& picture, WindowMenu& windows, QWidget* parent = nullptr);

  void addTool(QAction* action);
  /// Whether it is wanted at all, for a menu; the choice outlives the program.
  QAction* toggle() const { return m_toggle; }

 private:
  void refresh();

  ActivePicture& m_picture;
  WindowMenu& m_windows;
  QAction* m_toggle;
  QToolButton* m_window;
};

}  // namespace rho::workbench
