// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QString>
#include <string>

#include "workbench/inspect/inspection.h"

namespace rho::workbench {

/// What stands under the mouse: pixel, stored value, the value that the network sees there, and the
/// value of the tile's map. position: relative to the picture. tile: its key.
QString probeText(QPointF position, const std::string& tile, const OpenCase& opened,
                  const Inspection& row, const Workspace& workspace);

}  // namespace rho::workbench
