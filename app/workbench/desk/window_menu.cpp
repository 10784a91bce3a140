// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/desk/window_menu.h"

#include "workbench/desk/active_picture.h"

namespace rho::workbench {

WindowMenu::WindowMenu(ActivePicture& picture, QWidget* parent)
    : QMenu(parent), m_picture(picture) {
  setTitle(tr("&Window"));
  for (std::size_t i = 0; i < m_actions.size(); ++i) {
    auto* action = addAction(QString());
    action->setShortcut(QKeySequence(QString::number(i + 1)));
    action->setCheckable(true);
    connect(action, &QAction::triggered, this, [this, i] { choose(i); });
    m_actions[i] = action;
  }
  addSeparator();
  m_own = addAction(tr("As at &first"), this, [this] {
    m_picture.edit(tr("window"), [](widgets::ViewState& view) {
      const widgets::ViewState fresh;
      view.tone = fresh.tone;
      view.windowCenter = fresh.windowCenter;
      view.windowWidth = fresh.windowWidth;
    });
  });
  connect(&m_picture, &ActivePicture::changed, this, &WindowMenu::fill);
  connect(&m_picture.document(), &Document::changed, this, &WindowMenu::mark);
  fill();
}

/// Actions stay, so that their digits stay in the list of keys; those without a window are hidden.
void WindowMenu::fill() {
  const auto& origin = m_picture.opened().origin;
  m_choices = windowChoices(origin ? *origin : widgets::PictureOrigin());
  for (std::size_t i = 0; i < m_actions.size(); ++i) {
    const bool used = i < m_choices.size();
    m_actions[i]->setText(used ? QString(m_choices[i].name).replace('&', "&&")
                               : tr("Window %1").arg(i + 1));
    m_actions[i]->setVisible(used);
  }
  mark();
}

void WindowMenu::mark() {
  const auto& origin = m_picture.opened().origin;
  const widgets::PictureOrigin none;
  const auto& known = origin ? *origin : none;
  const auto shown = settled(m_picture.state(), &known);
  for (std::size_t i = 0; i < m_choices.size(); ++i)
    m_actions[i]->setChecked(m_choices[i].applied(shown, known) == shown);
}

void WindowMenu::choose(std::size_t index) {
  if (index >= m_choices.size()) return;
  const auto& origin = m_picture.opened().origin;
  const widgets::PictureOrigin none;
  m_picture.edit(tr("window"), [&](widgets::ViewState& view) {
    view = m_choices[index].applied(view, origin ? *origin : none);
  });
  mark();  // also where nothing changed: a click must not take the mark away
}

}  // namespace rho::workbench
