// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace rho::training {

/// The robust terms of Woods et al. (2019): loss = CE + ψ · mean |∂s/∂x|^z.
struct RobustTerms {
  double psi = 220;         ///< ψ at r = 0
  double rate = 0.02;       ///< ψ = psi · exp(rate · r)
  double lossTarget = 1.5;  ///< r grows while the cross-entropy is below it
  double zeta = 0.2;        ///< probability that s is logit(true) − max of the others
  double exponent = 2;      ///< z
};

/// Everything that decides how a network is trained, but for the data. JSON, with these names in
/// lower case and underscores; an unknown or wrong key is an error that names it.
struct Recipe {
  std::string name;
  std::string architecture = "small-resnet";
  nlohmann::json architectureOptions = nlohmann::json::object();
  std::vector<int> inputSize = {32, 32};  ///< height, width
  int inputChannels = 3;
  std::vector<double> mean = {0, 0, 0};
  std::vector<double> standardDeviation = {1, 1, 1};
  std::string gradcamLayer;

  int epochs = 10;
  int batch = 64;
  double learningRate = 0.05;  ///< falls to 0 as a cosine
  double momentum = 0.9;       ///< Nesterov
  double weightDecay = 1e-4;
  double gradientClip = 5;        ///< L2 norm over all weights; 0 for none
  double ema = 0.995;             ///< decay of the averaged weights that are kept; 0 for none
  bool balancedSampling = false;  ///< every class drawn equally often
  int shift = 0;                  ///< random shift of up to this many pixels, edges replicated
  bool flip = false;              ///< random left-right flip
  std::optional<RobustTerms> robustTerms;
  std::uint64_t seed = 1;
};

/// Throws InvalidInput naming the key.
Recipe recipeFromJson(const nlohmann::json& json, const std::string& source);
nlohmann::json toJson(const Recipe& recipe);
/// Reads a recipe file, or a bundled one by its name. Throws MissingFile, InvalidInput.
Recipe readRecipe(const std::string& pathOrName);

}  // namespace rho::training
