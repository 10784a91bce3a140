// SPDX-License-Identifier: Apache-2.0
#include "robustness/outcome.h"

#include <cmath>
#include <limits>

#include "model/tensor.h"

namespace rho::robustness {

torch::Tensor isChanged(const model::Model& model, const torch::Tensor& logits,
                        const torch::Tensor& labels, Outcome outcome) {
  if (outcome == Outcome::attack) return logits.argmax(1) != labels;
  const auto confidences = model.confidences(logits);
  const double chance = 1.0 / static_cast<double>(logits.size(1));
  return confidences.gather(1, labels.view({-1, 1})).squeeze(1) <= chance;
}

torch::Tensor outcomeMargin(const torch::Tensor& logits, const torch::Tensor& labels,
                            Outcome outcome) {
  const auto column = labels.view({-1, 1});
  const auto own = logits.gather(1, column).squeeze(1);
  const auto others = logits.scatter(1, column, -std::numeric_limits<double>::infinity());
  if (outcome == Outcome::attack) return own - others.amax(1);
  return own - others.logsumexp(1) + std::log(static_cast<double>(logits.size(1) - 1));
}

}  // namespace rho::robustness
