// SPDX-License-Identifier: Apache-2.0
#include "flagging/bald.h"

#include <cmath>

#include "base/random.h"
#include "model/tensor.h"

namespace rho::flagging {

namespace {

/// −Σ p ln p over the classes of N×classes distributions; of yes or no over both.
torch::Tensor entropies(const torch::Tensor& p, model::Task task) {
  const auto part = [](const torch::Tensor& q) { return -torch::xlogy(q, q); };
  if (task == model::Task::singleLabel) return part(p).sum(-1);
  return (part(p) + part(1 - p)).mean(-1);
}

}  // namespace

double mutualInformation(const torch::Tensor& confidences, model::Task task) {
  const auto p = confidences.to(torch::kFloat64).cpu();
  const double information =
      (entropies(p.mean(0), task) - entropies(p, task).mean()).item<double>();
  return std::max(information, 0.0);  // rounding may go below
}

double bald(const model::Model& model, const torch::Tensor& input, std::uint64_t seed, int passes,
            double sigma) {
  const torch::NoGradGuard noGrad;
  auto noise = torch::empty({passes, input.size(1), input.size(2), input.size(3)});
  Random random(seed);
  auto* values = noise.data_ptr<float>();
  for (std::int64_t i = 0; i < noise.numel(); ++i)
    values[i] = static_cast<float>(random.normal(0, sigma));
  const auto copies = (input + noise.to(input.device())).clamp(0, 1);
  return mutualInformation(model.confidences(model.logits(copies)), model.card().task);
}

}  // namespace rho::flagging
