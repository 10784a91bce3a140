// SPDX-License-Identifier: Apache-2.0
#include "quality/attention_attack.h"

#include "explain/gradients.h"
#include "explain/sphere_ascent.h"
#include "model/tensor.h"
#include "quality/regional_attack.h"
#include "robustness/per_item.h"

namespace rho::quality {

namespace {

/// The share of the saliency inside, and what must be known to change it.
class Attention {
 public:
  Attention(const model::Model& model, int target, const torch::Tensor& region)
      : m_model(model),
        m_targets(explain::repeatedTarget(model, target, 1)),
        m_region(region.to(model.device(), torch::kFloat32)) {}

  torch::Tensor gradient(const torch::Tensor& x) const {
    return explain::logitGradient(m_model, x, m_targets).gradient;
  }

  double inside(const torch::Tensor& gradient) const {
    const auto map = gradient.abs();
    return (map * m_region).sum().item<double>() / map.sum().item<double>();
  }

  /// The direction in which the share falls. With S = Σ|g| the share's derivative by g is
  /// sign(g)·(region − share)/S; times the Hessian, which is a difference of two gradients.
  torch::Tensor descent(const torch::Tensor& x, const torch::Tensor& gradient) const {
    constexpr double step = 1e-3;  // RMSE
    auto v = gradient.sign() * (m_region - inside(gradient));
    v = v / (robustness::rmse(v).item<double>() + 1e-12) * step;
    return -(this->gradient(x + v) - this->gradient(x - v));
  }

 private:
  const model::Model& m_model;
  torch::Tensor m_targets, m_region;
};

}  // namespace

AttentionChange moveAttention(const model::Model& model, const torch::Tensor& input, int target,
                              const torch::Tensor& region, const AttentionAttack& attack,
                              const JobContext& context) {
  const Attention attention(model, target, region);
  const auto share = [&](const torch::Tensor& delta) {
    return attention.inside(attention.gradient(input + delta));
  };
  const auto confidence = [&](const torch::Tensor& delta) {
    const torch::NoGradGuard noGrad;
    const auto logits = model.logits(input + delta);
    const double value = model.confidences(logits)[0][target].item<double>();
    return decidesFor(model, logits, target).item<bool>() ? value : -1;
  };
  AttentionChange best{torch::zeros_like(input), share(torch::zeros_like(input)), 0, 0};
  best.insideAfter = best.insideBefore;
  best.confidenceAfter = confidence(best.delta);
  const auto consider = [&](const torch::Tensor& delta) {
    const double inside = share(delta), kept = confidence(delta);
    if (kept < 0 || inside >= best.insideAfter) return;
    best.delta = delta;
    best.insideAfter = inside;
    best.confidenceAfter = kept;
  };
  const explain::SphereAscent ascent{.steps = attack.steps, .firstStep = 0.7};
  const auto last = ascent.run(
      input, torch::full({1}, attack.rho, input.options()),
      [&](int, const torch::Tensor& delta) {
        consider(delta);
        const auto x = input + delta;
        return attention.descent(x, attention.gradient(x));
      },
      context);
  consider(last);
  return best;
}

}  // namespace rho::quality
