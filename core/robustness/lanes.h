// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <c10/core/Device.h>

#include <cstdint>
#include <functional>

#include "base/job_context.h"

namespace rho::robustness {

/// What computes the items begin to end (without it) of a batch whose items do not depend on each
/// other.
using Lane = std::function<void(std::int64_t begin, std::int64_t end, const JobContext& context)>;

/// Computes a batch of count items in lanes: on a CPU one for each thread of LibTorch's pool, which
/// then need not wait for each other at every step; elsewhere one for all. The lane of the first
/// items reports the progress. Passes on what a lane throws.
void inLanes(torch::Device device, std::int64_t count, const JobContext& context, const Lane& lane);

}  // namespace rho::robustness
