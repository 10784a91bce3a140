// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "attack/victim.h"
#include "base/job_context.h"

namespace rho::attack {

/// Steps along the steepest direction of the threat model, each brought back to what it allows.
/// FGSM, BIM and PGD are settings of it.
struct ProjectedAscent {
  int steps = 10;
  double step = 0.25;  ///< in units of the bound
  bool randomStart = false;
  int starts = 1;         ///< tries; images that were fooled take part in no further one
  bool stopEarly = true;  ///< a fooled image leaves at once

  void run(Victim& victim, const torch::Tensor& rows, const JobContext& context) const;

 private:
  void once(Victim& victim, torch::Tensor rows, const JobContext& context) const;
};

}  // namespace rho::attack
