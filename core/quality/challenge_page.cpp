// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>
#include <opencv2/imgproc.hpp>

#include "explain/conversion.h"
#include "explain/presentation.h"
#include "image/overlay.h"
#include "image/resample.h"
#include "model/tensor.h"
#include "quality/challenge.h"

namespace rho::quality {

namespace {

cv::Mat matOf(const torch::Tensor& grid) {
  return explain::toMat(grid.to(torch::kFloat32).unsqueeze(0));
}

/// Builds the panels at the size at which a page shows them, so that borders stay thin.
class Panels {
 public:
  Panels(const Challenge& challenge, const model::ModelCard& card)
      : m_challenge(challenge),
        m_card(card),
        m_size(image::displaySize({static_cast<int>(challenge.input.size(3)),
                                   static_cast<int>(challenge.input.size(2))})) {
    cv::resize(matOf(challenge.region), m_region, m_size, 0, 0, cv::INTER_NEAREST);
    m_region.convertTo(m_region, CV_32S);
  }

  cv::Mat picture(const torch::Tensor& pixels) const {
    return image::toRgb8(image::resize(imageOf(pixels), m_size));
  }
  cv::Mat overlay(const torch::Tensor& map, const torch::Tensor& pixels) const {
    auto shown = m_challenge.explanation;
    shown.map = matOf(map);
    // A perturbing method's map is the size of its perturbation here, which has no sign.
    shown.signedMap = shown.signedMap && shown.perturbed.empty();
    return explain::overlayOf(shown, imageOf(pixels), explain::rangeOf(shown), m_size);
  }
  cv::Mat bordered(const cv::Mat& picture) const {
    return image::drawBoundaries(picture, m_region, {255, 214, 102}, 0.95);
  }
  /// What lies outside of the region, pale.
  cv::Mat regionAlone() const {
    cv::Mat shown = picture(m_challenge.input);
    cv::Mat pale = shown * 0.25;
    pale.copyTo(shown, m_region == 0);
    return bordered(shown);
  }
  cv::Mat difference(const torch::Tensor& delta, double magnitude) const {
    const auto map = image::resize(matOf(delta.mean(1)[0]), m_size);
    return image::colorize(map, {-magnitude, magnitude}, image::ColorMap::diverging);
  }

  std::string decision(const torch::Tensor& confidences, std::size_t most = 2) const {
    return explain::describeDecision(m_card, explain::toVector(confidences), most);
  }

 private:
  image::Image imageOf(const torch::Tensor& pixels) const { return {explain::toMat(pixels), {}}; }

  const Challenge& m_challenge;
  const model::ModelCard& m_card;
  cv::Size m_size;
  cv::Mat m_region;
};

std::string rhoText(const RegionalChange& change) {
  return std::isfinite(change.rho) ? fmt::format("ρ {:.4f}", change.rho) : "none found";
}

double magnitudeOf(const torch::Tensor& delta) {
  return std::max(1e-6, delta.mean(1).abs().max().item<double>());
}

}  // namespace

image::Comparison challengePage(const Challenge& c, const model::ModelCard& card,
                                const std::string& caseName) {
  const Panels panels(c, card);
  const auto method = explain::explainerNamed(c.explanation.method).info().title;
  const auto className = card.classNames.at(static_cast<std::size_t>(c.explanation.target));
  const auto changed = c.input + c.beyond.delta.to(torch::kCPU);
  const auto before = explain::describeDecision(card, c.explanation.confidencesBefore);
  const auto after = panels.decision(c.beyond.confidences);
  const double share = c.region.to(torch::kFloat64).mean().item<double>();
  const double outsideMagnitude = magnitudeOf(c.beyond.delta);
  const auto evidence = c.newEvidence.map;

  image::Comparison page;
  page.title = caseName + ": the explanation under attack";
  page.subtitle = fmt::format(
      "network {} · smallest change of the decision: anywhere {}, outside the marked region {}, "
      "inside it {}",
      card.name, rhoText(c.anywhere), rhoText(c.outside), rhoText(c.inside));
  const auto add = [&](std::string title, std::vector<std::string> lines, cv::Mat picture) {
    page.panels.push_back({.title = std::move(title),
                           .lines = std::move(lines),
                           .picture = std::move(picture),
                           .smooth = true,
                           .colorBar = {}});
  };
  add("Input", {before}, panels.picture(c.input));
  add(method, {"for " + className}, panels.overlay(c.map, c.input));
  add("Region it marks", {fmt::format("the most important {:.0f} % of the pixels", 100 * share)},
      panels.regionAlone());
  add("Attacked outside of it", {after, "nothing within the border has changed"},
      panels.bordered(panels.picture(changed)));
  add("The change",
      {rhoText(c.beyond), "largest change of a pixel " + fmt::format("{:.3f}", outsideMagnitude)},
      panels.bordered(panels.difference(c.beyond.delta, outsideMagnitude)));
  add(method + ", now",
      {"for " + className + ", no longer the decision",
       fmt::format("rank correlation with before {:.2f}", c.mapLikeness)},
      panels.bordered(panels.overlay(c.mapAfter, changed)));
  const auto newClass = card.classNames.at(static_cast<std::size_t>(c.newEvidence.target));
  image::Panel found{.title = "Adversarial explanation",
                     .lines = {"what raises " + newClass + " now",
                               fmt::format("ρ {:.3f}", c.newEvidence.rhoReached.value_or(0))},
                     .picture = {},
                     .smooth = true,
                     .colorBar = {}};
  const auto range = explain::rangeOf(c.newEvidence);
  found.picture =
      panels.bordered(image::colorize(image::resize(evidence, page.panels.front().picture.size()),
                                      range, image::ColorMap::diverging));
  page.panels.push_back(std::move(found));
  add("Explanation attacked",
      {fmt::format("{} {:.2f}, the same decision", className, c.attention.confidenceAfter),
       fmt::format("rank correlation with before {:.2f}", c.attentionLikeness)},
      panels.bordered(panels.overlay(c.attentionMap, c.input + c.attention.delta.to(torch::kCPU))));
  return page;
}

}  // namespace rho::quality
