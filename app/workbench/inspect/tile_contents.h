// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "widgets/image_tile.h"
#include "workbench/inspect/inspection.h"

namespace rho::workbench {

/// By which the grid knows a tile: its key.
QString tileId(const TileSetting& tile);
/// Of the tile that shows the image itself.
QString inputTileId();

/// "AE · raise", "LIME": what stands in a tile's header.
QString tileTitle(const TileSetting& tile);

/// What a tile shows of a network. waiting: what stands in place of a picture that is not there.
widgets::TileContent tileContent(const TileSetting& tile, const OpenCase& opened,
                                 const Inspection& row, const Workspace& workspace,
                                 const QString& waiting);

}  // namespace rho::workbench
