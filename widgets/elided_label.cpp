// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/elided_label.h"

#include <QPainter>

#include "widgets/colors.h"

namespace rho::widgets {

ElidedLabel::ElidedLabel(Tone tone, QWidget* parent) : QWidget(parent), m_tone(tone) {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLabel::setText(const QString& text) {
  if (m_text == text) return;
  m_text = text;
  setAccessibleName(text);
  updateToolTip();
  updateGeometry();
  update();
}

void ElidedLabel::setExplanation(const QString& explanation) {
  m_explanation = explanation;
  updateToolTip();
}

QSize ElidedLabel::sizeHint() const {
  return {fontMetrics().horizontalAdvance(m_text) + 1, fontMetrics().height()};
}

QSize ElidedLabel::minimumSizeHint() const { return {0, fontMetrics().height()}; }

void ElidedLabel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setPen(m_tone == Tone::muted ? mutedText(palette())
                                       : palette().color(QPalette::WindowText));
  painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter,
                   fontMetrics().elidedText(m_text, Qt::ElideRight, width()));
}

void ElidedLabel::resizeEvent(QResizeEvent*) { updateToolTip(); }

void ElidedLabel::updateToolTip() {
  const bool fits = fontMetrics().horizontalAdvance(m_text) <= width();
  if (m_explanation.isEmpty()) return setToolTip(fits ? QString() : m_text);
  setToolTip(fits ? m_explanation
                  : QString("<p>%1</p>%2").arg(m_text.toHtmlEscaped(), m_explanation));
}

}  // namespace rho::widgets
