// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "base/job_context.h"
#include "workbench/robustness/measurement.h"

namespace rho::workbench {

/// Where finished parts go, as they come.
struct MeasureSinks {
  /// Further images; the first one has this index among those of the measurement.
  std::function<void(std::int64_t first, std::vector<SampleImage> images)> images;
  /// All that is known of a network, or why it has failed. The networks come in the order of the
  /// request; of one with several labels each that is measured takes a place of its own.
  std::function<void(std::size_t place, NetworkMeasurement measurement)> measured;
};

/// Measures all networks on the same images, a few images at a time, so that the networks can be
/// compared at every moment. For a worker. A network that fails says so in its measurement and the
/// others go on; what concerns all of them (the data, a stop) is thrown as rho::Error.
void measureRobustness(const MeasureRequest& request, const MeasureSinks& sinks,
                       const JobContext& context);

}  // namespace rho::workbench
