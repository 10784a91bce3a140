// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "workbench/report/exhibit.h"
#include "workbench/report/page_band.h"

namespace rho::workbench {

/// How tiles are laid out.
struct TileLayout {
  int columns = 1;  ///< at most; lines are filled evenly
  double tileWidth = 240;
  int textPixels = 12;  ///< of the words below a picture
};

inline constexpr double tileGap = 18;

/// The most columns that are filled when no line holds more than most tiles: eight tiles become two
/// lines of four, not six and two.
int columnsFor(const Exhibit& exhibit, int most);

/// A band for each line of tiles, and one for each row's name above its first line.
std::vector<Band> tileBands(const Exhibit& exhibit, const TileLayout& layout);

}  // namespace rho::workbench
