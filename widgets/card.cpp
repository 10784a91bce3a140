// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/card.h"

#include <QPainter>

#include "widgets/colors.h"

namespace rho::widgets {

Card::Card(QWidget* parent) : QFrame(parent) {}

void Card::setSelected(bool selected) {
  if (m_selected == selected) return;
  m_selected = selected;
  update();
}

void Card::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(m_selected ? palette().color(QPalette::Highlight) : outline(palette()));
  painter.setBrush(palette().color(QPalette::Base));
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
}

}  // namespace rho::widgets
