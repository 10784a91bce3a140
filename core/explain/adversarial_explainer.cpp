// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "explain/adversarial.h"
#include "explain/conversion.h"
#include "explain/methods.h"
#include "model/tensor.h"

namespace rho::explain {

namespace {

/// The published loop ends up to about 1 % below ρ by design; less than this means that it never
/// got there.
constexpr double reachedFraction = 0.98;

std::vector<OptionSpec> adversarialOptions() {
  const AdversarialOptions defaults;
  return {
      {.name = "rho",
       .type = OptionType::number,
       .defaultValue = 0.1,
       .help = "Bound on the root-mean-square of the perturbation, of pixel values in [0,1].",
       .minimum = 1e-4,
       .maximum = 1,
       .choices = {}},
      {.name = "mode",
       .type = OptionType::choice,
       .defaultValue = defaults.mode,
       .help = "paper: the published loop; fast: fewer steps, on the sphere of size rho.",
       .minimum = {},
       .maximum = {},
       .choices = {"paper", "fast"}},
      {.name = "steps",
       .type = OptionType::integer,
       .defaultValue = defaults.steps,
       .help = "Number of steps; 0 is the mode's own (paper 35, fast 12).",
       .minimum = 0,
       .maximum = 100000,
       .choices = {}},
      {.name = "overshoot",
       .type = OptionType::number,
       .defaultValue = defaults.overshoot,
       .help = "Paper mode: length of the path in units of rho.",
       .minimum = 1,
       .maximum = 1000,
       .choices = {}},
      {.name = "momentum",
       .type = OptionType::number,
       .defaultValue = defaults.momentum,
       .help = "Paper mode: share of the earlier directions in each step; 0 is none.",
       .minimum = 0,
       .maximum = 0.99,
       .choices = {}},
      {.name = "clamp",
       .type = OptionType::flag,
       .defaultValue = defaults.clamp,
       .help = "Keep the perturbed pixels within [0,1]; the published method does not.",
       .minimum = {},
       .maximum = {},
       .choices = {}},
  };
}

AdversarialOptions fromJson(const nlohmann::json& json) {
  AdversarialOptions options;
  options.mode = json.at("mode").get<std::string>();
  options.steps = json.at("steps").get<int>();
  options.overshoot = json.at("overshoot").get<double>();
  options.momentum = json.at("momentum").get<double>();
  options.clamp = json.at("clamp").get<bool>();
  return options;
}

/// The perturbation within ρ that most raises, or lowers, the confidence of a class. The map is δ
/// itself: the signed mean over the channels, brought to the original grid.
class AdversarialExplanation : public Explainer {
 public:
  AdversarialExplanation(Direction direction, MethodInfo info)
      : m_direction(direction), m_info(std::move(info)) {
    m_info.source =
        "Woods, Chen and Teuscher 2019, Adversarial explanations for understanding "
        "image classification decisions and improved neural network robustness";
    m_info.signedMap = true;
    m_info.perturbs = true;
    m_info.options = adversarialOptions();
  }

  const MethodInfo& info() const override { return m_info; }

 protected:
  void compute(const model::Model& model, const Query& query, const torch::Tensor& input,
               Explanation& explanation, const JobContext& context) const override {
    const double rho = explanation.options.at("rho").get<double>();
    auto result = adversarialPerturbation(model, input, {{query.target, m_direction, rho}},
                                          fromJson(explanation.options), context);
    explanation.map = model.mapOnImage(result.delta.mean(1), query.image);
    explanation.perturbed = toMat(input + result.delta);
    explanation.confidencesAfter = toVector(model.confidences(result.logits));
    explanation.trace = std::move(result.traces.front());
    explanation.rhoReached = result.rhoReached.front();
    if (*explanation.rhoReached < reachedFraction * rho)
      explanation.warnings.push_back(fmt::format(
          "the perturbation reached rho {:.4f} of the {:.4f} asked for: the network's "
          "gradients keep turning, as those of non-robust networks do{}",
          *explanation.rhoReached, rho,
          explanation.options.at("clamp").get<bool>() ? ", or the pixels are at their limits"
                                                      : "; the mode fast goes the whole way"));
  }

 private:
  Direction m_direction;
  MethodInfo m_info;
};

}  // namespace

const Explainer& aeRaise() {
  static const AdversarialExplanation method(
      Direction::raise, {.id = "ae-raise",
                         .title = "Adversarial · raise",
                         .summary = "Draws into the image what the network would need to see to be "
                                    "more confident of the class.",
                         .source = {},
                         .options = {}});
  return method;
}

const Explainer& aeLower() {
  static const AdversarialExplanation method(
      Direction::lower, {.id = "ae-lower",
                         .title = "Adversarial · lower",
                         .summary = "Takes from the image what makes the network confident of the "
                                    "class.",
                         .source = {},
                         .options = {}});
  return method;
}

}  // namespace rho::explain
