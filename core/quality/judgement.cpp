// SPDX-License-Identifier: Apache-2.0
#include "quality/judgement.h"

#include "model/tensor.h"
#include "quality/attribution.h"

namespace rho::quality {

namespace {

JobContext partOf(const JobContext& context, std::size_t index, std::size_t count) {
  const auto all = static_cast<double>(count);
  return context.part(static_cast<double>(index) / all, static_cast<double>(index + 1) / all);
}

Case caseOf(const Question& question, torch::Tensor map) {
  return {.model = question.model,
          .input = question.input,
          .target = question.target,
          .map = std::move(map),
          .explain = {},
          .evidence = question.evidence,
          .localR2 = {},
          .seed = question.seed,
          .loadAgain = question.loadAgain};
}

Judgement judged(const Case& subject, const std::string& name, const ChosenMetrics& metrics,
                 const JobContext& context) {
  Judgement judgement{name, {}};
  for (std::size_t i = 0; i < metrics.size(); ++i)
    judgement.measurements.push_back(
        metrics[i].first->measure(subject, metrics[i].second, partOf(context, i, metrics.size())));
  return judgement;
}

}  // namespace

std::vector<Judgement> judge(const Question& question, const ChosenMethods& methods,
                             const ChosenMetrics& metrics, const JobContext& context) {
  std::vector<Judgement> all;
  for (std::size_t i = 0; i < methods.size(); ++i) {
    const auto& [method, options] = methods[i];
    const auto part = partOf(context, i, methods.size());
    const auto explanation = explainInput(*method, question.model, question.input, question.target,
                                          question.seed, options, part.part(0, 0.1));
    auto subject = caseOf(question, attributionOf(explanation));
    subject.explain = mapFunction(*method, question.target, question.seed, options);
    subject.localR2 = explanation.score;
    all.push_back(judged(subject, method->info().id, metrics, part.part(0.1, 1)));
  }
  return all;
}

Judgement judgeMap(const Question& question, const std::string& name, const torch::Tensor& map,
                   const ChosenMetrics& metrics, const JobContext& context) {
  return judged(caseOf(question, map), name, metrics, context);
}

}  // namespace rho::quality
