// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/confusion_drawing.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <numeric>

#include "widgets/colors.h"

namespace rho::widgets {

namespace {

constexpr double gap = 6;              ///< between names and cells
constexpr double mostOfWidth = 0.3;    ///< that names may take
constexpr double largestCell = 64;     ///< points
constexpr double smallestLetters = 7;  ///< points: names that would be smaller are left out

void drawNames(QPainter& painter, const ConfusionCounts& counts, const ConfusionLayout& layout,
               const QFontMetricsF& text) {
  const auto& cells = layout.cells();
  const auto last = static_cast<int>(counts.names.size()) - 1;
  for (int i = 0; i <= last; ++i) {
    const auto& name = counts.names[static_cast<std::size_t>(i)];
    const QString shown = text.elidedText(name, Qt::ElideRight, layout.nameWidth());
    const QRectF row = layout.cell(i, 0), column = layout.cell(last, i);
    painter.drawText(QRectF(cells.left() - gap - layout.nameWidth(), row.top(), layout.nameWidth(),
                            row.height()),
                     Qt::AlignRight | Qt::AlignVCenter, shown);
    if (!layout.namesAreUpright()) {
      painter.drawText(QRectF(column.left(), cells.bottom() + gap, column.width(), text.height()),
                       Qt::AlignCenter, shown);
      continue;
    }
    painter.save();
    painter.translate(column.center().x(), cells.bottom() + gap);
    painter.rotate(-90);
    painter.drawText(
        QRectF(-layout.nameWidth(), -column.width() / 2, layout.nameWidth(), column.width()),
        Qt::AlignRight | Qt::AlignVCenter, shown);
    painter.restore();
  }
}

void drawAxisNames(QPainter& painter, const ConfusionLayout& layout, const QFontMetricsF& text) {
  const auto& cells = layout.cells();
  const double below =
      cells.bottom() + 2 * gap + (layout.namesAreUpright() ? layout.nameWidth() : text.height());
  painter.drawText(QRectF(cells.left() - 100, below, cells.width() + 200, text.height()),
                   Qt::AlignCenter, ConfusionView::tr("predicted"));
  painter.save();
  painter.translate(cells.left() - 2 * gap - layout.nameWidth() - text.height() / 2,
                    cells.center().y());
  painter.rotate(-90);
  painter.drawText(QRectF(-100, -text.height() / 2, 200, text.height()), Qt::AlignCenter,
                   ConfusionView::tr("true class"));
  painter.restore();
}

}  // namespace

ConfusionLayout::ConfusionLayout(const ConfusionCounts& counts, const QFont& font,
                                 const QRectF& box) {
  const QFontMetricsF text(font);
  const double classes = std::max<double>(1, static_cast<double>(counts.names.size()));
  double widest = 0;
  for (const auto& name : counts.names) widest = std::max(widest, text.horizontalAdvance(name));
  m_nameWidth = std::min(widest + 2, mostOfWidth * std::min(box.width(), box.height()));
  const double axisName = text.height() + gap;
  const double width = box.width() - m_nameWidth - gap - axisName;
  const auto sideFor = [&](double names) {
    return std::min(
        {largestCell, width / classes, (box.height() - names - 2 * gap - axisName) / classes});
  };
  m_side = sideFor(text.height());
  m_upright = m_nameWidth > m_side - 4;
  if (m_upright) m_side = sideFor(m_nameWidth);
  m_side = std::max(1.0, m_side);
  const double whole = classes * m_side;
  m_cells = {box.left() + axisName + m_nameWidth + gap + (width - whole) / 2, box.top(), whole,
             whole};
}

QRectF ConfusionLayout::cell(int actual, int predicted) const {
  return {m_cells.left() + predicted * m_side, m_cells.top() + actual * m_side, m_side, m_side};
}

void drawConfusion(QPainter& painter, const ConfusionCounts& counts, const ConfusionLayout& layout,
                   const QPalette& palette, const QFont& font) {
  const QFontMetricsF text(font);
  const QColor ground = mixed(palette.color(QPalette::Window), palette.color(QPalette::Base), 0.5);
  const QColor right = palette.color(QPalette::Highlight), wrong = failure(palette);
  painter.setFont(font);
  const int classes = static_cast<int>(counts.names.size());
  for (int actual = 0; actual < classes; ++actual) {
    const auto& row = counts.counts[static_cast<std::size_t>(actual)];
    const int total = std::accumulate(row.begin(), row.end(), 0);
    for (int predicted = 0; predicted < classes; ++predicted) {
      const int number = row[static_cast<std::size_t>(predicted)];
      const double share = total > 0 ? static_cast<double>(number) / total : 0;
      const QRectF cell = layout.cell(actual, predicted).adjusted(0.5, 0.5, -0.5, -0.5);
      const QColor full = actual == predicted ? right : wrong;
      const QColor color = mixed(ground, full, number > 0 ? 0.12 + 0.76 * share : 0);
      painter.fillRect(cell, color);
      const QString digits = QString::number(number);
      if (number == 0 || text.horizontalAdvance(digits) > cell.width() - 2) continue;
      painter.setPen(color.lightnessF() < 0.55f ? Qt::white : QColor(0xff16181d));
      painter.drawText(cell, Qt::AlignCenter, digits);
    }
  }
  painter.setPen(mutedText(palette));
  if (layout.side() >= smallestLetters) drawNames(painter, counts, layout, text);
  drawAxisNames(painter, layout, text);
}

}  // namespace rho::widgets
