// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/report/table_bands.h"

#include <QPainter>
#include <algorithm>

namespace rho::workbench {

namespace {

constexpr double between = 10;  ///< columns
constexpr double above = 3;     ///< a row's text, and below it

Band rowBand(const ReportTable& table, const QStringList& cells, const TextLook& look,
             double width) {
  std::vector<std::pair<double, TextBlock>> blocks;  // where it starts
  double x = 0;
  double height = 0;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const auto& column = table.columns[i];
    TextLook cell = look;
    cell.alignment = column.isNumber ? Qt::AlignRight : Qt::AlignLeft;
    const TextBlock block(MarkedText::plain(cells.value(static_cast<qsizetype>(i))), cell,
                          column.share * width - (i + 1 < table.columns.size() ? between : 0));
    height = std::max(height, block.height());
    blocks.emplace_back(x, block);
    x += column.share * width;
  }
  Band band;
  band.height = height + 2 * above;
  band.draw = [blocks, width, height](QPainter& painter, QPointF at) {
    for (const auto& [start, block] : blocks) block.draw(painter, at + QPointF(start, above));
    const double y = at.y() + height + 2 * above;
    painter.setPen(QPen(paper::hairline(), 0.7));
    painter.drawLine(QPointF(at.x(), y), QPointF(at.x() + width, y));
  };
  return band;
}

/// Nothing where no column has a title.
std::shared_ptr<const Band> titlesOf(const ReportTable& table, int textPixels, double width) {
  QStringList titles;
  for (const auto& column : table.columns) titles << column.title;
  if (titles.join(QString()).isEmpty()) return {};
  Band band = rowBand(table, titles, {textPixels, paper::muted(), true, 2}, width);
  band.keepWithNext = true;
  return std::make_shared<const Band>(std::move(band));
}

}  // namespace

std::vector<Band> tableBands(const ReportTable& table, int textPixels, double width) {
  constexpr int mostLines = 12;  // of a cell: a row must fit on a page
  const auto titles = titlesOf(table, textPixels, width);
  std::vector<Band> bands;
  if (titles) bands.push_back(*titles);
  for (const auto& row : table.rows) {
    bands.push_back(rowBand(table, row, {textPixels, paper::ink(), false, mostLines}, width));
    bands.back().caption = titles;
  }
  return bands;
}

}  // namespace rho::workbench
