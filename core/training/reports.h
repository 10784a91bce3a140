// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>

#include "training/metrics.h"

namespace rho::training {

/// What the steps since the last report came to. Losses are means over these steps, and over all
/// processes.
struct StepReport {
  int epoch = 0;               ///< 1 to recipe.epochs
  std::int64_t step = 0;       ///< finished steps since the start of training
  std::int64_t of = 0;         ///< steps of the whole training
  double crossEntropy = 0;     ///< of the task, in nats
  double penalty = 0;          ///< the other terms of the loss
  double psi = 0;              ///< weight of the robust terms; 0 without
  double learningRate = 0;     ///< of the latest step
  double imagesPerSecond = 0;  ///< of all processes, validation left out
  double seconds = 0;          ///< since the start of training, over all of its runs
};

/// What an epoch came to.
struct EpochReport {
  int epoch = 0;                      ///< 1 to recipe.epochs
  double crossEntropy = 0;            ///< mean over the epoch's steps
  double penalty = 0;                 ///< likewise
  double psi = 0;                     ///< at the epoch's end
  double learningRate = 0;            ///< of the epoch's last step
  double seconds = 0;                 ///< since the start of training, over all of its runs
  std::optional<Metrics> validation;  ///< of the weights that would be kept, where due
};

nlohmann::json toJson(const StepReport& report);
nlohmann::json toJson(const EpochReport& report);

/// Who follows a training. Called from the thread that trains, in every process of it.
class TrainingSink {
 public:
  virtual ~TrainingSink() = default;
  /// After every step; step: how many are finished. Must be cheap. Trainer::state() may be called,
  /// and the model must not be used.
  virtual void onStep(std::int64_t /*step*/) {}
  /// At every report interval.
  virtual void onReport(const StepReport&) {}
  /// After every epoch, while the model holds the weights that would be kept: it may be used and
  /// saved. Trainer::state() may be called.
  virtual void onEpoch(const EpochReport&) {}
};

}  // namespace rho::training
