// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <string>

#include "base/job_context.h"
#include "model/model.h"

namespace rho::explain {

// The numbers behind the methods, per channel and in batches, for whoever needs more than a map:
// tests, measures of quality, reports. input: N×C×H×W in [0,1]; targets: N class indices; all
// explain the raw logit of the target. Results: N×C×H×W.

/// |∂logit/∂x| (Simonyan et al. 2013), or the signed gradient.
torch::Tensor saliencyValues(const model::Model& model, const torch::Tensor& input,
                             const torch::Tensor& targets, bool absolute);

/// x · ∂logit/∂x (Shrikumar et al. 2016).
torch::Tensor inputTimesGradientValues(const model::Model& model, const torch::Tensor& input,
                                       const torch::Tensor& targets);

struct IntegratedGradientsValues {
  torch::Tensor attributions;  ///< N×C×H×W
  torch::Tensor delta;         ///< N: sum of the attributions - (logit(x) - logit(baseline))
  torch::Tensor difference;    ///< N: logit(x) - logit(baseline)
};
/// (x - x') · mean gradient on the straight path from the baseline x' to x (Sundararajan et al.
/// 2017), by Gauss–Legendre quadrature with that many steps, as Captum. baseline: as input.
/// Throws Cancelled.
IntegratedGradientsValues integratedGradientsValues(const model::Model& model,
                                                    const torch::Tensor& input,
                                                    const torch::Tensor& targets,
                                                    const torch::Tensor& baseline, int steps,
                                                    const JobContext& context = {});

/// The mean gradient over noisy copies of one input (1×C×H×W): Gaussian noise with sigma times the
/// range of the input's values (Smilkov et al. 2017). Copy i draws from item i of the seed, so the
/// result does not depend on how copies are batched. Throws Cancelled.
torch::Tensor smoothGradValues(const model::Model& model, const torch::Tensor& input, int target,
                               int copies, double sigma, std::uint64_t seed,
                               const JobContext& context = {});

/// The fall of the logit when a window×window square (all channels) shows the baseline instead,
/// averaged over the squares that cover a pixel (Zeiler and Fergus 2014; Captum's sizes: squares
/// every stride pixels, the last ones cut off at the border). input: 1×C×H×W. Throws InvalidInput
/// (window larger than the image, stride larger than the window) and Cancelled.
torch::Tensor occlusionValues(const model::Model& model, const torch::Tensor& input, int target,
                              const torch::Tensor& baseline, int window, int stride,
                              const JobContext& context = {});

/// Random masks: how many, of how many cells along each side, and how often a cell is visible.
struct RiseMasks {
  int count = 1000;
  int cells = 7;
  double visible = 0.5;
};
/// The mean over random masks of the target's confidence where the mask shows a pixel (Petsiuk et
/// al. 2018): 1×1×H×W on the CPU. Hidden pixels show the baseline. input: 1×C×H×W. Mask i draws
/// from item i of the seed, so the result does not depend on how masks are batched. Throws
/// Cancelled.
torch::Tensor riseValues(const model::Model& model, const torch::Tensor& input, int target,
                         const torch::Tensor& baseline, const RiseMasks& masks, std::uint64_t seed,
                         const JobContext& context = {});

}  // namespace rho::explain
