// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/section_label.h"

#include "widgets/colors.h"

namespace rho::widgets {

SectionLabel::SectionLabel(const QString& text, QWidget* parent) : QLabel(text, parent) {
  QFont heading = font();
  heading.setPointSizeF(heading.pointSizeF() * 0.88);
  heading.setBold(true);
  heading.setLetterSpacing(QFont::AbsoluteSpacing, 0.6);
  setFont(heading);
  QPalette colors = palette();
  colors.setColor(QPalette::WindowText, mutedText(colors));
  setPalette(colors);
}

}  // namespace rho::widgets
