// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QLinearGradient>
#include <QRectF>
#include <QString>
#include <array>

#include "workbench/report/exhibit.h"

class QPainter;

namespace rho::workbench {

/// How large a picture is shown in a box: as large as fits, in its own proportions.
QSizeF shownSize(QSize picture, QSizeF box);

/// The picture as pages hold it: about twice the size at which they show it. Small ones grow by a
/// whole factor without smoothing, so that every pixel stays a square wherever it is opened.
QImage pictureForPage(const QImage& picture, QSizeF shown);

/// The colours of a scale from its low to its high end, as positions in [0,1].
QGradientStops stopsOf(const ExhibitTile::Scale& scale);
/// What the low end, the middle and the high end stand for; the middle is empty unless it is zero.
std::array<QString, 3> labelsOf(const ExhibitTile::Scale& scale);

/// The height that drawColorBar needs.
inline constexpr double colorBarHeight = 24;
/// A bar across the width of the box, with its labels below; of lines and text only.
void drawColorBar(QPainter& painter, const QRectF& box, const ExhibitTile::Scale& scale);

}  // namespace rho::workbench
