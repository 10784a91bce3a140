// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tile_layout.h"

#include <algorithm>

namespace rho::widgets {

namespace {

constexpr double flattest = 0.7;  ///< tall pictures get at most width / flattest
constexpr int lowestPicture = 48;
constexpr int markWidth = 3;

}  // namespace

int TileLayout::perLine() const {
  return std::clamp((width - indent() + spacing) / (narrowest + spacing), 1, std::max(1, columns));
}

int TileLayout::linesPerRow() const { return (columns + perLine() - 1) / perLine(); }

int TileLayout::tileHeight() const {
  const int tileWidth = (width - indent() - spacing * (perLine() - 1)) / perLine() - 2;
  const int picture = static_cast<int>(tileWidth / std::max(aspect, flattest));
  return std::max(picture, lowestPicture) + chrome;
}

int TileLayout::rowHeight() const {
  return linesPerRow() * tileHeight() + (linesPerRow() - 1) * spacing;
}

int TileLayout::height() const { return rows * rowHeight() + (rows - 1) * spacing; }

QRect TileLayout::tile(int row, int column) const {
  const int count = perLine();
  const int place = column % count;
  // The remainder of the division goes to the first tiles, one pixel each.
  const int room = width - indent() - spacing * (count - 1);
  const int size = room / count, rest = room % count;
  const int x = indent() + place * (size + spacing) + std::min(place, rest);
  const int y = row * (rowHeight() + spacing) + column / count * (tileHeight() + spacing);
  return {x, y, size + (place < rest ? 1 : 0), tileHeight()};
}

QRect TileLayout::label(int row) const {
  return {0, row * (rowHeight() + spacing), labelWidth - 4, rowHeight()};
}

int TileLayout::rowAt(int y) const { return std::clamp(y / (rowHeight() + spacing), 0, rows - 1); }

int TileLayout::gapAt(QPoint position) const {
  const int inRow = position.y() - rowAt(position.y()) * (rowHeight() + spacing);
  const int line = std::clamp(inRow / (tileHeight() + spacing), 0, linesPerRow() - 1);
  int gap = line * perLine();
  while (gap < std::min(columns, (line + 1) * perLine()) &&
         tile(0, gap).center().x() < position.x())
    ++gap;
  return gap;
}

QRect TileLayout::gapMark(QPoint position) const {
  const int row = rowAt(position.y());
  const int gap = gapAt(position);
  // At the end of a line the mark stays there, though the gap is that of the next line's begin.
  const bool behind = gap == columns ||
                      (gap % perLine() == 0 && gap > 0 && position.x() > tile(row, 0).center().x());
  const QRect beside = tile(row, behind ? gap - 1 : gap);
  const int x = behind ? beside.right() + 1 + (spacing - markWidth) / 2
                       : beside.left() - (spacing + markWidth) / 2;
  return {std::clamp(x, 0, std::max(0, width - markWidth)), beside.y(), markWidth, beside.height()};
}

}  // namespace rho::widgets
