// SPDX-License-Identifier: Apache-2.0
#include "robustness/lanes.h"

#include "model/parallel.h"

namespace rho::robustness {

void inLanes(torch::Device device, std::int64_t count, const JobContext& context,
             const Lane& lane) {
  if (!device.is_cpu()) return lane(0, count, context);
  model::parallelRanges(count, [&](std::int64_t begin, std::int64_t end) {
    lane(begin, end, begin == 0 ? context : context.silent());
  });
}

}  // namespace rho::robustness
