// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>

#include "command.h"
#include "train_options.h"

namespace rho::cli {

/// What a finished run came to.
struct TrainResult {
  std::filesystem::path folder, model;
  nlohmann::json lastEpoch;  ///< as in the run's log
};

/// The images that a run is measured on: those that were named, else the data's own split val or
/// test; undefined tensors where there are none.
data::Samples validationSamples(const TrainOptions& options, const model::ModelCard& card,
                                const JobContext& job);

/// Starts a run, or goes on with one (options.resume), in each of its processes. Throws what the
/// recipe, the data, the folder or the training throw.
TrainResult trainRun(const TrainOptions& options, const Console& console);

}  // namespace rho::cli
