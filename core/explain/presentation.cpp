// SPDX-License-Identifier: Apache-2.0
#include "explain/presentation.h"

#include <fmt/format.h>

#include <algorithm>

#include "image/overlay.h"
#include "image/resample.h"
#include "model/decision.h"

namespace rho::explain {

namespace {

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
  return fmt::format("{} {:.2f} → {:.2f}", card.classNames.at(target),
                     explanation.confidencesBefore.at(target),
                     explanation.confidencesAfter.at(target));
}

image::Panel inputPanel(const model::ModelCard& card, const image::Image& image,
                        const std::vector<Explanation>& explanations) {
  image::Panel panel{.title = "Input",
                     .lines = {},
                     .picture = image::toRgb8(image),
                     .smooth = true,
                     .colorBar = {}};
  if (!explanations.empty())
    panel.lines.push_back((card.task == model::Task::multiLabel ? "" : "predicted ") +
                          describeDecision(card, explanations.front().confidencesBefore, 1));
  panel.lines.push_back(fmt::format("{}×{}", image.width(), image.height()));
  return panel;
}

image::Panel perturbedPanel(const model::ModelCard& card, const image::Image& image,
                            const Explanation& explanation, const std::string& title) {
  image::Panel panel;
  panel.title = title;
  panel.lines = {changeLine(card, explanation),
                 fmt::format("ρ reached {:.3f}", explanation.rhoReached.value_or(0))};
  panel.picture = image::toRgb8(image::Image(perturbedOnImage(explanation, image), image.info()));
  panel.smooth = true;
  return panel;
}

image::Panel differencePanel(const Explanation& explanation, const std::string& title,
                             double magnitude) {
  image::Panel panel;
  panel.title = "Difference";
  panel.lines = {title,
                 fmt::format("largest change {:.3f} per value", largestMagnitude(explanation))};
  panel.picture =
      image::colorize(explanation.map, {-magnitude, magnitude}, image::ColorMap::diverging);
  panel.smooth = true;
  return panel;
}

image::Panel mapPanel(const model::ModelCard& card, const image::Image& image,
                      const Explanation& explanation, const std::string& title) {
  image::Panel panel;
  panel.title = title;
  panel.lines = {"for " + className(card, explanation.target)};
  if (explanation.score)
    panel.lines.push_back(fmt::format("R² {:.2f} of the local model", *explanation.score));
  panel.picture = overlayOf(explanation, image, rangeOf(explanation),
                            image::displaySize({image.width(), image.height()}));
  panel.smooth = true;
  return panel;
}

/// Adds the panels of one explanation; a scale of its own unless it has the unit of an earlier one.
class Page {
 public:
  Page(const model::ModelCard& card, const image::Image& image,
       const std::vector<Explanation>& explanations)
      : m_card(card), m_image(image), m_magnitude(sharedMagnitude(explanations)) {}

  void add(const Explanation& explanation) {
    const auto& title = explainerNamed(explanation.method).info().title;
    if (explanation.perturbed.empty()) {
      addScaled(mapPanel(m_card, m_image, explanation, title),
                {explanation.signedMap ? image::ColorMap::diverging : image::ColorMap::viridis,
                 rangeOf(explanation), title + ", raw values"});
      return;
    }
    page.panels.push_back(perturbedPanel(m_card, m_image, explanation, title));
    auto difference = differencePanel(explanation, title, m_magnitude);
    if (m_differences) {
      difference.colorBar = m_differences;
      page.panels.push_back(difference);
      return;
    }
    addScaled(
        difference,
        {image::ColorMap::diverging, {-m_magnitude, m_magnitude}, "difference per pixel value"});
    m_differences = page.colorBars.size() - 1;
  }

  image::Comparison page;

 private:
  void addScaled(image::Panel panel, const image::ColorBar& bar) {
    panel.colorBar = page.colorBars.size();
    page.colorBars.push_back(bar);
    page.panels.push_back(std::move(panel));
  }

  const model::ModelCard& m_card;
  const image::Image& m_image;
  double m_magnitude;
  std::optional<std::size_t> m_differences;
};

}  // namespace

cv::Mat perturbedOnImage(const Explanation& explanation, const image::Image& image) {
  if (explanation.perturbed.size() == image.pixels().size() &&
      explanation.perturbed.channels() == image.channels())
    return explanation.perturbed;
  const cv::Mat change =
      image::resize(cv::Mat(explanation.perturbed - explanation.input), image.pixels().size());
  return image::toChannels(image, change.channels()).pixels() + change;
}

image::ValueRange rangeOf(const Explanation& explanation) {
  return explanation.signedMap ? image::symmetricRange(explanation.map)
                               : image::robustRange(explanation.map);
}

cv::Mat overlayOf(const Explanation& explanation, const image::Image& image,
                  image::ValueRange range, cv::Size size) {
  image::OverlayOptions options;
  options.colors = explanation.signedMap ? image::ColorMap::diverging : image::ColorMap::viridis;
  options.range = range;
  const bool pieces = !explanation.segments.empty();
  // Superpixels keep their colour however little they say: white says that they say nothing.
  options.opacityFollowsMagnitude = explanation.signedMap && !pieces;
  if (options.opacityFollowsMagnitude) options.opacity = 0.8;
  const auto shown = image::resize(image, size);
  const auto map = image::resize(explanation.map, size,
                                 pieces ? image::Enlarge::nearest : image::Enlarge::linear);
  const cv::Mat picture = image::overlay(shown, map, options);
  return pieces ? image::drawBoundaries(picture, explanation.segments) : picture;
}

std::string describeDecision(const model::ModelCard& card, const std::vector<float>& confidences,
                             std::size_t most) {
  const bool isMultiLabel = card.task == model::Task::multiLabel;
  std::string text;
  std::size_t told = 0;
  for (const int i : model::rankedClasses(card, confidences)) {
    const auto place = static_cast<std::size_t>(i);
    const bool found = !isMultiLabel || model::isFound(card, i, confidences[place]);
    if (told == most || (!found && told > 0)) break;
    text += fmt::format("{}{}{} {:.2f}", told++ ? ", " : "", found ? "" : "none found, closest ",
                        card.classNames.at(place), confidences[place]);
    if (!found) break;
  }
  return text;
}

image::Comparison compare(const model::ModelCard& card, const image::Image& image,
                          const std::vector<Explanation>& explanations,
                          const std::string& caseName) {
  Page page(card, image, explanations);
  page.page.title = caseName;
  page.page.subtitle = "network " + card.name;
  if (!explanations.empty())
    page.page.subtitle +=
        fmt::format(" · class {} · {}", className(card, explanations.front().target),
                    describeDecision(card, explanations.front().confidencesBefore));
  page.page.panels.push_back(inputPanel(card, image, explanations));
  for (const auto& explanation : explanations) page.add(explanation);
  return page.page;
}

}  // namespace rho::explain
