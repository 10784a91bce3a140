// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>
#include <functional>
#include <memory>
#include <vector>

#include "workbench/report/text_block.h"

class QPainter;

namespace rho::workbench {

/// A strip across a page that is never split: a heading, a row of a table, a line of pictures.
struct Band {
  double height = 0;
  std::function<void(QPainter&, QPointF topLeft)> draw;  ///< none: empty space
  bool keepWithNext = false;                             ///< no page ends behind it
  std::shared_ptr<const Band> caption;                   ///< repeated above it on a new page
};

Band spaceBand(double height);
/// The text with space below it.
Band textBand(const QString& text, const TextLook& look, double width, double below);
/// A coloured box with each of the texts in a line of its own.
Band noticeBand(const QStringList& texts, int pixels, double width, double below);

double heightOf(const std::vector<Band>& bands);
/// Draws them one below the other.
void drawBands(QPainter& painter, QPointF topLeft, const std::vector<Band>& bands);

/// Distributes bands over pages: captions are repeated, space at the top of a page is left out, and
/// what belongs together stays together where it fits on one page at all.
std::vector<std::vector<Band>> paginated(const std::vector<Band>& bands, double pageHeight);

}  // namespace rho::workbench
