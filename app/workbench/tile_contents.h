// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

#include "widgets/image_tile.h"
#include "workbench/inspection.h"

namespace rho::workbench {

/// A tile of the comparison.
struct TileSpec {
  QString id;
  QString title;
};
/// From left to right: input, raise, difference, lower, gradcam, lime.
std::vector<TileSpec> tileSpecs();

/// What a tile says and shows. direction: whose difference is shown. waiting: what stands in place
/// of a picture that is not there.
widgets::TileContent tileContent(const QString& id, const Inspection& state, double rho,
                                 Direction direction, const QString& waiting);

}  // namespace rho::workbench
