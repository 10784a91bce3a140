// SPDX-License-Identifier: Apache-2.0
#include "flagging/case_scores.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "explain/cam.h"
#include "explain/conversion.h"
#include "explain/explainer.h"
#include "flagging/bald.h"
#include "model/decision.h"
#include "model/one_label.h"
#include "model/tensor.h"
#include "quality/region.h"
#include "robustness/ara.h"
#include "trust/agreement.h"
#include "trust/embedding.h"
#include "trust/evidence_region.h"

namespace rho::flagging {

namespace {

constexpr const char* known[] = {"bald", "fragile", "wrong-evidence", "disagreement"};

bool asks(const ScoreRequest& request, const std::string& strategy) {
  return std::ranges::find(request.strategies, strategy) != request.strategies.end();
}

std::vector<float> valuesOf(const torch::Tensor& row) {
  const auto values = row.to(torch::kCPU, torch::kFloat32).contiguous();
  return {values.data_ptr<float>(), values.data_ptr<float>() + values.numel()};
}

/// Empty where the layer's value is no image: such networks have no diverse batches.
std::vector<float> embeddingOf(const model::Model& model, const torch::Tensor& input) {
  try {
    return valuesOf(trust::embeddingOf(model, input, explain::defaultCamLayer(model, input))[0]);
  } catch (const InvalidInput&) {
    return {};
  }
}

/// Minus the smallest perturbation that flips the decision about the target.
double fragility(const model::Model& whole, const torch::Tensor& input, int target,
                 const JobContext& context) {
  const bool isMultiLabel = whole.card().task == model::Task::multiLabel;
  const auto model = isMultiLabel ? model::oneLabel(whole, target) : whole;
  const torch::Tensor decided = [&] {
    const torch::NoGradGuard noGrad;
    return model.logits(input).argmax(1).cpu();
  }();
  const auto found =
      robustness::ara(model, input, decided, {.search = robustness::Search::fast}, context);
  return -std::min(found.distances.front(), 1.0);
}

std::vector<trust::MethodMap> mapsOf(const model::Model& model, const image::Image& image,
                                     int target, std::size_t count, const ScoreRequest& request,
                                     const JobContext& context) {
  const cv::Size grid(model.card().inputWidth, model.card().inputHeight);
  std::vector<trust::MethodMap> maps;
  for (std::size_t i = 0; i < count; ++i) {
    const auto& method = explain::explainerNamed(request.methods[i]);
    const auto explanation = method.explain(
        model, {.image = image, .target = target, .seed = request.seed}, context.silent());
    maps.push_back(trust::methodMap(explanation.method, evidenceOf(explanation), grid));
  }
  return maps;
}

/// 1 minus the mean rank correlation of every two maps.
double disagreement(const std::vector<trust::MethodMap>& maps) {
  const auto agreements = trust::agreementsOf(maps);
  double sum = 0;
  for (const auto& one : agreements) sum += one.correlation;
  return 1 - sum / static_cast<double>(agreements.size());
}

double shareOutside(const trust::MethodMap& map, const image::Image& allowed,
                    const image::Image& image) {
  const cv::Size grid(static_cast<int>(map.importance.size(1)),
                      static_cast<int>(map.importance.size(0)));
  return 1 - quality::shareInside(map.importance, trust::maskedRegion(allowed, image, grid));
}

}  // namespace

void check(const ScoreRequest& request) {
  for (const auto& strategy : request.strategies)
    if (std::ranges::find(known, strategy) == std::end(known))
      throw InvalidInput(strategy, "is no strategy that asks the network itself",
                         "there are bald, fragile, wrong-evidence, disagreement");
  for (const auto& method : request.methods) explain::explainerNamed(method);
  const std::size_t needed =
      asks(request, "disagreement") ? 2 : (asks(request, "wrong-evidence") ? 1 : 0);
  if (request.methods.size() < needed)
    throw InvalidInput("methods",
                       "are too few for " + std::string(needed == 2 ? known[3] : known[2]),
                       "name at least " + std::to_string(needed));
}

CaseScores scoresOf(const model::Model& model, const image::Image& image,
                    const image::Image& allowed, const ScoreRequest& request,
                    const JobContext& context) {
  check(request);
  const auto input = model.input(image);
  const auto logits = [&] {
    const torch::NoGradGuard noGrad;
    return model.logits(input);
  }();
  CaseScores result;
  result.confidences = valuesOf(model.confidences(logits)[0]);
  const int target = model::rankedClasses(model.card(), result.confidences).front();
  const bool judgesEvidence = asks(request, "wrong-evidence") && !allowed.empty();
  result.embedding = embeddingOf(model, input);
  if (asks(request, "bald")) result.scores["bald"] = bald(model, input, request.seed);
  if (asks(request, "fragile"))
    result.scores["fragile"] = fragility(model, input, target, context.silent());
  const bool compares = asks(request, "disagreement");
  const auto maps = mapsOf(
      model, image, target,
      compares ? request.methods.size() : (judgesEvidence ? std::size_t{1} : 0), request, context);
  if (judgesEvidence) result.scores["wrong-evidence"] = shareOutside(maps[0], allowed, image);
  if (compares) result.scores["disagreement"] = disagreement(maps);
  return result;
}

}  // namespace rho::flagging
