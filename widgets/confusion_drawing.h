// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QPalette>
#include <QRectF>

#include "widgets/confusion_view.h"

class QPainter;

namespace rho::widgets {

/// Where the parts of a confusion matrix are: the cells, with room for the names of the classes on
/// the left and below, and for the names of the axes.
class ConfusionLayout {
 public:
  ConfusionLayout(const ConfusionCounts& counts, const QFont& font, const QRectF& box);

  QRectF cell(int actual, int predicted) const;
  const QRectF& cells() const { return m_cells; }
  double nameWidth() const { return m_nameWidth; }
  bool namesAreUpright() const { return m_upright; }
  /// Points of a side.
  double side() const { return m_side; }

 private:
  QRectF m_cells;
  double m_side = 0;
  double m_nameWidth = 0;
  bool m_upright = false;  ///< below the cells, names are turned
};

/// Draws the matrix, without the marks of chosen cells.
void drawConfusion(QPainter& painter, const ConfusionCounts& counts, const ConfusionLayout& layout,
                   const QPalette& palette, const QFont& font);

}  // namespace rho::widgets
