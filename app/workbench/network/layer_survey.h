// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "model/model.h"
#include "workbench/inspect/analysis.h"

namespace rho::workbench {

/// Analysis::surveyLayers for any model: one pass forward and one back to the layer, for each.
void surveyLayers(const model::Model& model, const image::Image& image, int target, double seconds,
                  const std::function<void(LayerSummary)>& sink, const JobContext& context);

}  // namespace rho::workbench
