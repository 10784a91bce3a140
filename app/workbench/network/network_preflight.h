// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/model.h"
#include "workbench/inspect/analysis.h"

namespace rho::workbench {

/// Analysis::preflight for any model: two passes forward, one with its gradient.
Preflight measurePreflight(const model::Model& model, const image::Image& image,
                           const JobContext& context);

}  // namespace rho::workbench
