// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

namespace rho::widgets {

// Every colour follows from the palette, so that light, dark and high-contrast themes work alike.

bool isDark(const QPalette& palette);
/// A mixture: share 0 is from, 1 is to.
QColor mixed(const QColor& from, const QColor& to, double share);
/// Text that stands back.
QColor mutedText(const QPalette& palette);
/// Borders, grooves and grid lines.
QColor outline(const QPalette& palette);
/// Text, and what lies behind it, that asks for attention without being an error.
QColor attention(const QPalette& palette);
QColor attentionBackground(const QPalette& palette);
QColor failure(const QPalette& palette);
QColor failureBackground(const QPalette& palette);
/// The colour of a class in bars and curves, by its index; ten of them, then again from the start.
QColor classColor(int index, const QPalette& palette);
/// What is painted on pictures, whatever the theme: bluish green and vermilion, which eyes that
/// confuse red and green tell apart (after Okabe and Ito 2008, brighter on dark pictures).
QColor evidenceColor();
QColor noEvidenceColor();

}  // namespace rho::widgets
