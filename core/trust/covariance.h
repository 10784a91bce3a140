// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

namespace rho::trust {

/// The covariance of samples (N×D, at least two), drawn towards a multiple of the identity by as
/// much as their number makes necessary (Ledoit and Wolf 2004, "A well-conditioned estimator for
/// large-dimensional covariance matrices"): D×D doubles.
torch::Tensor shrunkCovariance(const torch::Tensor& samples);

}  // namespace rho::trust
