// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include "model/model.h"
#include "robustness/outcome.h"

namespace rho::robustness {

/// The boundary of an outcome as seen from one δ per image, and the smallest δ that was seen beyond
/// it. Lengths are L2 norms.
class Boundary {
 public:
  /// inputs: N×C×H×W on the model's device, their outcome unchanged; labels: N (int64).
  Boundary(const model::Model& model, torch::Tensor inputs, torch::Tensor labels, Outcome outcome);

  /// The plane that the boundary would be, were the margin linear.
  struct Plane {
    torch::Tensor away;      ///< N×C×H×W, length 1: where the margin falls fastest
    torch::Tensor distance;  ///< N: of the plane from the input, along away
  };
  /// Looks from δ, and remembers it if it changes the outcome. rows: which images those of δ are.
  Plane look(const torch::Tensor& delta, const torch::Tensor& rows);

  const torch::Tensor& inputs() const { return m_inputs; }

  /// N: the smallest length that was seen to change the outcome, along directions (length 1) near
  /// lengths at the latest; infinite where there is none.
  torch::Tensor nearest(const torch::Tensor& directions, const torch::Tensor& lengths) const;

 private:
  const model::Model& m_model;
  torch::Tensor m_inputs, m_labels;
  Outcome m_outcome;
  torch::Tensor m_nearest;  // N: smallest length at which the outcome had changed
};

}  // namespace rho::robustness
