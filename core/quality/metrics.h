// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "quality/metric.h"

namespace rho::quality {

/// The one object of every measure; registry.cpp lists them in the order of tables.
const Metric& deletion();
const Metric& insertion();
const Metric& pixelFlipping();
const Metric& roadMostRelevantFirst();
const Metric& roadLeastRelevantFirst();
const Metric& infidelity();
const Metric& maxSensitivity();
const Metric& stability();
const Metric& randomisation();
const Metric& pointingGame();
const Metric& overlap();
const Metric& energyInside();
const Metric& localFit();

}  // namespace rho::quality
