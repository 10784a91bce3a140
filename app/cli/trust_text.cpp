// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>

#include "trust/agreement.h"
#include "trust_check.h"

namespace rho::cli {

namespace {

std::string words(const trust::Place& place) {
  constexpr const char* rows[] = {"upper", "middle", "lower"};
  constexpr const char* columns[] = {"left", "middle", "right"};
  if (place.row == 1 && place.column == 1) return "centre";
  return fmt::format("{} {}", rows[place.row], columns[place.column]);
}

std::string lineOf(const trust::RangeFinding& range) {
  const std::string word = range.looksInverted() ? "looks inverted: black and white are exchanged"
                           : range.isOutside()   ? "not an image that the network was made for"
                                                 : "an image as the network was made for";
  return fmt::format(
      "  range      {} (distance {:.2f}, inverted {:.2f}; 99 of 100 are below {:.2f})\n", word,
      range.distance, range.invertedDistance, range.limit);
}

std::string lineOf(const trust::Push& push) {
  return fmt::format(
      "  {:<10} confidence {:.3f} → {:.3f} at ρ {:.4f}; most of the change in the {} of the "
      "picture "
      "({:.0f} % in a ninth), half of it in {:.1f} % of the pixels\n",
      push.method, push.before, push.after, push.rhoReached, words(push.place),
      100 * push.place.share, 100 * push.place.halfArea);
}

std::string lineOf(const trust::Standing& standing) {
  constexpr const char* words[] = {"fragile", "as usual", "firm"};
  const bool isSmall = standing.percentile <= 0.5;
  const auto others = std::lround(100 * (isSmall ? 1 - standing.percentile : standing.percentile));
  const bool isFound = std::isfinite(standing.distance);
  const char* change =
      standing.kind == "btr" ? "brings the confidence to chance" : "flips the decision";
  return fmt::format(
      "  change     {}, {} than in {} of 100 images of the same kind: {} "
      "({} images of {}, class {}, right; {} search)\n",
      isFound ? fmt::format("ρ {:.4f} {}", standing.distance, change)
              : fmt::format("none was found that {}", change),
      isSmall ? "smaller" : "larger", others, words[static_cast<std::size_t>(standing.firmness())],
      standing.images, standing.data, standing.className, standing.search);
}

}  // namespace

std::string textOf(const trust::Findings& findings) {
  std::string text;
  if (findings.range) text += lineOf(*findings.range);
  for (const auto& push : findings.pushes) text += lineOf(push);
  if (findings.standing) text += lineOf(*findings.standing);
  for (const auto& pair : findings.agreements)
    text += fmt::format(
        "  agreement  {} – {}: rank correlation {:.2f}, IoU of the strongest {:.0f} % {:.2f}\n",
        pair.first, pair.second, pair.correlation, 100 * trust::strongestShare, pair.overlap);
  for (const auto& share : findings.shares)
    text += fmt::format("  mask       {}: {:.0f} % of the map outside, {:.0f} % of the area\n",
                        share.method, 100 * share.outside, 100 * findings.areaOutside);
  return text;
}

}  // namespace rho::cli
