// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>

#include "base/job_context.h"
#include "data/data_set.h"
#include "model/model.h"
#include "training/metrics.h"
#include "training/recipe.h"

namespace rho::training {

/// What an epoch came to.
struct EpochReport {
  int epoch = 0;                      ///< 1 to recipe.epochs
  double crossEntropy = 0;            ///< mean over the epoch's batches
  double penalty = 0;                 ///< mean of ψ · mean |∂s/∂x|^z
  double psi = 0;                     ///< at the epoch's end
  double learningRate = 0;            ///< at the epoch's end
  double seconds = 0;                 ///< since the start of training
  std::optional<Metrics> validation;  ///< of the weights that would be kept
};
nlohmann::json toJson(const EpochReport& report);

/// Makes an untrained model from a recipe. Throws InvalidInput.
model::Model modelFromRecipe(const Recipe& recipe, const std::vector<std::string>& classNames);

/// Trains a model in memory; the caller decides what is stored (see RunFolder). The seam for larger
/// engines: they replace this class and keep Recipe, DataSet and RunFolder.
class Trainer {
 public:
  /// validation may be empty (undefined tensors).
  Trainer(model::Model& model, const Recipe& recipe, data::Samples training,
          data::Samples validation);

  using EpochSink = std::function<void(const EpochReport&)>;
  /// Calls the sink after every epoch, while the model holds the weights that would be kept: it may
  /// save them. On return or on Cancelled the model is frozen with the best knowledge so far.
  /// Throws Error when the loss is no longer finite.
  void run(const EpochSink& sink, const JobContext& context = {});

 private:
  struct Epoch;
  model::Model& m_model;
  Recipe m_recipe;
  data::Samples m_training, m_validation;
};

}  // namespace rho::training
