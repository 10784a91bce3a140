// SPDX-License-Identifier: Apache-2.0
#include "data/labels.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <numeric>

#include "base/error.h"
#include "data/names.h"
#include "model/tensor.h"

namespace rho::data {

namespace {

constexpr std::int64_t absence = -1;  ///< of the label that the other class is

/// Of two classes, one is a label of a multi-label network, and the other its absence. Without
/// names the first one, where the network has one label alone. Empty where they are something else.
std::vector<std::int64_t> matchPresence(const model::ModelCard& card, const Labels& labels) {
  if (card.task != model::Task::multiLabel || labels.task != model::Task::singleLabel ||
      labels.classCount != 2)
    return {};
  if (labels.classNames.empty())
    return card.classCount() == 1 ? std::vector<std::int64_t>{absence, 0}
                                  : std::vector<std::int64_t>{};
  std::vector<std::int64_t> matched;
  for (const auto& name : labels.classNames) {
    const auto found =
        std::find_if(card.classNames.begin(), card.classNames.end(),
                     [&](const auto& other) { return lowered(other) == lowered(name); });
    matched.push_back(found == card.classNames.end() ? absence : found - card.classNames.begin());
  }
  const bool isOne = (matched[0] == absence) != (matched[1] == absence);
  return isOne ? matched : std::vector<std::int64_t>{};
}

/// For every class of the data its index in the card, or absence.
std::vector<std::int64_t> matchClasses(const model::ModelCard& card, const Labels& labels,
                                       const std::string& subject) {
  auto matched = matchPresence(card, labels);
  if (!matched.empty()) return matched;
  for (const auto& name : labels.classNames) {
    const auto found =
        std::find_if(card.classNames.begin(), card.classNames.end(),
                     [&](const auto& other) { return lowered(other) == lowered(name); });
    if (found == card.classNames.end())
      throw InvalidInput(subject, "its class \"" + name + "\" is none of the network's",
                         "rename it, or choose another network");
    matched.push_back(found - card.classNames.begin());
  }
  if (!labels.classNames.empty()) return matched;
  if (labels.classCount > card.classCount())
    throw InvalidInput(
        subject,
        fmt::format("has {} classes, but the network has {}", labels.classCount, card.classCount()),
        "choose another network");
  matched.resize(static_cast<std::size_t>(labels.classCount));
  std::iota(matched.begin(), matched.end(), 0);
  return matched;
}

void requireKnownClasses(const Labels& labels, const std::string& subject) {
  for (std::size_t i = 0; i < labels.classes.size(); ++i)
    if (labels.classes[i] < 0 || labels.classes[i] >= labels.classCount)
      throw InvalidInput(subject, fmt::format("label {} of image {} is none of its {} classes",
                                              labels.classes[i], i, labels.classCount));
}

}  // namespace

Labels Labels::single(std::vector<std::int64_t> classes, std::vector<std::string> classNames) {
  Labels labels;
  const auto most = classes.empty() ? 0 : *std::max_element(classes.begin(), classes.end()) + 1;
  labels.classCount = classNames.empty() ? most : std::ssize(classNames);
  labels.classes = std::move(classes);
  labels.classNames = std::move(classNames);
  return labels;
}

Labels Labels::multi(std::vector<float> targets, std::int64_t classCount,
                     std::vector<std::string> classNames) {
  Labels labels;
  labels.task = model::Task::multiLabel;
  labels.targets = std::move(targets);
  labels.classCount = classCount;
  labels.classNames = std::move(classNames);
  return labels;
}

std::int64_t Labels::size() const {
  if (task == model::Task::singleLabel) return std::ssize(classes);
  return classCount == 0 ? 0 : std::ssize(targets) / classCount;
}

std::vector<std::string> Labels::namesOfClasses() const {
  if (!classNames.empty()) return classNames;
  std::vector<std::string> names;
  for (std::int64_t c = 0; c < classCount; ++c) names.push_back(std::to_string(c));
  return names;
}

torch::Tensor labelsFor(const model::ModelCard& card, const Labels& labels,
                        const std::string& subject) {
  requireKnownClasses(labels, subject);
  const auto matched = torch::tensor(matchClasses(card, labels, subject), torch::kInt64);
  const bool wantsMany = card.task == model::Task::multiLabel;
  if (labels.task == model::Task::singleLabel) {
    const auto classes = matched.index_select(0, torch::tensor(labels.classes, torch::kInt64));
    if (!wantsMany) return classes;
    const auto holds =
        (classes.unsqueeze(1) == torch::arange(card.classCount())).to(torch::kFloat32);
    if ((matched != absence).all().item<bool>()) return holds;
    // Of the absence of one label nothing follows for the others.
    const auto others = torch::arange(card.classCount()) != matched.max();
    return holds.masked_fill(others, std::numeric_limits<float>::quiet_NaN());
  }
  if (!wantsMany)
    throw InvalidInput(subject, "its images have several labels, but the network chooses one class",
                       "use a recipe or a network of the task multi-label");
  auto targets =
      torch::full({labels.size(), card.classCount()}, std::numeric_limits<float>::quiet_NaN());
  return targets.index_copy_(1, matched, torch::tensor(labels.targets).view({labels.size(), -1}));
}

}  // namespace rho::data
