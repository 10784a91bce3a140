// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "data/data_set.h"
#include "training/recipe.h"

namespace rho::cli {

/// What a training run is asked for.
struct TrainOptions {
  std::string recipe, data, validation, out, resume;
  std::string start;  ///< a network whose weights are trained on; empty: random ones
  std::optional<std::string> device;
  std::optional<int> threads, epochs;
  std::optional<std::uint64_t> seed;
  std::vector<std::string> settings;             ///< KEY=VALUE for keys of the recipe
  data::Selection selection;                     ///< of the training images
  std::optional<std::int64_t> validationImages;  ///< at most; from the whole of them
  double memory = 0;                 ///< MiB that training images may take; 0: a quarter of all
  std::int64_t checkpointSteps = 0;  ///< 0: after every epoch
  int samples = 4;                   ///< images of each samples/epoch-NNNN.png

  void addTo(CLI::App& command);
  /// Throws UsageError when an option is missing, or does not go with --resume.
  void check(const CLI::App& command) const;

  /// What a run has to know to go on: for environment.json and back. Paths become absolute, so that
  /// a run goes on from any folder. fromJson throws BrokenFile naming subject.
  nlohmann::json toJson() const;
  static TrainOptions fromJson(const nlohmann::json& json, const std::string& subject);
};

/// The recipe with every KEY=VALUE set. KEY may name a part's key, as in robust_terms.psi; VALUE is
/// JSON, else text; null takes a key out. Throws UsageError, InvalidInput.
training::Recipe withSettings(const training::Recipe& recipe,
                              const std::vector<std::string>& settings);

}  // namespace rho::cli
