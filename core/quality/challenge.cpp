// SPDX-License-Identifier: Apache-2.0
#include "quality/challenge.h"

#include <cmath>

#include "model/tensor.h"
#include "quality/attribution.h"
#include "quality/similarity.h"

namespace rho::quality {

namespace {

int decisionOf(const torch::Tensor& confidences) { return confidences.argmax().item<int>(); }

std::string nameOf(const model::ModelCard& card, int index) {
  return card.classNames.at(static_cast<std::size_t>(index));
}

nlohmann::json toJson(const RegionalChange& change, const model::ModelCard& card, int target) {
  if (!std::isfinite(change.rho)) return {{"flips", false}};
  return {{"flips", true},
          {"rho", change.rho},
          {"decision", nameOf(card, decisionOf(change.confidences))},
          {"confidence_of_class", change.confidences[target].item<double>()},
          {"confidence_of_decision", change.confidences.max().item<double>()}};
}

RegionalChange pastTheBoundary(const model::Model& model, const torch::Tensor& input,
                               const RegionalChange& change, int target) {
  constexpr double further = 1.5;
  const torch::NoGradGuard noGrad;
  const auto delta = change.delta * further;
  const auto logits = model.logits(input + delta);
  if (decidesFor(model, logits, target).item<bool>()) return change;
  return {delta, change.rho * further, model.confidences(logits)[0].to(torch::kCPU)};
}

}  // namespace

Challenge challenge(const model::Model& model, const explain::Explainer& method,
                    const ChallengeRequest& request, const JobContext& context) {
  Challenge result;
  const auto input = model.input(request.image);
  const auto explained = mapFunction(method, request.target, request.seed, request.options);
  result.input = input.to(torch::kCPU);
  result.explanation = explainInput(method, model, input, request.target, request.seed,
                                    request.options, context.part(0, 0.1));
  result.map = attributionOf(result.explanation);
  // Pixels that are as unimportant as any are not marked, however large the share.
  result.region = topRegion(result.map, request.share) & (result.map > result.map.min());
  const auto everywhere = torch::ones_like(result.region);
  auto changes = smallestRegionalChanges(model, input, request.target,
                                         {everywhere, ~result.region, result.region},
                                         request.search, context.part(0.1, 0.7));
  result.anywhere = std::move(changes[0]);
  result.outside = std::move(changes[1]);
  result.inside = std::move(changes[2]);
  result.beyond = pastTheBoundary(model, input, result.outside, request.target);
  const auto changed = input + result.beyond.delta;
  result.mapAfter = explained(model, changed, context.part(0.7, 0.75));
  result.mapLikeness = rankCorrelation(result.map, result.mapAfter);
  result.newEvidence = explainInput(
      explain::explainerNamed("ae-raise"), model, changed, decisionOf(result.beyond.confidences),
      request.seed, {{"rho", request.shownRho}, {"mode", "fast"}}, context.part(0.75, 0.8));
  result.attention = moveAttention(model, input, request.target, result.region, request.attention,
                                   context.part(0.8, 0.95));
  result.attentionMap = explained(model, input + result.attention.delta, context.part(0.95, 1));
  result.attentionLikeness = rankCorrelation(result.map, result.attentionMap);
  context.report(1);
  return result;
}

nlohmann::json toJson(const Challenge& challenge, const model::ModelCard& card) {
  const int target = challenge.explanation.target;
  return {
      {"method", challenge.explanation.method},
      {"options", challenge.explanation.options},
      {"class", nameOf(card, target)},
      {"confidence", challenge.explanation.confidencesBefore.at(static_cast<std::size_t>(target))},
      {"region_share", challenge.region.to(torch::kFloat64).mean().item<double>()},
      {"anywhere", toJson(challenge.anywhere, card, target)},
      {"outside", toJson(challenge.outside, card, target)},
      {"inside", toJson(challenge.inside, card, target)},
      {"map_rank_correlation_after_attack_outside", challenge.mapLikeness},
      {"explanation_attack",
       {{"rho", challenge.attention.delta.square().mean().sqrt().item<double>()},
        {"saliency_in_region_before", challenge.attention.insideBefore},
        {"saliency_in_region_after", challenge.attention.insideAfter},
        {"confidence_after", challenge.attention.confidenceAfter},
        {"map_rank_correlation", challenge.attentionLikeness}}},
      {"model_sha256", card.sha256}};
}

}  // namespace rho::quality
