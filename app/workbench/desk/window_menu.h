// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>
#include <array>

#include "workbench/desk/window_choices.h"

namespace rho::workbench {

class ActivePicture;

/// The windows of the active picture, on the digits from 1 on. What is shown is marked.
class WindowMenu : public QMenu {
  Q_OBJECT
 public:
  explicit WindowMenu(ActivePicture& picture, QWidget* parent = nullptr);

  const std::vector<WindowChoice>& choices() const { return m_choices; }

 private:
  void fill();
  void mark();
  void choose(std::size_t index);

  ActivePicture& m_picture;
  std::vector<WindowChoice> m_choices;
  std::array<QAction*, mostWindowChoices> m_actions{};
  QAction* m_own;
};

}  // namespace rho::workbench
