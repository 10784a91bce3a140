// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "attack/victim.h"
#include "base/job_context.h"

namespace rho::attack {

/// Auto-PGD (Croce, Hein 2020): momentum, and steps that are halved, with a
/// return to the best point, where the loss does not grow often enough. Images
/// that are fooled leave.
struct Apgd {
  int steps = 100;
  double rho = 0.75;  ///< the share of growing steps below which a step is halved
  int starts = 1;

  /// N values to raise, from logits of these rows.
  using RowLoss =
      std::function<torch::Tensor(const torch::Tensor& logits, const torch::Tensor& rows)>;

  void run(Victim& victim, const torch::Tensor& rows, const RowLoss& loss,
           const JobContext& context) const;

 private:
  void once(Victim& victim, torch::Tensor rows, const RowLoss& loss,
            const JobContext& context) const;
};

}  // namespace rho::attack
