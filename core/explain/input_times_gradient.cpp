// SPDX-License-Identifier: Apache-2.0
#include "explain/attributions.h"
#include "explain/gradients.h"
#include "explain/methods.h"

namespace rho::explain {

torch::Tensor inputTimesGradientValues(const model::Model& model, const torch::Tensor& input,
                                       const torch::Tensor& targets) {
  return input * logitGradient(model, input, targets).gradient;
}

namespace {

class InputTimesGradient : public Explainer {
 public:
  const MethodInfo& info() const override {
    static const MethodInfo info{
        .id = "input-x-gradient",
        .title = "Input × gradient",
        .summary =
            "Each pixel's value times the gradient of the class's score: a first-order guess "
            "of what the pixel contributes, compared with black.",
        .source = "Shrikumar et al. 2016; as captum.attr.InputXGradient",
        .signedMap = true,
        .perturbs = false,
        .options = {absoluteOption(false), reductionOption("sum")}};
    return info;
  }

 protected:
  void compute(const model::Model& model, const Query& query, const torch::Tensor& input,
               Explanation& explanation, const JobContext&) const override {
    const auto& options = explanation.options;
    const auto targets = repeatedTarget(model, query.target, 1);
    const auto values = inputTimesGradientValues(model, input, targets);
    explanation.map = model.mapOnImage(reduceChannels(values, options), query.image);
    explanation.signedMap = !options.at("absolute").get<bool>();
  }
};

}  // namespace

const Explainer& inputTimesGradient() {
  static const InputTimesGradient method;
  return method;
}

}  // namespace rho::explain
