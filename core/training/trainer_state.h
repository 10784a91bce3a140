// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "model/network.h"

namespace rho::training {

/// Everything that a training needs to go on as if it had not stopped: weights and running
/// statistics, velocities, averages, r of the robust terms, and how far it has come. Random numbers
/// depend on the seed and the step alone and need no state of their own.
struct TrainerState {
  std::map<std::string, torch::Tensor> tensors;  ///< names are PART/NAME
  nlohmann::json progress;                       ///< a small object of numbers

  /// Adds copies of tensors under a part's name.
  void add(const std::string& part, const std::vector<model::NamedTensor>& tensors);
  /// Copies a part's values into tensors. Throws InvalidInput naming the tensor that is missing or
  /// has another shape or type.
  void copyTo(const std::string& part, const std::vector<model::NamedTensor>& tensors) const;
};

/// How far a training has come.
struct TrainingProgress {
  std::int64_t step = 0;    ///< finished steps
  int epochs = 0;           ///< finished and reported epochs
  double crossEntropy = 0;  ///< sums over the finished steps of the current epoch
  double penalty = 0;
  double seconds = 0;
};
nlohmann::json toJson(const TrainingProgress& progress);
/// Throws InvalidInput.
TrainingProgress progressFromJson(const nlohmann::json& json);

}  // namespace rho::training
