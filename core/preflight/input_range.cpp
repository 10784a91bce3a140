// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "model/tensor.h"
#include "preflight/checks.h"

namespace rho::preflight {

namespace {

constexpr double muchEnlarged = 4;   ///< times
constexpr double muchStretched = 2;  ///< change of the aspect ratio
constexpr double tolerance = 1e-6;

/// How the image came to the network's size and channels.
std::vector<std::string> adaptation(const image::Image& image, const model::ModelCard& card) {
  std::vector<std::string> steps;
  const bool same = image.width() == card.inputWidth && image.height() == card.inputHeight;
  steps.push_back(same ? fmt::format("{}×{} as it is.", image.width(), image.height())
                       : fmt::format("{}×{} resized to {}×{}.", image.width(), image.height(),
                                     card.inputWidth, card.inputHeight));
  if (image.channels() > card.inputChannels) steps.push_back("Colours made grey.");
  if (image.channels() < card.inputChannels) steps.push_back("Grey used for all colours.");
  return steps;
}

}  // namespace

std::optional<Finding> inputRange(const Subject& subject) {
  const auto& card = subject.model.card();
  const double low = subject.input.min().item<double>(), high = subject.input.max().item<double>();
  auto steps = adaptation(*subject.image, card);
  const auto failed = [&](const char* advice) {
    steps.push_back(advice);
    return Finding{{}, false, steps};
  };
  if (!(low >= -tolerance && high <= 1 + tolerance))  // also where they are no numbers
    return Finding{
        {}, false, {"Values are outside 0 to 1 or are no numbers: export the image again."}};
  const double x = static_cast<double>(card.inputWidth) / subject.image->width();
  const double y = static_cast<double>(card.inputHeight) / subject.image->height();
  if (std::max(x, y) > muchEnlarged)
    return failed("Much of it is interpolated: use an image of at least the network's size.");
  if (std::max(x / y, y / x) > muchStretched)
    return failed("Its shape is distorted: crop the image to the network's proportions.");
  steps.insert(steps.begin(), fmt::format("Values {} to {}.", number(low), number(high)));
  return Finding{{}, true, steps};
}

}  // namespace rho::preflight
