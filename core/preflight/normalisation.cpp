// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>

#include "model/tensor.h"
#include "preflight/checks.h"

namespace rho::preflight {

namespace {

constexpr double farFromMean = 3;        ///< standard deviations
constexpr double leastStatistic = 0.02;  ///< less is a change of scale, no statistic
constexpr double leastContrast = 1e-3;

}  // namespace

/// Statistics of the data lie in the range of the values, and images near them.
std::optional<Finding> normalisation(const Subject& subject) {
  const auto& card = subject.model.card();
  const auto pixels = subject.input[0].to(torch::kCPU, torch::kFloat64).flatten(1);
  double farthest = 0;
  bool plausible = true, uniform = true;
  for (std::size_t i = 0; i < card.mean.size(); ++i) {
    const double mean = card.mean[i], deviation = card.standardDeviation[i];
    const auto channel = pixels[static_cast<std::int64_t>(card.imageChannel(i))];
    plausible = plausible && mean >= 0 && mean <= 1 && deviation > 0 && deviation <= 1;
    uniform = uniform && channel.std(false).item<double>() < leastContrast;
    const double distance = (channel.mean().item<double>() - mean) / deviation;
    if (deviation >= leastStatistic && std::abs(distance) > std::abs(farthest)) farthest = distance;
  }
  if (!plausible)
    return Finding{
        {},
        false,
        {"The card's mean and deviation are not for values from 0 to 1: if they are for 0 to 255, "
         "divide them by 255; if the network normalises its input itself, set 0 and 1."}};
  if (uniform)
    return Finding{{}, false, {"The image is of one brightness: there is nothing to explain."}};
  if (std::abs(farthest) > farFromMean) {
    const char* const text =
        farthest < 0
            ? "The image is {:.1f} deviations darker than what the card expects: check its "
              "window and whether it was normalised before."
            : "The image is {:.1f} deviations brighter than what the card expects: check "
              "its window and whether it was normalised before.";
    return Finding{{}, false, {fmt::format(fmt::runtime(text), std::abs(farthest))}};
  }
  return Finding{{},
                 true,
                 {fmt::format("The image's mean is {} standard deviations from the card's.",
                              number(std::abs(farthest)))}};
}

}  // namespace rho::preflight
