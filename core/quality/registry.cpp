// SPDX-License-Identifier: Apache-2.0
#include <fmt/ranges.h>

#include "base/error.h"
#include "quality/metrics.h"

namespace rho::quality {

const std::vector<const Metric*>& metrics() {
  static const std::vector<const Metric*> all = {
      &deletion(),
      &insertion(),
      &pixelFlipping(),
      &roadMostRelevantFirst(),
      &roadLeastRelevantFirst(),
      &infidelity(),
      &maxSensitivity(),
      &stability(),
      &randomisation(),
      &pointingGame(),
      &overlap(),
      &energyInside(),
      &localFit(),
  };
  return all;
}

const Metric& metricNamed(const std::string& id) {
  std::vector<std::string> known;
  for (const auto* metric : metrics()) {
    if (metric->info().id == id) return *metric;
    known.push_back(metric->info().id);
  }
  throw InvalidInput("measure", "\"" + id + "\" is unknown",
                     fmt::format("choose from: {}", fmt::join(known, ", ")));
}

}  // namespace rho::quality
