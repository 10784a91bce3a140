// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/model_card.h"

namespace rho::training {

/// How the learning rate falls. Steps count from the end of the warm-up.
struct Schedule {
  enum class Kind {
    cosine,   ///< to 0 over all steps
    step,     ///< times factor at the start of every epoch of at
    constant  ///< not at all
  };
  Kind kind = Kind::cosine;
  std::vector<int> at;   ///< epochs that are finished when the rate falls, rising
  double factor = 0.1;   ///< of kind step
  int warmUpEpochs = 0;  ///< during which the rate rises linearly from near 0
};

/// Robust terms of Woods et al. (2019): loss = CE + ψ · mean |∂s/∂x|^z.
struct RobustTerms {
  double psi = 220;         ///< ψ at r = 0
  double rate = 0.02;       ///< ψ = psi · exp(rate · r)
  double lossTarget = 1.5;  ///< r grows while the cross-entropy is below it
  double zeta = 0.2;        ///< probability that s is logit(true) − max of the others
  double exponent = 2;      ///< z
};

/// Training on adversarial examples in place of the images.
struct AdversarialTraining {
  enum class Kind {
    l2,     ///< the loop of Woods et al. (2019); size is ρ, a root-mean-square error
    l2Min,  ///< the smallest change that the loop finds; size is the loop's, in place of
            ///< ρ·overshoot
    linf    ///< projected gradient descent (Madry 2018); size and stepSize bound every value
  };
  Kind kind = Kind::l2;
  double size = 0.01;
  int steps = 7;
  double probability = 1;       ///< that an image is replaced
  double stepSize = 2.0 / 255;  ///< of kind linf
  bool randomStart = true;      ///< of kind linf: start anywhere within size
};

/// TRADES (Zhang et al. 2019): CE + β · KL(p(x) ‖ p(x')), x' within size of x in every value.
struct Trades {
  double beta = 6;
  double size = 0.031;
  int steps = 10;
  double stepSize = 0.007;
};

/// Gaussian noise on the input in [0,1]; the sum is not clamped.
struct Noise {
  double sigma = 0.25;
};

/// Ensemble adversarial training (Tramèr et al. 2018): single-step examples of fixed networks, of
/// which, or of the trained one, every batch draws one.
struct EnsembleAdversarial {
  std::vector<std::string> networks;  ///< checkpoint files, or names of bundled networks
  double size = 16.0 / 255;           ///< largest change of a value
};

/// Keeps the largest singular value of every convolution at or below bound.
struct SpectralNorm {
  double bound = 1;
};

/// What masks say is no evidence must not sway the network.
struct EvidenceTerm {
  enum class Kind {
    gradient,  ///< right for the right reasons (Ross, Hughes, Doshi-Velez 2017)
    exchange   ///< the logits stay when these pixels are exchanged for another image's
  };
  Kind kind = Kind::gradient;
  double weight = 10;    ///< λ
  bool outside = false;  ///< where a mask marks evidence, all outside of it is none
};

/// When the weights are measured, and how much.
struct Validation {
  int every = 1;      ///< epochs
  int araImages = 0;  ///< images for a quick ARA; 0 for none
};

enum class Precision { float32, bfloat16 };

/// Everything that decides how a network is trained, but for the data. JSON, with these names in
/// lower case and underscores.
struct Recipe {
  std::string name;
  std::string architecture = "small-resnet";
  nlohmann::json architectureOptions = nlohmann::json::object();
  std::vector<int> inputSize = {32, 32};  ///< height, width
  int inputChannels = 3;
  std::vector<double> mean = {0, 0, 0};
  std::vector<double> standardDeviation = {1, 1, 1};
  std::string gradcamLayer;
  model::Task task = model::Task::singleLabel;

  int epochs = 10;
  int batch = 64;  ///< images per step and process
  double learningRate = 0.05;
  Schedule schedule;
  double momentum = 0.9;
  bool nesterov = true;  ///< where there is momentum
  double weightDecay = 1e-4;
  double gradientClip = 5;        ///< L2 norm over all weights; 0 for none
  double ema = 0.995;             ///< decay of the averaged weights that are kept; 0 for none
  double labelSmoothing = 0;      ///< share of the label spread evenly over the classes
  bool balancedSampling = false;  ///< every class drawn equally often
  int shift = 0;                  ///< random shift of up to this many pixels, edges replicated
  bool flip = false;              ///< random left-right flip
  Precision precision = Precision::float32;
  bool deterministic = false;    ///< only algorithms that give the same bits again
  bool globalBatchNorm = false;  ///< batch statistics over all processes
  std::optional<RobustTerms> robustTerms;
  std::optional<AdversarialTraining> adversarialTraining;
  std::optional<Trades> trades;
  std::optional<Noise> noise;
  std::optional<EnsembleAdversarial> ensembleAdversarial;
  std::optional<SpectralNorm> spectralNorm;
  std::optional<EvidenceTerm> evidence;
  Validation validation;
  std::uint64_t seed = 1;
};

/// Throws InvalidInput naming the key's full path and what is allowed.
Recipe recipeFromJson(const nlohmann::json& json, const std::string& source);
nlohmann::json toJson(const Recipe& recipe);
/// Reads a recipe file, or a bundled one by its name. Throws MissingFile naming the bundled ones;
/// InvalidInput naming FILE:LINE, the key and what is allowed.
Recipe readRecipe(const std::string& pathOrName);
/// The same of a text that is in no file; source stands in place of the file's name.
Recipe recipeFromText(std::string_view text, const std::string& source);
/// The names of the recipes that travel with the program, sorted.
std::vector<std::string> bundledRecipes();
/// The JSON schema (draft 2020-12) of recipe files, for editors.
nlohmann::json recipeSchema();

}  // namespace rho::training
