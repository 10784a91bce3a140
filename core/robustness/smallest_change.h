// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include "model/model.h"
#include "robustness/outcome.h"

namespace rho::robustness {

/// The direction of the search for the smallest change, and what it has found: away from the true
/// class while the outcome is unchanged, back towards δ = 0 once it has changed.
class SmallestChange {
 public:
  /// inputs: N×C×H×W on the model's device; labels: N (int64).
  SmallestChange(const model::Model& model, torch::Tensor inputs, torch::Tensor labels,
                 Outcome outcome);

  /// The direction for every image at δ (N×C×H×W); keeps the smallest δ that changes the outcome.
  torch::Tensor direction(const torch::Tensor& delta);

  /// N values (RMSE), infinite where nothing changed yet.
  const torch::Tensor& distances() const { return m_distances; }
  /// N×C×H×W: the smallest δ that changed the outcome; zero where nothing changed yet.
  const torch::Tensor& nearest() const { return m_nearest; }

 private:
  void follow(const torch::Tensor& delta, const torch::Tensor& rows, torch::Tensor& direction);
  torch::Tensor look(const torch::Tensor& delta, const torch::Tensor& rows);

  const model::Model& m_model;
  torch::Tensor m_inputs, m_labels;
  Outcome m_outcome;
  torch::Tensor m_changed;    // N flags, as at the latest δ
  torch::Tensor m_distances;  // N
  torch::Tensor m_nearest;    // N×C×H×W
};

}  // namespace rho::robustness
