// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "robustness/area.h"

namespace rho::robustness {

/// A figure of a sample of images: their places, from 0, some of them several times.
using FigureOf = std::function<double(const std::vector<std::size_t>& drawn)>;

/// The 95 % interval of after − before over images drawn like these: percentile bootstrap, 1000
/// resamples (Efron and Tibshirani 1993), each of the same images for both, because both figures
/// are of the same images. The same seed gives the same interval. Nothing for fewer than two
/// images, and where a resample has no finite difference.
std::optional<Interval> bootstrapDifference(std::size_t images, const FigureOf& before,
                                            const FigureOf& after, std::uint64_t seed = 1);

}  // namespace rho::robustness
