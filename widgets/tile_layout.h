// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QSize>

namespace rho::widgets {

/// Where the tiles of a grid lie: rows of tiles of equal size, each wrapped into as many lines as
/// its tiles need. The height follows from the width, so that pictures fill their tiles.
struct TileLayout {
  static constexpr int spacing = 7;
  static constexpr int narrowest = 126;  ///< pixels
  static constexpr int labelWidth = 20;

  int columns = 0;    ///< tiles of a row
  int rows = 1;       ///< labels are shown where there are several
  int chrome = 0;     ///< height of a tile without its picture
  double aspect = 1;  ///< of the picture, width by height
  int width = 0;      ///< of everything

  int perLine() const;
  int linesPerRow() const;
  int indent() const { return rows > 1 ? labelWidth : 0; }
  int tileHeight() const;
  int rowHeight() const;
  int height() const;
  QRect tile(int row, int column) const;
  QRect label(int row) const;
  /// Before which tile (0 to columns) a position of a row lies.
  int gapAt(QPoint position) const;
  /// The mark of that gap in the row of the position.
  QRect gapMark(QPoint position) const;

 private:
  int rowAt(int y) const;
};

}  // namespace rho::widgets
