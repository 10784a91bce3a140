// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

#include "annotation/export.h"
#include "model/model_card.h"

namespace rho::workbench {

/// What is made of a project's labels for a training.
struct TrainingSetRequest {
  QString folder;
  double heldOut = 0;                      ///< share of the cases, 0 to 1
  std::optional<model::ModelCard> before;  ///< of the network that is trained again
};

struct TrainingSet {
  annotation::ExportResult exported;
  QString recipe;         ///< a file; empty: no network was trained again
  bool canStart = false;  ///< from that network's weights
};

/// Writes the training set, and how the network is trained again as recipe.json beside it. Blocks.
/// Throws what exportTrainingSet does.
TrainingSet makeTrainingSet(const annotation::Project& project, const TrainingSetRequest& request,
                            const JobContext& context);

}  // namespace rho::workbench
