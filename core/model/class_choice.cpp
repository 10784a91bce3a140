// SPDX-License-Identifier: Apache-2.0
#include "model/class_choice.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

#include "base/error.h"
#include "model/decision.h"

namespace rho::model {

namespace {

int ranked(const ModelCard& card, const std::vector<float>& confidences, std::size_t rank) {
  if (rank >= confidences.size())
    throw InvalidInput("class", "the network has one class only", "use --class top");
  return rankedClasses(card, confidences)[rank];
}

int labelled(const ModelCard& card, std::optional<std::int64_t> label) {
  if (!label)
    throw InvalidInput("class true", "the image carries no label",
                       "name a class, or use an image of a labelled data set");
  if (*label < 0 || *label >= card.classCount())
    throw InvalidInput("class true",
                       fmt::format("the image's label {} is none of the network's {} classes",
                                   *label, card.classCount()));
  return static_cast<int>(*label);
}

}  // namespace

std::optional<int> classNamed(const ModelCard& card, const std::string& nameOrIndex) {
  const auto& names = card.classNames;
  const auto named = std::find(names.begin(), names.end(), nameOrIndex);
  if (named != names.end()) return static_cast<int>(named - names.begin());
  const char* last = nameOrIndex.data() + nameOrIndex.size();
  int index = -1;
  const auto [end, error] = std::from_chars(nameOrIndex.data(), last, index);
  if (error != std::errc{} || end != last || index < 0 || index >= card.classCount()) return {};
  return index;
}

int chooseClass(const ModelCard& card, const std::string& choice,
                const std::vector<float>& confidences, std::optional<std::int64_t> label) {
  if (const auto named = classNamed(card, choice)) return *named;
  if (choice == "top") return ranked(card, confidences, 0);
  if (choice == "second") return ranked(card, confidences, 1);
  if (choice == "true") return labelled(card, label);
  throw InvalidInput("class", "\"" + choice + "\" is unknown",
                     fmt::format("choose top, second, true, 0 to {}, or one of: {}",
                                 card.classCount() - 1, fmt::join(card.classNames, ", ")));
}

}  // namespace rho::model
