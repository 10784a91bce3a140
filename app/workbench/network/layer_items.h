// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "widgets/layer_picker.h"
#include "workbench/inspect/inspection.h"

namespace rho::workbench {

/// The layers of the inspection's network for the picker, from input to output, with what is known
/// of them. The network's own choice is named by the empty key.
std::vector<widgets::LayerItem> layerItems(const Inspection& state);

/// What is the matter with the layer that Grad-CAM takes when the workspace names this one (empty:
/// the network's own choice); empty when nothing is, or nothing is known.
QString layerWarning(const Inspection& state, const std::string& layer);

}  // namespace rho::workbench
