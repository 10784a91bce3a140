// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/window/perspectives.h"

#include <QMenu>
#include <QTabBar>

namespace rho::workbench {

Perspectives::Perspectives(QWidget* parent) : QStackedWidget(parent), m_tabs(new QTabBar) {
  m_tabs->setDrawBase(false);
  m_tabs->setExpanding(false);
  m_tabs->setAutoHide(true);
  m_tabs->setObjectName("perspectives");
  m_tabs->setAccessibleName(tr("Perspectives"));
  connect(m_tabs, &QTabBar::currentChanged, this, &QStackedWidget::setCurrentIndex);
}

void Perspectives::add(const QString& title, QWidget* page) {
  addWidget(page);
  m_tabs->addTab(title);
}

void Perspectives::choose(const QWidget* page) {
  for (int i = 0; i < count(); ++i)
    if (widget(i) == page) m_tabs->setCurrentIndex(i);
}

void Perspectives::addTo(QMenu& menu) {
  for (int i = 0; i < count(); ++i)
    menu.addAction(m_tabs->tabText(i), QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i)),
                   this, [this, i] { m_tabs->setCurrentIndex(i); });
}

}  // namespace rho::workbench
