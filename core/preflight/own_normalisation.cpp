// SPDX-License-Identifier: Apache-2.0
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "model/tensor.h"
#include "preflight/checks.h"

namespace rho::preflight {

namespace {

/// Of one channel: the network sees (x - mean) / deviation.
struct Statistic {
  double mean = 0, deviation = 1;
};

/// A normalisation is a few steps: subtract, divide, perhaps bring to another type first.
constexpr std::size_t firstLayers = 6;
constexpr double straight = 1e-3;  ///< residual of a line, of the range

/// How a value with the input's shape follows from the input, where each channel is a line of its
/// own; nothing where it is anything else.
std::optional<std::vector<Statistic>> linesBetween(const torch::Tensor& input,
                                                   const torch::Tensor& value) {
  std::vector<Statistic> lines;
  for (std::int64_t i = 0; i < input.size(1); ++i) {
    const auto x = input[0][i].flatten().to(torch::kCPU, torch::kFloat64);
    const auto y = value[0][i].flatten().to(torch::kCPU, torch::kFloat64);
    const auto centred = x - x.mean();
    const double slope =
        (centred * (y - y.mean())).sum().item<double>() / centred.square().sum().item<double>();
    const auto residual = (y - y.mean() - slope * centred).abs().max().item<double>();
    const double range = (y.max() - y.min()).item<double>();
    if (!(slope > 0) || !(residual <= straight * range)) return std::nullopt;
    lines.push_back({x.mean().item<double>() - y.mean().item<double>() / slope, 1 / slope});
  }
  return lines;
}

/// What the network does to its input before anything else: empty where that is no normalisation.
std::vector<Statistic> ownStatistics(const Subject& subject) {
  auto& network = subject.model.network();
  // Between the values that a card's normalisation and its absence give.
  const auto input = 2 * unitNoise(subject.input, 5) + subject.input;
  std::vector<Statistic> own;
  const auto layers = network.layers();
  for (std::size_t i = 0; i < std::min(layers.size(), firstLayers); ++i) {
    const torch::NoGradGuard noGrad;
    const auto value = network.tap(input, layers[i]).inner;
    if (value.sizes() != input.sizes()) break;
    const auto lines = linesBetween(input, value);
    if (!lines) break;
    own = *lines;
  }
  const bool changes = std::any_of(own.begin(), own.end(), [](const Statistic& one) {
    return std::abs(one.mean) > 1e-4 || std::abs(one.deviation - 1) > 1e-4;
  });
  return changes ? own : std::vector<Statistic>{};
}

bool isIdentity(const model::ModelCard& card) {
  const auto all = [](const std::vector<double>& values, double wanted) {
    return std::all_of(values.begin(), values.end(), [&](double v) { return v == wanted; });
  };
  return all(card.mean, 0) && all(card.standardDeviation, 1);
}

/// As of pixels from 0 to 1.
bool isOfPixels(const Statistic& one) {
  constexpr double leastMean = 0.1, largestMean = 0.9, largestDeviation = 0.6;
  return one.mean > leastMean && one.mean < largestMean && one.deviation < largestDeviation;
}

std::string texts(const std::vector<Statistic>& own, double Statistic::*part) {
  std::vector<std::string> values;
  for (const auto& one : own) values.push_back(fmt::format("{:.3g}", one.*part));
  return fmt::format("{}", fmt::join(values, " "));
}

}  // namespace

/// Whether card and network together normalise once. Seen from outside: the first values inside
/// the network, as far as they follow from the input by one line per channel.
std::optional<Finding> ownNormalisation(const Subject& subject) {
  constexpr double largestSpread = 2;  // more presses 0 to 1 into next to nothing
  if (subject.model.network().layers().empty()) return std::nullopt;  // nobody can look inside
  const auto& card = subject.model.card();
  const auto own = ownStatistics(subject);
  if (own.empty())
    return Finding{{}, true, {"The network does not normalise its input: the card alone does."}};
  const auto mean = texts(own, &Statistic::mean), deviation = texts(own, &Statistic::deviation);
  const bool squeezed = std::any_of(own.begin(), own.end(), [&](const Statistic& one) {
    const auto i = static_cast<std::size_t>(&one - own.data());
    return one.deviation * card.standardDeviation[i] > largestSpread;
  });
  if (squeezed)
    return Finding{{},
                   false,
                   {fmt::format("The network divides its input by {} itself, as if it were from 0 "
                                "to 255: set the card's mean to 0 and its standard deviation to "
                                "0.00392 (1/255).",
                                deviation)}};
  if (!isIdentity(card) && std::all_of(own.begin(), own.end(), isOfPixels))
    return Finding{
        {},
        false,
        {fmt::format("The input is normalised twice: the network itself subtracts {} and "
                     "divides by {}, after the card has done so. Set the card's mean to "
                     "0 and its standard deviation to 1.",
                     mean, deviation)}};
  return Finding{
      {},
      true,
      {fmt::format("The network itself subtracts {} and divides by {}.", mean, deviation)}};
}

}  // namespace rho::preflight
