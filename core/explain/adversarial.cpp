// SPDX-License-Identifier: Apache-2.0
#include "explain/adversarial.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

#include "base/error.h"
#include "explain/sphere_ascent.h"
#include "model/tensor.h"
#include "robustness/lanes.h"
#include "robustness/per_item.h"
#include "robustness/perturbation_loop.h"

namespace rho::explain {

namespace {

constexpr int paperSteps = 35;

template <typename T, typename Get>
torch::Tensor column(const std::vector<AdversarialTarget>& targets, torch::Device device, Get get) {
  std::vector<T> values;
  values.reserve(targets.size());
  for (const auto& target : targets) values.push_back(get(target));
  return torch::tensor(values).to(device);
}

/// Asks the network where its log-odds grow, for those items of a batch that need it, and writes
/// down what it answers on the way.
class Ascent {
 public:
  Ascent(const model::Model& model, const torch::Tensor& inputs,
         const std::vector<AdversarialTarget>& targets)
      : m_model(model), m_inputs(inputs), m_traces(targets.size()) {
    const auto device = inputs.device();
    m_targets = column<std::int64_t>(targets, device, [](const auto& t) { return t.target; });
    m_rhos =
        column<float>(targets, device, [](const auto& t) { return static_cast<float>(t.rho); });
    m_signs = column<float>(targets, device, [](const auto& t) {
      return t.direction == Direction::raise ? 1.0F : -1.0F;
    });
  }

  const torch::Tensor& rhos() const { return m_rhos; }
  std::vector<std::vector<TracePoint>>& traces() { return m_traces; }

  /// The published direction: the gradient within the bound, back towards δ = 0 outside. Items
  /// outside need no pass through the network, which saves nearly half of the work.
  torch::Tensor withinBound(int step, const torch::Tensor& delta) {
    const auto inside = (robustness::rmse(delta) < m_rhos).nonzero().squeeze(1);
    if (inside.size(0) == delta.size(0)) return gradient(step, delta, inside);
    auto direction = -delta;
    if (inside.size(0) > 0) direction.index_copy_(0, inside, gradient(step, delta, inside));
    return direction;
  }

  /// The gradient of all items.
  torch::Tensor everywhere(int step, const torch::Tensor& delta) {
    return gradient(step, delta, torch::arange(delta.size(0), m_targets.options()));
  }

  /// The network's answer at the end.
  torch::Tensor finish(int step, const torch::Tensor& delta) {
    const torch::NoGradGuard noGrad;
    const auto logits = m_model.logits(m_inputs + delta);
    record(step, delta, logits, torch::arange(delta.size(0), m_targets.options()));
    return logits;
  }

 private:
  torch::Tensor gradient(int step, const torch::Tensor& delta, const torch::Tensor& rows) {
    const torch::AutoGradMode withGradients(true);
    const auto x = (m_inputs + delta).index_select(0, rows).detach().requires_grad_(true);
    const auto logits = m_model.logits(x);
    const auto odds = model::logOdds(m_model, logits, m_targets.index_select(0, rows));
    const auto ascent = torch::autograd::grad({odds.sum()}, {x}).front();
    record(step, delta, logits.detach(), rows);
    return ascent * robustness::perItem(m_signs.index_select(0, rows), ascent.dim());
  }

  void record(int step, const torch::Tensor& delta, const torch::Tensor& logits,
              const torch::Tensor& rows) {
    const auto column = m_targets.index_select(0, rows).view({-1, 1});
    const auto confidence = m_model.confidences(logits).gather(1, column).squeeze(1);
    const auto rho = robustness::rmse(delta).index_select(0, rows);
    const auto table =
        torch::stack({rho, confidence}, 1).to(torch::kCPU, torch::kFloat64).contiguous();
    const auto items = rows.to(torch::kCPU);
    const auto values = table.accessor<double, 2>();
    const auto indices = items.accessor<std::int64_t, 1>();
    for (std::int64_t i = 0; i < values.size(0); ++i)
      m_traces[static_cast<std::size_t>(indices[i])].push_back({step, values[i][0], values[i][1]});
  }

  const model::Model& m_model;
  torch::Tensor m_inputs, m_targets, m_rhos, m_signs;
  std::vector<std::vector<TracePoint>> m_traces;
};

void requireValid(const model::Model& model, const torch::Tensor& inputs,
                  const std::vector<AdversarialTarget>& targets,
                  const AdversarialOptions& options) {
  if (inputs.size(0) != static_cast<std::int64_t>(targets.size()))
    throw InvalidInput("targets", "there must be one for each image");
  for (const auto& target : targets) {
    if (!(target.rho > 0) || !std::isfinite(target.rho))
      throw InvalidInput(fmt::format("rho {}", target.rho), "is not above 0",
                         "choose 0.05, or 0.1");
    if (target.target < 0 || target.target >= model.card().classCount())
      throw InvalidInput(fmt::format("class {}", target.target),
                         "is not one of the network's classes");
  }
  if (options.mode != "paper" && options.mode != "fast")
    throw InvalidInput("mode \"" + options.mode + "\"", "is unknown", "choose paper or fast");
  if (options.steps < 0 || !(options.overshoot > 0) || !(options.momentum >= 0) ||
      options.momentum >= 1)
    throw InvalidInput("adversarial explanation", "steps, overshoot or momentum is out of range");
}

torch::Tensor publishedLoop(Ascent& ascent, const torch::Tensor& inputs, int steps,
                            const AdversarialOptions& options, const JobContext& context) {
  const robustness::PerturbationLoop loop{
      .steps = steps, .momentum = options.momentum, .trackLast = false, .clamp = options.clamp};
  const auto direction = [&](int step, const torch::Tensor& delta) {
    return ascent.withinBound(step, delta);
  };
  return loop.run(inputs, ascent.rhos() * options.overshoot, direction, context);
}

torch::Tensor fastAscent(Ascent& ascent, const torch::Tensor& inputs, int steps, bool clamp,
                         const JobContext& context) {
  const SphereAscent sphere{.steps = steps, .clamp = clamp};
  const auto direction = [&](int step, const torch::Tensor& delta) {
    return ascent.everywhere(step, delta);
  };
  return sphere.run(inputs, ascent.rhos(), direction, context);
}

AdversarialResult perturbation(const model::Model& model, const torch::Tensor& inputs,
                               const std::vector<AdversarialTarget>& targets,
                               const AdversarialOptions& options, const JobContext& context) {
  const bool fast = options.mode == "fast";
  const int steps = options.steps > 0 ? options.steps : fast ? SphereAscent{}.steps : paperSteps;
  Ascent ascent(model, inputs, targets);
  AdversarialResult result;
  result.delta = fast ? fastAscent(ascent, inputs, steps, options.clamp, context.part(0, 0.95))
                      : publishedLoop(ascent, inputs, steps, options, context.part(0, 0.95));
  context.throwIfStopped();
  result.logits = ascent.finish(steps, result.delta);
  result.traces = std::move(ascent.traces());
  for (const auto& trace : result.traces) result.rhoReached.push_back(trace.back().rho);
  return result;
}

/// parts: in the order of the items; those that are not defined had none.
AdversarialResult joined(std::vector<AdversarialResult> parts) {
  AdversarialResult all;
  std::vector<torch::Tensor> deltas, logits;
  for (auto& part : parts) {
    if (!part.delta.defined()) continue;
    deltas.push_back(part.delta);
    logits.push_back(part.logits);
    std::move(part.rhoReached.begin(), part.rhoReached.end(), std::back_inserter(all.rhoReached));
    std::move(part.traces.begin(), part.traces.end(), std::back_inserter(all.traces));
  }
  all.delta = torch::cat(deltas);
  all.logits = torch::cat(logits);
  return all;
}

}  // namespace

AdversarialResult adversarialPerturbation(const model::Model& model, const torch::Tensor& inputs,
                                          const std::vector<AdversarialTarget>& targets,
                                          const AdversarialOptions& options,
                                          const JobContext& context) {
  requireValid(model, inputs, targets, options);
  std::vector<AdversarialResult> parts(targets.size());  // each at the place of its first item
  robustness::inLanes(inputs.device(), inputs.size(0), context,
                      [&](std::int64_t begin, std::int64_t end, const JobContext& lane) {
                        parts[static_cast<std::size_t>(begin)] = perturbation(
                            model, inputs.slice(0, begin, end),
                            {targets.begin() + begin, targets.begin() + end}, options, lane);
                      });
  context.report(1);
  return joined(std::move(parts));
}

}  // namespace rho::explain
