// SPDX-License-Identifier: Apache-2.0
#include "dicom/voi.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "dicom/character_set.h"

namespace rho::dicom {

namespace {

WindowFunction functionOf(const std::string& name) {
  if (name == "SIGMOID") return WindowFunction::sigmoid;
  if (name == "LINEAR_EXACT") return WindowFunction::linearExact;
  return WindowFunction::linear;
}

const char* nameOf(WindowFunction function) {
  switch (function) {
    case WindowFunction::sigmoid:
      return "sigmoid";
    case WindowFunction::linearExact:
      return "linear, exact";
    default:
      return "linear";
  }
}

}  // namespace

double brightness(const Window& window, double value) {
  const double c = window.center;
  const double w = window.width;
  switch (window.function) {
    case WindowFunction::sigmoid:
      return 1 / (1 + std::exp(-4 * (value - c) / w));
    case WindowFunction::linearExact:
      return std::clamp((value - c) / w + 0.5, 0.0, 1.0);
    default:
      if (value <= c - 0.5 - (w - 1) / 2) return 0;
      if (value > c - 0.5 + (w - 1) / 2) return 1;
      return (value - (c - 0.5)) / (w - 1) + 0.5;
  }
}

double brightness(const LookupTable& table, double value) {
  // Some writers fill fewer bits than the descriptor promises, some more.
  return std::min(1.0, table.at(value) / table.highest());
}

double brightness(const Voi& voi, double value) {
  return std::visit([value](const auto& one) { return brightness(one, value); }, voi);
}

std::vector<Voi> voisOf(const DataSet& frame, bool hasSignedValues, const std::string& subject,
                        std::vector<std::string>& notes) {
  const CharacterSet characters(frame);
  std::vector<Voi> vois;
  const auto centers = frame.decimals(tags::windowCenter);
  const auto widths = frame.decimals(tags::windowWidth);
  const auto explanations = splitValues(characters.text(frame, tags::windowExplanation));
  const auto function = functionOf(frame.text(tags::voiFunction));
  for (std::size_t i = 0; i < std::min(centers.size(), widths.size()); ++i) {
    const bool isUsable = function == WindowFunction::linear ? widths[i] >= 1 : widths[i] > 0;
    if (!isUsable) {
      notes.push_back(fmt::format("a window of width {:g} is none and is left out", widths[i]));
      continue;
    }
    vois.push_back(Window{centers[i], widths[i], function,
                          i < explanations.size() ? trimmed(explanations[i]) : ""});
  }
  for (const auto& item : frame.items(tags::voiLuts)) {
    auto table = lookupTableOf(item, tags::lutDescriptor, tags::lutData, hasSignedValues, subject);
    if (!table) continue;
    table->explanation = characters.text(item, tags::lutExplanation);
    vois.push_back(std::move(*table));
  }
  return vois;
}

std::string textOf(const Voi& voi) {
  const auto named = [](const std::string& explanation) {
    return explanation.empty() ? std::string() : explanation + ": ";
  };
  if (const auto* window = std::get_if<Window>(&voi))
    return fmt::format("{}center {:g}, width {:g} ({})", named(window->explanation), window->center,
                       window->width, nameOf(window->function));
  const auto& table = std::get<LookupTable>(voi);
  return fmt::format("{}table of {} entries", named(table.explanation), table.entries.size());
}

}  // namespace rho::dicom
