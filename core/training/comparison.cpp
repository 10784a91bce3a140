// SPDX-License-Identifier: Apache-2.0
#include "training/comparison.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "data/data_set.h"
#include "model/checkpoint.h"
#include "model/tensor.h"
#include "robustness/ara.h"
#include "robustness/paired_bootstrap.h"
#include "training/evidence_share.h"
#include "training/metrics.h"

namespace rho::training {

namespace {

std::unique_ptr<data::DataSet> heldOutOf(const ComparisonRequest& request) {
  if (!request.validation.empty() && request.validation != "none")
    return data::openDataSet(request.validation);
  auto data = request.validation.empty() ? data::openValidation(request.data) : nullptr;
  if (!data)
    throw InvalidInput(request.data, "holds no images that were kept from the training",
                       "hold some out, or name validation data");
  return data;
}

/// What is known of a network, image by image.
struct Measurements {
  ComparedName name;
  int classes = 0;
  std::vector<double> right;            ///< 1 where the class is found, else 0
  std::vector<double> distances;        ///< as robustness::AraResult
  std::vector<double> inside, outside;  ///< not a number where an image has no such mark
};

/// tensor: of doubles.
void append(std::vector<double>& values, const torch::Tensor& tensor) {
  const auto whole = tensor.contiguous();
  values.insert(values.end(), whole.data_ptr<double>(), whole.data_ptr<double>() + whole.numel());
}

void measureImages(const model::Model& model, const data::DataSet& data, Measurements& found,
                   const JobContext& context) {
  constexpr std::int64_t read = 240;  // images in memory
  const auto share = [&](std::int64_t done) {
    return static_cast<double>(done) / static_cast<double>(data.size());
  };
  for (std::int64_t first = 0; first < data.size(); first += read) {
    const auto count = std::min(read, data.size() - first);
    const auto part = context.part(share(first), share(first + count));
    const auto samples = loadSamples(data, model.card(), {first, count, 1}, part.silent());
    const auto predicted = confidencesOf(model, samples.inputs, part.silent()).argmax(1).cpu();
    append(found.right, predicted.eq(samples.labels).to(torch::kFloat64));
    const auto changes = robustness::ara(model, samples.inputs, samples.labels,
                                         {.search = robustness::Search::fast}, part);
    found.distances.insert(found.distances.end(), changes.distances.begin(),
                           changes.distances.end());
    if (!data.hasMasks()) continue;
    const auto shares = evidenceOf(model, samples, part.silent());
    append(found.inside, shares.inside);
    append(found.outside, shares.outside);
  }
}

Measurements measure(const std::string& network, const std::string& device,
                     const data::DataSet& data, const JobContext& context) {
  context.report(0, "measuring networks on held-out images");
  const auto model = model::loadModel(network, device);
  const auto& card = model.card();
  if (card.task == model::Task::multiLabel)
    throw InvalidInput(card.name, "a multi-label network has no single true class",
                       "use a single-label network");
  Measurements found{{card.name, card.sha256}, card.classCount(), {}, {}, {}, {}};
  measureImages(model, data, found, context);
  return found;
}

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

std::vector<double> at(const std::vector<double>& values, const std::vector<std::size_t>& places) {
  std::vector<double> chosen;
  chosen.reserve(places.size());
  for (const auto place : places) chosen.push_back(values[place]);
  return chosen;
}

/// Resamples of fewer images are too alike to tell anything.
constexpr std::size_t leastForInterval = 10;

/// figure: of the values of some images.
template <typename Figure>
ComparedFigure compare(const std::string& id, const std::vector<double>& before,
                       const std::vector<double>& after, const Figure& figure) {
  const auto ofDrawn = [&figure](const std::vector<double>& values) {
    return [&figure, &values](const std::vector<std::size_t>& drawn) {
      return figure(at(values, drawn));
    };
  };
  ComparedFigure compared{id, std::ssize(before), figure(before), figure(after), {}};
  if (before.size() >= leastForInterval)
    compared.difference =
        robustness::bootstrapDifference(before.size(), ofDrawn(before), ofDrawn(after));
  return compared;
}

/// Of the images of which both are known; nothing where there is none.
void addEvidence(std::vector<ComparedFigure>& figures, const std::string& id,
                 const std::vector<double>& before, const std::vector<double>& after) {
  std::vector<double> knownBefore, knownAfter;
  for (std::size_t i = 0; i < std::min(before.size(), after.size()); ++i) {
    if (std::isnan(before[i]) || std::isnan(after[i])) continue;
    knownBefore.push_back(before[i]);
    knownAfter.push_back(after[i]);
  }
  if (!knownBefore.empty()) figures.push_back(compare(id, knownBefore, knownAfter, mean));
}

nlohmann::json numberOrNull(double value) {
  return std::isfinite(value) ? nlohmann::json(value) : nlohmann::json();
}

/// A distance that is not finite is infinite.
double numberIn(const nlohmann::json& json) {
  return json.is_null() ? std::numeric_limits<double>::infinity() : json.get<double>();
}

nlohmann::json toJson(const ComparedName& name) {
  return {{"name", name.name}, {"sha256", name.sha256}};
}

ComparedName nameFrom(const nlohmann::json& json) {
  return {json.at("name").get<std::string>(), json.at("sha256").get<std::string>()};
}

nlohmann::json toJson(const ComparedFigure& figure) {
  nlohmann::json json = {{"id", figure.id},
                         {"n", figure.images},
                         {"before", numberOrNull(figure.before)},
                         {"after", numberOrNull(figure.after)}};
  if (figure.difference)
    json["difference"] = {{"low", figure.difference->low}, {"high", figure.difference->high}};
  return json;
}

ComparedFigure figureFrom(const nlohmann::json& json) {
  ComparedFigure figure{json.at("id").get<std::string>(),
                        json.at("n").get<std::int64_t>(),
                        numberIn(json.at("before")),
                        numberIn(json.at("after")),
                        {}};
  if (const auto found = json.find("difference"); found != json.end())
    figure.difference = {found->at("low").get<double>(), found->at("high").get<double>()};
  return figure;
}

}  // namespace

Comparison compareNetworks(const ComparisonRequest& request, const JobContext& context) {
  const auto data = heldOutOf(request);
  const auto before = measure(request.before, request.device, *data, context.part(0, 0.5));
  const auto after = measure(request.after, request.device, *data, context.part(0.5, 1));
  Comparison comparison{before.name, after.name, data->name(), data->size(), {}};
  auto& figures = comparison.figures;
  figures.push_back(compare("accuracy", before.right, after.right, mean));
  const int classes = std::max(before.classes, after.classes);
  figures.push_back(compare("ara", before.distances, after.distances,
                            [classes](const std::vector<double>& distances) {
                              return robustness::areaAboveChance(distances, classes);
                            }));
  addEvidence(figures, "evidence_inside", before.inside, after.inside);
  addEvidence(figures, "evidence_outside", before.outside, after.outside);
  context.report(1);
  return comparison;
}

nlohmann::json toJson(const Comparison& comparison) {
  nlohmann::json json = {{"before", toJson(comparison.before)},
                         {"after", toJson(comparison.after)},
                         {"data", comparison.data},
                         {"n", comparison.images},
                         {"search", "fast"},
                         {"figures", nlohmann::json::array()}};
  for (const auto& figure : comparison.figures) json["figures"].push_back(toJson(figure));
  return json;
}

Comparison comparisonFromJson(const nlohmann::json& json, const std::string& subject) try {
  Comparison comparison{nameFrom(json.at("before")),
                        nameFrom(json.at("after")),
                        json.at("data").get<std::string>(),
                        json.at("n").get<std::int64_t>(),
                        {}};
  for (const auto& figure : json.at("figures")) comparison.figures.push_back(figureFrom(figure));
  return comparison;
} catch (const nlohmann::json::exception&) {
  throw BrokenFile(subject, "is no comparison of two networks", "compare them again");
}

}  // namespace rho::training
