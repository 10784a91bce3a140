// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/desk/desk_bar.h"

#include <QAction>
#include <QSettings>
#include <QToolButton>

#include "widgets/view_texts.h"
#include "workbench/desk/active_picture.h"
#include "workbench/desk/window_menu.h"

namespace rho::workbench {

namespace {

const QString settingsKey = "tools of the picture";

}  // namespace

DeskBar::DeskBar(ActivePicture& picture, WindowMenu& windows, QWidget* parent)
    : QToolBar(parent),
      m_picture(picture),
      m_windows(windows),
      m_toggle(new QAction(tr("Bar of t&ools"), this)),
      m_window(new QToolButton) {
  m_toggle->setCheckable(true);
  m_toggle->setChecked(QSettings().value(settingsKey, true).toBool());
  m_window->setMenu(&m_windows);
  m_window->setPopupMode(QToolButton::InstantPopup);
  m_window->setFocusPolicy(Qt::TabFocus);
  m_window->setAccessibleName(tr("Window"));
  m_window->setToolTip(tr("Windows of this picture, on the digits"));
  setToolButtonStyle(Qt::ToolButtonTextOnly);
  setMovable(false);
  addWidget(m_window);
  connect(m_toggle, &QAction::triggered, this, [this](bool on) {
    QSettings().setValue(settingsKey, on);
    refresh();
  });
  connect(&m_picture, &ActivePicture::changed, this, &DeskBar::refresh);
  connect(&m_picture.document(), &Document::changed, this, &DeskBar::refresh);
  refresh();
}

void DeskBar::addTool(QAction* action) {
  const QString name = QString(action->text()).remove('&');
  if (action->toolTip() == name && !action->shortcut().isEmpty())
    action->setToolTip(
        QString("%1 (%2)").arg(name, action->shortcut().toString(QKeySequence::NativeText)));
  addAction(action);
  QWidget* button = widgetForAction(action);
  button->setFocusPolicy(Qt::TabFocus);
  button->setAccessibleName(name);
}

void DeskBar::refresh() {
  const auto& opened = m_picture.opened();
  const auto* taken = opened.image.info().acquisition.get();
  setVisible(taken && m_toggle->isChecked());
  if (!taken) return;
  m_window->setText(windowText(m_picture.state(), *opened.origin));
  m_window->setEnabled(!taken->isColour);
}

}  // namespace rho::workbench
