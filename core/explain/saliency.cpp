// SPDX-License-Identifier: Apache-2.0
#include "explain/attributions.h"
#include "explain/gradients.h"
#include "explain/methods.h"

namespace rho::explain {

torch::Tensor saliencyValues(const model::Model& model, const torch::Tensor& input,
                             const torch::Tensor& targets, bool absolute) {
  const auto gradient = logitGradient(model, input, targets).gradient;
  return absolute ? gradient.abs() : gradient;
}

namespace {

class Saliency : public Explainer {
 public:
  const MethodInfo& info() const override {
    static const MethodInfo info{
        .id = "saliency",
        .title = "Saliency",
        .summary = "How strongly a tiny change of each pixel would change the class's score.",
        .source = "Simonyan, Vedaldi and Zisserman 2013; as captum.attr.Saliency",
        .signedMap = false,
        .perturbs = false,
        .options = {absoluteOption(true), reductionOption("max")}};
    return info;
  }

 protected:
  void compute(const model::Model& model, const Query& query, const torch::Tensor& input,
               Explanation& explanation, const JobContext&) const override {
    const auto& options = explanation.options;
    const bool absolute = options.at("absolute").get<bool>();
    const auto targets = repeatedTarget(model, query.target, 1);
    const auto values = saliencyValues(model, input, targets, absolute);
    explanation.map = model.mapOnImage(reduceChannels(values, options), query.image);
    explanation.signedMap = !absolute;
  }
};

}  // namespace

const Explainer& saliency() {
  static const Saliency method;
  return method;
}

}  // namespace rho::explain
