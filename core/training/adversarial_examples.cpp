// SPDX-License-Identifier: Apache-2.0
#include "training/adversarial_examples.h"

#include "data/upload.h"
#include "model/tensor.h"
#include "robustness/per_item.h"
#include "robustness/perturbation_loop.h"
#include "training/frozen_while.h"
#include "training/projected_ascent.h"
#include "training/task_loss.h"

namespace rho::training {

namespace {

using robustness::perItem;
using robustness::PerturbationLoop;
using robustness::rmse;

/// What Woods et al. call the overshoot: the loop's path in units of ρ.
constexpr double overshoot = 5;

/// Whether the network is wrong, per image; any label of several counts.
torch::Tensor isWrong(const torch::Tensor& logits, const torch::Tensor& targets) {
  if (targets.dim() == 1) return logits.argmax(1) != targets;
  return ((logits > 0) != (targets > 0.5)).logical_and(~targets.isnan()).any(1);
}

struct Search {
  const model::Model& model;
  torch::Tensor inputs, targets;
  const AdversarialTraining& settings;
  const JobContext& context;

  /// The loop with the direction of each image, which turns back where home says so.
  torch::Tensor loop(double size,
                     const std::function<torch::Tensor(const torch::Tensor&)>& home) const {
    const auto direction = [&](int, const torch::Tensor& delta) {
      const auto away = awayFromTargets(model, inputs + delta, targets);
      return torch::where(perItem(home(delta), delta.dim()), -delta, away);
    };
    const auto sizes = torch::full({inputs.size(0)}, size, inputs.options());
    return inputs +
           PerturbationLoop{.steps = settings.steps}.run(inputs, sizes, direction, context);
  }

  torch::Tensor l2() const {
    return loop(settings.size * overshoot,
                [&](const torch::Tensor& delta) { return rmse(delta) >= settings.size; });
  }

  torch::Tensor l2Min() const {
    return loop(settings.size, [&](const torch::Tensor& delta) {
      const torch::NoGradGuard noGrad;
      return isWrong(model.logits(inputs + delta), targets);
    });
  }

  torch::Tensor linf(StepRandom& random) const {
    const ProjectedAscent ascent{settings.size, settings.stepSize, settings.steps};
    const auto start =
        settings.randomStart ? inputs + settings.size * random.uniformLike(inputs) : inputs;
    return ascent.run(
        inputs, start, [&](const torch::Tensor& x) { return awayFromTargets(model, x, targets); },
        context);
  }
};

}  // namespace

torch::Tensor chosenRows(TrainingStep& step, double probability) {
  std::vector<std::int64_t> rows;
  const auto draws = step.random.perImage(step.inputs.size(0));
  for (std::size_t i = 0; i < draws.size(); ++i)
    if (draws[i] < probability) rows.push_back(static_cast<std::int64_t>(i));
  return data::upload(torch::tensor(rows, torch::kInt64), step.inputs.device());
}

void AdversarialExamples::prepare(TrainingStep& step, const JobContext& context) {
  const auto rows = chosenRows(step, m_settings.probability);
  if (rows.size(0) == 0) return;
  const FrozenWhile frozen(step.model);
  const Search search{step.model, step.inputs.index_select(0, rows),
                      step.targets.index_select(0, rows), m_settings, context};
  const auto examples = [&] {
    switch (m_settings.kind) {
      case AdversarialTraining::Kind::l2:
        return search.l2();
      case AdversarialTraining::Kind::l2Min:
        return search.l2Min();
      default:
        return search.linf(step.random);
    }
  }();
  step.inputs = step.inputs.index_copy(0, rows, examples);
}

}  // namespace rho::training
