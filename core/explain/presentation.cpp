// SPDX-License-Identifier: Apache-2.0
#include "explain/presentation.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "image/overlay.h"
#include "image/resample.h"

namespace rho::explain {

namespace {

constexpr std::size_t signedBar = 0, unsignedBar = 1;

std::string className(const model::ModelCard& card, int index) {
  return card.classNames.at(static_cast<std::size_t>(index));
}

double largestMagnitude(const Explanation& explanation) {
  const auto range = rangeOf(explanation);
  return std::max(std::abs(range.low), std::abs(range.high));
}

/// The largest magnitude over all perturbing methods: their maps have one unit, so they share it.
double sharedMagnitude(const std::vector<Explanation>& explanations) {
  double largest = 0;
  for (const auto& explanation : explanations)
    if (!explanation.perturbed.empty()) largest = std::max(largest, largestMagnitude(explanation));
  return largest;
}

std::string changeLine(const model::ModelCard& card, const Explanation& explanation) {
  const auto target = static_cast<std::size_t>(explanation.target);
  return fmt::format("{} {:.2f} → {:.2f}", card.classNames.at(target), explanation.confidencesBefore.at(target),
                     explanation.confidencesAfter.at(target));
}

image::Panel inputPanel(const model::ModelCard& card, const image::Image& image,
                        const std::vector<Explanation>& explanations) {
  image::Panel panel{.title = "Input", .lines = {}, .picture = image::toRgb8(image), .smooth = true, .colorBar = {}};
  if (!explanations.empty())
    panel.lines.push_back("predicted " + describeDecision(card, explanations.front().confidencesBefore, 1));
  panel.lines.push_back(fmt::format("{}×{}", image.width(), image.height()));
  return panel;
}

image::Panel perturbedPanel(const model::ModelCard& card, const image::Image& image,
                            const Explanation& explanation, const std::string& title) {
  image::Panel panel;
  panel.title = title;
  panel.lines = {changeLine(card, explanation), fmt::format("ρ reached {:.3f}", explanation.rhoReached.value_or(0))};
  panel.picture = image::toRgb8(image::Image(perturbedOnImage(explanation, image), image.info()));
  panel.smooth = true;
  return panel;
}

image::Panel differencePanel(const Explanation& explanation, const std::string& title, double magnitude) {
  image::Panel panel;
  panel.title = title + ": difference";
  panel.lines = {fmt::format("largest change {:.3f}", largestMagnitude(explanation))};
  panel.picture = image::colorize(explanation.map, {-magnitude, magnitude}, image::ColorMap::diverging);
  panel.smooth = true;
  panel.colorBar = signedBar;
  return panel;
}

image::Panel mapPanel(const model::ModelCard& card, const image::Image& image, const Explanation& explanation,
                      const std::string& title) {
  const auto range = rangeOf(explanation);
  image::Panel panel;
  panel.title = title;
  const auto first = explanation.score ? fmt::format("R² {:.2f}, for {}", *explanation.score,
                                                     className(card, explanation.target))
                                       : "for " + className(card, explanation.target);
  panel.lines = {first, explanation.signedMap ? fmt::format("own scale ±{:.3g}", range.high)
                                              : fmt::format("own scale {:.3g} to {:.3g}", range.low, range.high)};
  panel.picture = overlayOf(explanation, image, range, image::displaySize({image.width(), image.height()}));
  panel.smooth = true;
  panel.colorBar = explanation.signedMap ? signedBar : unsignedBar;
  return panel;
}

/// Every colour bar reads shares of a map's scale; the panels say what that scale is.
std::vector<image::ColorBar> colorBars(double magnitude) {
  const auto unit = magnitude > 0 ? fmt::format("1 = own scale; adversarial differences {:.3f}", magnitude)
                                  : std::string("1 = own scale");
  return {{image::ColorMap::diverging, {-1, 1}, "lowers · raises the class (" + unit + ")"},
          {image::ColorMap::viridis, {0, 1}, "evidence (0 to 1 = own scale)"}};
}

/// Leaves out the bars that no panel reads.
void dropUnusedBars(image::Comparison& comparison) {
  std::vector<image::ColorBar> used;
  for (std::size_t bar = 0; bar < comparison.colorBars.size(); ++bar) {
    const auto reads = [bar](const image::Panel& panel) { return panel.colorBar == bar; };
    if (std::none_of(comparison.panels.begin(), comparison.panels.end(), reads)) continue;
    for (auto& panel : comparison.panels)
      if (panel.colorBar == bar) panel.colorBar = used.size();
    used.push_back(comparison.colorBars[bar]);
  }
  comparison.colorBars = used;
}

}  // namespace

cv::Mat perturbedOnImage(const Explanation& explanation, const image::Image& image) {
  if (explanation.perturbed.size() == image.pixels().size() &&
      explanation.perturbed.channels() == image.channels())
    return explanation.perturbed;
  const cv::Mat change = image::resize(cv::Mat(explanation.perturbed - explanation.input), image.pixels().size());
  return image::toChannels(image, change.channels()).pixels() + change;
}

image::ValueRange rangeOf(const Explanation& explanation) {
  return explanation.signedMap ? image::symmetricRange(explanation.map) : image::robustRange(explanation.map);
}

cv::Mat overlayOf(const Explanation& explanation, const image::Image& image, image::ValueRange range,
                  cv::Size size) {
  image::OverlayOptions options;
  options.colors = explanation.signedMap ? image::ColorMap::diverging : image::ColorMap::viridis;
  options.range = range;
  options.opacityFollowsMagnitude = explanation.signedMap;
  if (explanation.signedMap) options.opacity = 0.8;
  const auto shown = image::resize(image, size);
  const bool pieces = !explanation.segments.empty();
  const auto map = image::resize(explanation.map, size, pieces ? image::Enlarge::nearest : image::Enlarge::linear);
  const cv::Mat picture = image::overlay(shown, map, options);
  return pieces ? image::drawBoundaries(picture, explanation.segments) : picture;
}

std::string describeDecision(const model::ModelCard& card, const std::vector<float>& confidences,
                             std::size_t most) {
  std::vector<std::size_t> order(confidences.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return confidences[a] > confidences[b]; });
  std::string text;
  for (std::size_t i = 0; i < std::min(most, order.size()); ++i)
    text += fmt::format("{}{} {:.2f}", i ? ", " : "", card.classNames.at(order[i]), confidences[order[i]]);
  return text;
}

image::Comparison compare(const model::ModelCard& card, const image::Image& image,
                          const std::vector<Explanation>& explanations, const std::string& caseName) {
  image::Comparison comparison;
  comparison.title = caseName;
  comparison.subtitle = "network " + card.name;
  if (!explanations.empty())
    comparison.subtitle += fmt::format(" · class {} · {}", className(card, explanations.front().target),
                                       describeDecision(card, explanations.front().confidencesBefore));
  const double magnitude = sharedMagnitude(explanations);
  comparison.colorBars = colorBars(magnitude);
  comparison.panels.push_back(inputPanel(card, image, explanations));
  for (const auto& explanation : explanations) {
    const auto& title = explainerNamed(explanation.method).info().title;
    if (explanation.perturbed.empty()) {
      comparison.panels.push_back(mapPanel(card, image, explanation, title));
    } else {
      comparison.panels.push_back(perturbedPanel(card, image, explanation, title));
      comparison.panels.push_back(differencePanel(explanation, title, magnitude));
    }
  }
  dropUnusedBars(comparison);
  return comparison;
}

}  // namespace rho::explain
