// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include "model/model.h"
#include "robustness/outcome.h"

namespace rho::robustness {

/// The boundary of an outcome as seen from one δ per image, and the nearest point that was found
/// on it. Lengths are L2 norms.
class Boundary {
 public:
  /// inputs: N×C×H×W on the model's device, their outcome unchanged; labels: N (int64).
  Boundary(const model::Model& model, torch::Tensor inputs, torch::Tensor labels, Outcome outcome);

  /// The plane that the boundary would be, were the margin linear.
  struct Plane {
    torch::Tensor away;      ///< N×C×H×W, length 1: where the margin falls fastest
    torch::Tensor distance;  ///< N: of the plane from the input, along away
    /// N: where the ray through a direction (length 1) meets the plane; far away where it does not.
    torch::Tensor along(const torch::Tensor& direction) const;
  };
  /// Looks from δ and keeps what is nearest.
  Plane look(const torch::Tensor& delta);

  const torch::Tensor& inputs() const { return m_inputs; }
  /// The direction (length 1) in which the boundary seems nearest, and how far it seems: infinite
  /// where nothing was seen.
  const torch::Tensor& direction() const { return m_direction; }
  const torch::Tensor& estimate() const { return m_estimate; }

  /// N: the smallest length that was seen to change the outcome, after a bisection along
  /// direction(); infinite where there is none.
  torch::Tensor nearest() const;

 private:
  void keep(const torch::Tensor& delta, const Plane& plane, const torch::Tensor& changed);
  torch::Tensor changedAt(const torch::Tensor& lengths) const;

  const model::Model& m_model;
  torch::Tensor m_inputs, m_labels;
  Outcome m_outcome;
  torch::Tensor m_direction;
  torch::Tensor m_estimate;
  torch::Tensor m_nearest;  // N: smallest length at which the outcome had changed
};

}  // namespace rho::robustness
