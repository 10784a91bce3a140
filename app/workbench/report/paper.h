// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QString>

namespace rho::workbench::paper {

// The look of what leaves the window: dark ink on white, whatever the theme of the screen. Lengths
// are in the pixels of CSS, 96 to an inch.

const QPalette& palette();
QColor ink();
QColor muted();
QColor hairline();
QColor notice();            ///< the ink of warnings
QColor noticeBackground();  ///< what lies behind them

/// A sans serif that nearly every machine has, or has a twin of with the same widths.
QFont font(int pixels, bool bold = false);
/// font()'s families for CSS and SVG.
QString fontFamilies();

/// What every page says.
QString researchUse();

}  // namespace rho::workbench::paper
