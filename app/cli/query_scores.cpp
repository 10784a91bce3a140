// SPDX-License-Identifier: Apache-2.0
#include "query_scores.h"

#include <algorithm>

#include "annotation/strategy.h"
#include "base/error.h"
#include "base/random.h"
#include "data/samples.h"
#include "model/tensor.h"
#include "robustness/ara.h"
#include "training/metrics.h"

namespace rho::cli {

namespace {

std::vector<double> fragility(const model::Model& model, const torch::Tensor& inputs,
                              const torch::Tensor& confidences, const JobContext& context) {
  auto distances = robustness::ara(model, data::floatInputs(inputs).to(model.device()),
                                   confidences.argmax(1).to(model.device()),
                                   {.search = robustness::Search::fast}, context)
                       .distances;
  for (auto& distance : distances) distance = -distance;
  return distances;
}

}  // namespace

std::vector<double> queryScores(const std::string& strategy, const model::Model& model,
                                const torch::Tensor& inputs, std::uint64_t seed,
                                const JobContext& context) {
  const auto& chosen = annotation::strategyNamed(strategy);
  std::vector<double> scores(static_cast<std::size_t>(inputs.size(0)));
  if (strategy == "random") {
    Random random(seed);
    for (auto& score : scores) score = random.uniform();
    return scores;
  }
  const auto confidences = training::confidencesOf(model, inputs, context).contiguous();
  if (strategy == "fragile") return fragility(model, inputs, confidences, context);
  if (!chosen.ofProbabilities)
    throw InvalidInput(strategy, "cannot be simulated", "choose random, fragile or a confidence's");
  const auto classes = static_cast<std::size_t>(confidences.size(1));
  for (std::size_t i = 0; i < scores.size(); ++i)
    scores[i] = chosen.ofProbabilities({confidences.data_ptr<float>() + i * classes, classes});
  return scores;
}

}  // namespace rho::cli
