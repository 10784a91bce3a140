// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

namespace rho::widgets {

/// The font at another size, for words that stand out or back.
inline QFont scaled(QFont font, double factor) {
  font.setPointSizeF(font.pointSizeF() * factor);
  return font;
}

}  // namespace rho::widgets
