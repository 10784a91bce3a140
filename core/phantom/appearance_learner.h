// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/job_context.h"
#include "phantom/appearance_model.h"

namespace rho::phantom {

/// The pictures of one class, read one at a time, so that they need not fit into memory together.
struct AppearanceExamples {
  std::string className;
  std::size_t count = 0;
  std::function<image::Image(std::size_t)> read;  ///< grey pictures of any size
};

struct AppearanceOptions {
  int components = 110;        ///< 1 to 250
  int groupsPerClass = 12;     ///< Gaussians in a class's mixture, at most
  int patientsPerGroup = 50;   ///< no Gaussian stands for fewer pictures; at least 20
  double clippedTails = 0.02;  ///< part of the values of each pixel that is cut off at each end
  std::uint64_t seed = 1;
};

/// Learns a model from real pictures:
/// 1. brings all into the pose of their average (congealing, Learned-Miller 2006), so that the
///    components need not describe where a patient stands;
/// 2. takes out brightness and contrast, and cuts off what is rare at a pixel (markers, tubes);
/// 3. finds components that both classes share, each class counting the same;
/// 4. describes each class as a mixture of Gaussians with one covariance.
/// Memory: 2 × 16 KiB for each picture and about 80 MB. Throws InvalidInput (no classes, fewer
/// pictures than patientsPerGroup, options out of range), Cancelled, and what read throws.
AppearanceModel learnAppearance(const std::vector<AppearanceExamples>& classes,
                                const AppearanceOptions& options = {}, const JobContext& job = {});

}  // namespace rho::phantom
