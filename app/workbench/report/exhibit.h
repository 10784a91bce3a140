// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

#include "image/color_map.h"

namespace rho::workbench {

/// One picture of an exhibit, with its words.
struct ExhibitTile {
  QString title;
  QString subtitle;
  QString result;  ///< may hold the markup <b>; everything else is escaped, as toHtmlEscaped does
  QImage picture;  ///< at its own size; null where there is none
  struct Scale {
    image::ColorMap colors = image::ColorMap::viridis;
    image::ValueRange range;
  };
  std::optional<Scale> scale;  ///< what the picture's colours stand for
  QStringList warnings;
};

/// What is shown side by side, as plain values: the grid of the window, or one tile of it. Texts
/// but the tiles' results are plain. Pictures and texts are shared, so that copies cost little and
/// may go to a worker.
struct Exhibit {
  std::vector<std::vector<ExhibitTile>> rows;  ///< several: the same image in several networks
  QStringList rowNames;                        ///< of the networks; may be shorter than rows
  QString caseName;
  QString footer;  ///< what else a reader must know: network, class, ρ, seed
};

inline bool isEmpty(const Exhibit& exhibit) {
  for (const auto& row : exhibit.rows)
    if (!row.empty()) return false;
  return true;
}

}  // namespace rho::workbench
