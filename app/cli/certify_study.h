// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "robustness/smoothing.h"
#include "study_run.h"

namespace rho::cli {

/// The settings of randomized smoothing, less the seed.
void addSmoothing(CLI::App& command, robustness::Smoothing& smoothing);

/// Certifies the decision for each image. Throws as runStudy().
robustness::Study measureCertificates(const StudyOptions& options,
                                      const robustness::Smoothing& smoothing,
                                      const JobContext& context);

/// The share of images whose decision is right and certified up to a radius (RMSE).
double certifiedAccuracy(const std::vector<robustness::Measured>& images, double rmse);

}  // namespace rho::cli
