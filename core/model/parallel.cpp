// SPDX-License-Identifier: Apache-2.0
// Compiled with OpenMP: without it at::parallel_for runs everything in one thread.
#include "model/parallel.h"

#include <ATen/Parallel.h>

namespace rho::model {

void parallelRanges(std::int64_t count,
                    const std::function<void(std::int64_t, std::int64_t)>& run) {
  at::parallel_for(0, count, 1, [&](std::int64_t begin, std::int64_t end) { run(begin, end); });
}

}  // namespace rho::model
