// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>
#include <vector>

namespace rho::explain {

/// The local linear model of LIME (Ribeiro et al. 2016), with the numbers of marcotcr/lime.
struct LimeSurrogate {
  std::vector<double> coefficients;  ///< one per superpixel; 0 for those that were not selected
  double intercept = 0;
  double score = 0;  ///< weighted R² of the model on its own samples
};

/// How near a sample is to the image, per row of samples (CV_8U, 0 and 1): sqrt(exp(-d²/width²)) of
/// the cosine distance d to the row of ones.
std::vector<double> limeWeights(const cv::Mat1b& samples, double kernelWidth);

/// Weighted ridge regression (α 1, intercept) of probabilities, one per row of samples, on at most
/// features superpixels. Which ones: up to 6 by forward selection, more by the highest weights of a
/// ridge with α 0.01. Throws InvalidInput when the numbers of rows differ or features < 1.
LimeSurrogate fitLimeSurrogate(const cv::Mat1b& samples, const std::vector<double>& probabilities,
                               const std::vector<double>& weights, int features);

}  // namespace rho::explain
