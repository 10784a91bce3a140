// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/job_context.h"
#include "data/data_set.h"
#include "model/model.h"
#include "training/metrics.h"
#include "training/recipe.h"

namespace rho::training {

/// Measures a frozen model on labelled images, and as the settings say its attack ARA on the first
/// of them, by the published search with fewer and shorter steps. A network whose classes stand on
/// their own has no attack ARA. Where there are masks, also where its evidence lies. Throws
/// Cancelled.
Metrics validate(const model::Model& model, const data::Samples& samples,
                 const Validation& settings, const JobContext& context = {});

}  // namespace rho::training
