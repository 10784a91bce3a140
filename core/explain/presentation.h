// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "explain/explainer.h"
#include "image/comparison.h"

namespace rho::explain {

/// The perturbed picture on the grid of the original image: the original plus the perturbation,
/// enlarged where the model's input is smaller. CV_32FC1/3, not clamped.
cv::Mat perturbedOnImage(const Explanation& explanation, const image::Image& image);

/// The range that the map's colours span: zero-centred for signed maps, from the least to the
/// greatest value for others.
image::ValueRange rangeOf(const Explanation& explanation);

/// The map in colours over the image, CV_8UC3 on the image's grid; superpixels get their borders.
cv::Mat overlayOf(const Explanation& explanation, const image::Image& image,
                  image::ValueRange range, cv::Size size);

/// "cat 0.21, dog 0.20": the most confident classes; of a multi-label network the labels that are
/// found, or "none found, closest cat 0.21".
std::string describeDecision(const model::ModelCard& card, const std::vector<float>& confidences,
                             std::size_t most = 2);

/// One page with the input and every explanation side by side. Perturbing methods get two panels:
/// the perturbed image and its signed difference from the input; all differences share one scale.
/// Every other method has a scale of its own, in its own unit.
image::Comparison compare(const model::ModelCard& card, const image::Image& image,
                          const std::vector<Explanation>& explanations,
                          const std::string& caseName);

}  // namespace rho::explain
