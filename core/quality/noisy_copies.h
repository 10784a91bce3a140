// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <functional>
#include <vector>

#include "quality/metric.h"

namespace rho::quality {

/// A change of the case's image for copy i: C×H×W, to be added.
using NoiseOfCopy = std::function<torch::Tensor(std::int64_t copy)>;

/// Uniform in [-radius, radius], or normal with the standard deviation sigma; copy i draws from
/// item i of the case's seed, so that the result does not depend on the threads.
NoiseOfCopy uniformNoise(const Case& subject, double radius);
NoiseOfCopy normalNoise(const Case& subject, double sigma);

/// The maps (H×W) of noisy copies of the case's image, in lanes on a CPU. Throws Cancelled.
std::vector<torch::Tensor> mapsOfCopies(const Case& subject, std::int64_t copies,
                                        const NoiseOfCopy& noise, const JobContext& context);

}  // namespace rho::quality
