// SPDX-License-Identifier: Apache-2.0
#include "trust/standing.h"

#include <algorithm>

#include "base/error.h"
#include "model/class_choice.h"
#include "model/one_label.h"
#include "model/tensor.h"
#include "robustness/ara.h"

namespace rho::trust {

namespace {

std::string textOf(const robustness::Study& study, const char* key) {
  const auto found = study.header.find(key);
  return found != study.header.end() && found->is_string() ? found->get<std::string>() : "";
}

bool isAra(const robustness::Study& study) {
  const auto kind = textOf(study, "kind"), search = textOf(study, "search");
  return (kind == "attack" || kind == "btr") && (search == "paper" || search == "fast");
}

robustness::AraOptions searchOf(const robustness::Study& study) {
  return {.outcome = textOf(study, "kind") == "btr" ? robustness::Outcome::betterThanRandom
                                                    : robustness::Outcome::attack,
          .search = textOf(study, "search") == "fast" ? robustness::Search::fast
                                                      : robustness::Search::paper};
}

/// The network as it was measured: a study of a multi-label network is of one label.
model::Model measuredBy(const robustness::Study& study, const model::Model& model) {
  if (model.card().task != model::Task::multiLabel) return model;
  const auto label = model::classNamed(model.card(), textOf(study, "label"));
  if (!label)
    throw InvalidInput("the study of " + textOf(study, "data"),
                       "is of none of the network's labels", "run rho ara --label NAME --out FILE");
  return model::oneLabel(model, *label);
}

/// The distances of those images that are of a class and recognised as it.
std::vector<double> distancesOfKind(const robustness::Study& study, std::int64_t label) {
  std::vector<double> distances;
  for (const auto& image : study.images)
    if (image.label == label && image.right()) distances.push_back(image.distance);
  return distances;
}

}  // namespace

double midrank(const std::vector<double>& values, double value) {
  const auto below = std::ranges::count_if(values, [&](double v) { return v < value; });
  const auto equal = std::ranges::count(values, value);
  return (static_cast<double>(below) + static_cast<double>(equal) / 2) /
         static_cast<double>(values.size());
}

robustness::Study openStudy(const std::filesystem::path& path, const model::ModelCard& card) {
  auto study = robustness::readStudy(path);
  if (!isAra(study))
    throw InvalidInput(path.string(), "is no study of perturbations",
                       "name a file that rho ara --out wrote");
  if (textOf(study, "model_sha256") != card.sha256)
    throw InvalidInput(path.string(),
                       "measured another network (" + textOf(study, "model") + ") than this one",
                       "run rho ara --out FILE with this network");
  return study;
}

Standing standingOf(const model::Model& whole, const torch::Tensor& input,
                    const robustness::Study& study, const JobContext& context) {
  const auto model = measuredBy(study, whole);
  const auto decided = [&] {
    const torch::NoGradGuard noGrad;
    return model.logits(input).argmax(1).cpu();
  }();
  const auto label = decided.item<std::int64_t>();
  const auto& name = model.card().classNames.at(static_cast<std::size_t>(label));
  const auto others = distancesOfKind(study, label);
  if (others.empty())
    throw InvalidInput("the study of " + textOf(study, "data"),
                       "holds no image of the class " + name + " that the network gets right",
                       "run rho ara --out FILE on images of every class");
  const auto found = robustness::ara(model, input, decided, searchOf(study), context);
  const double distance = found.distances.front();
  return {textOf(study, "kind"), textOf(study, "search"),  textOf(study, "data"), name, distance,
          std::ssize(others),    midrank(others, distance)};
}

}  // namespace rho::trust
