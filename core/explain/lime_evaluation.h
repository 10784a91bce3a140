// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/job_context.h"
#include "explain/lime_sampler.h"
#include "model/model.h"

namespace rho::explain {

using model::Precision;

/// The target's confidence for every row of samples, in batches of bounded memory; equal rows go
/// through the network once. Throws Cancelled.
std::vector<double> confidencesOfSamples(const model::Model& model, const SuperpixelHider& hider,
                                         const cv::Mat1b& samples, int target,
                                         Precision precision = Precision::single,
                                         const JobContext& context = {});

/// bfloat16 where it pays (a processor that has it, images of at least 96×96, a network without an
/// engine of its own) and where it does no harm: over the first samples, the confidences differ by
/// at most 0.01 (root mean square) from those in single precision. LIME's coefficients, which
/// average over all samples, then agree within about 0.001. Deterministic on one machine.
Precision suitablePrecision(const model::Model& model, const SuperpixelHider& hider,
                            const cv::Mat1b& samples, int target);

}  // namespace rho::explain
