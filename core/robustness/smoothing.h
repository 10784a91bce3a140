// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "base/job_context.h"
#include "model/model.h"

namespace rho::robustness {

/// Randomized smoothing (Cohen, Rosenfeld, Kolter 2019): what the network says most often of an
/// image with Gaussian noise, and how far the image can be changed before that could change.
struct Smoothing {
  double sigma = 0.25;               ///< of the noise, on pixels in [0,1], before normalisation
  std::int64_t selecting = 100;      ///< n₀: noisy images that choose the class to certify
  std::int64_t estimating = 100000;  ///< n: noisy images that bound its probability
  double alpha = 0.001;              ///< probability that a certificate is wrong
  std::uint64_t seed = 1;
};

struct Certificate {
  std::optional<std::int64_t> decision;  ///< nothing: abstained
  double probability = 0;                ///< lower bound of the decision's share under noise
  double radius = 0;                     ///< L2 norm up to which the decision stands
  double rmse = 0;                       ///< the same as an RMSE
};

/// How often each class was decided for noisy copies of input (1×C×H×W on the model's device). Item
/// and seed alone decide the noise, not the number of threads. Throws Cancelled.
std::vector<std::int64_t> countDecisions(const model::Model& model, const torch::Tensor& input,
                                         std::int64_t count, const Smoothing& settings,
                                         std::uint64_t item, const JobContext& context = {});

/// CERTIFY of the paper. item: sets the image's noise apart from that of others. Throws
/// InvalidInput (settings out of range, a multi-label network) and Cancelled.
Certificate certify(const model::Model& model, const torch::Tensor& input,
                    const Smoothing& settings = {}, std::uint64_t item = 0,
                    const JobContext& context = {});

/// PREDICT of the paper with settings.estimating noisy images: the class, or nothing where the two
/// most frequent ones cannot be told apart. Throws as certify().
std::optional<std::int64_t> predictSmoothed(const model::Model& model, const torch::Tensor& input,
                                            const Smoothing& settings = {}, std::uint64_t item = 0,
                                            const JobContext& context = {});

}  // namespace rho::robustness
