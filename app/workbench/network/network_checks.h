// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "widgets/check_list.h"
#include "workbench/inspect/analysis.h"

namespace rho::workbench {

/// What the measurements say about a network and an image, each with what to do where it is not
/// well. Always the same checks in the same order.
std::vector<widgets::CheckItem> networkChecks(const Preflight& found, const model::ModelCard& card);

}  // namespace rho::workbench
