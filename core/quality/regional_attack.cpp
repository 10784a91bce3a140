// SPDX-License-Identifier: Apache-2.0
#include "quality/regional_attack.h"

#include <limits>

#include "base/error.h"
#include "explain/gradients.h"
#include "model/decision.h"
#include "model/tensor.h"
#include "robustness/per_item.h"
#include "robustness/perturbation_loop.h"

namespace rho::quality {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

/// Follows the loop and keeps, for each image, the smallest δ after which the decision is another.
class Hunt {
 public:
  Hunt(const model::Model& model, torch::Tensor inputs, torch::Tensor masks, int target)
      : m_model(model),
        m_inputs(std::move(inputs)),
        m_masks(std::move(masks)),
        m_target(target),
        m_best(torch::zeros_like(m_inputs)),
        m_rhos(torch::full({m_inputs.size(0)}, infinite, m_inputs.options())) {}

  /// Away from the target where it still leads, back towards δ = 0 elsewhere.
  torch::Tensor direction(const torch::Tensor& delta) {
    const torch::AutoGradMode withGradients(true);
    const auto x = (m_inputs + delta).detach().requires_grad_(true);
    const auto logits = m_model.logits(x);
    const auto targets = explain::repeatedTarget(m_model, m_target, x.size(0));
    const auto odds = model::logOdds(m_model, logits, targets);
    const auto away = -torch::autograd::grad({odds.sum()}, {x}).front();
    const torch::NoGradGuard noGrad;
    const auto changed = ~decidesFor(m_model, logits.detach(), m_target);
    keep(delta, changed);
    return torch::where(robustness::perItem(changed, delta.dim()), -delta, away * m_masks);
  }

  /// The smallest multiple of what was found that still changes the decision.
  void refine() {
    constexpr int halvings = 12;
    const torch::NoGradGuard noGrad;
    const auto found = m_best.clone();
    auto low = torch::zeros_like(m_rhos), high = torch::ones_like(m_rhos);
    for (int i = 0; i < halvings; ++i) {
      const auto middle = (low + high) / 2;
      const auto delta = found * robustness::perItem(middle, found.dim());
      const auto changed = ~decidesFor(m_model, m_model.logits(m_inputs + delta), m_target);
      keep(delta, changed);
      high = torch::where(changed, middle, high);
      low = torch::where(changed, low, middle);
    }
  }

  const torch::Tensor& best() const { return m_best; }
  const torch::Tensor& rhos() const { return m_rhos; }

 private:
  void keep(const torch::Tensor& delta, const torch::Tensor& changed) {
    const auto rhos = robustness::rmse(delta);
    const auto better = changed & (rhos < m_rhos);
    m_rhos = torch::where(better, rhos, m_rhos);
    m_best = torch::where(robustness::perItem(better, delta.dim()), delta, m_best);
  }

  const model::Model& m_model;
  torch::Tensor m_inputs, m_masks;
  int m_target;
  torch::Tensor m_best, m_rhos;
};

}  // namespace

torch::Tensor decidesFor(const model::Model& model, const torch::Tensor& logits, int target) {
  if (model.card().task == model::Task::multiLabel)
    return logits.select(1, target) >= model::decisionLogit(model.card(), target);
  return logits.argmax(1) == target;
}

std::vector<RegionalChange> smallestRegionalChanges(const model::Model& model,
                                                    const torch::Tensor& input, int target,
                                                    const std::vector<torch::Tensor>& masks,
                                                    const RegionalSearch& search,
                                                    const JobContext& context) {
  {
    const torch::NoGradGuard noGrad;
    if (!decidesFor(model, model.logits(input), target).item<bool>())
      throw InvalidInput("class " + model.card().classNames.at(static_cast<std::size_t>(target)),
                         "is not what the network decides for", "ask for its decision: top");
  }
  const auto count = static_cast<std::int64_t>(masks.size());
  const auto inputs = input.expand({count, -1, -1, -1}).contiguous();
  Hunt hunt(model, inputs, torch::stack(masks).unsqueeze(1).to(input.device(), input.scalar_type()),
            target);
  const robustness::PerturbationLoop loop{
      .steps = search.steps, .momentum = search.momentum, .trackLast = true, .clamp = false};
  loop.run(
      inputs, torch::full({count}, search.size, inputs.options()),
      [&](int, const torch::Tensor& delta) { return hunt.direction(delta); }, context);
  hunt.refine();
  const torch::NoGradGuard noGrad;
  const auto confidences = model.confidences(model.logits(inputs + hunt.best())).to(torch::kCPU);
  std::vector<RegionalChange> changes;
  for (std::int64_t i = 0; i < count; ++i)
    changes.push_back(
        {hunt.best().slice(0, i, i + 1), hunt.rhos()[i].item<double>(), confidences[i]});
  return changes;
}

}  // namespace rho::quality
