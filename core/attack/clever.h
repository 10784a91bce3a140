// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "base/job_context.h"
#include "model/model.h"

namespace rho::attack {

/// How far every attack must go, estimated without one: the margin to another
/// class divided by the steepest slope that was met around the image (Weng et
/// al. 2018). An estimate, not a bound.
struct CleverOptions {
  bool linf = false;      ///< radius and scores in L∞; else in L2
  int batches = 500;      ///< maxima that the extreme value distribution is fitted to
  int samples = 1024;     ///< random points for each maximum
  double radius = 5;      ///< of the ball around the image that points are drawn from
  int targetClasses = 9;  ///< the most likely other classes, at most
  std::uint64_t seed = 0;
};

/// N scores, at most the radius; 0 where the network is wrong already. inputs:
/// N×C×H×W in [0,1]; labels: N int64. Takes batches·samples gradients for every
/// image and class. Throws InvalidInput, Cancelled.
std::vector<double> cleverScores(const model::Model& model, const torch::Tensor& inputs,
                                 const torch::Tensor& labels, const CleverOptions& options,
                                 const JobContext& context = {});

/// A reverse Weibull distribution: exp(−((location − x)/scale)^shape) for x
/// below location.
struct ReverseWeibull {
  double location = 0, scale = 0, shape = 0;
};

/// By maximum likelihood, with a shape of at least 1, below which the
/// likelihood has no maximum. values: at least 2. Equal values give that value
/// and no scale.
ReverseWeibull fitReverseWeibull(const std::vector<double>& values);

}  // namespace rho::attack
