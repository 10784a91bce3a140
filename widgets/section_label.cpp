// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/section_label.h"

#include <QPainter>

#include "widgets/colors.h"
#include "widgets/fonts.h"

namespace rho::widgets {

SectionLabel::SectionLabel(const QString& text, QWidget* parent) : QLabel(text, parent) {
  QFont heading = scaled(font(), 0.88);
  heading.setBold(true);
  heading.setLetterSpacing(QFont::AbsoluteSpacing, 0.6);
  setFont(heading);
}

// Drawn in another tone rather than with a palette of its own, which would stay when the window's
// colours change.
void SectionLabel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setPen(mutedText(palette()));
  painter.drawText(contentsRect(), static_cast<int>(alignment()),
                   fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width()));
}

}  // namespace rho::widgets
