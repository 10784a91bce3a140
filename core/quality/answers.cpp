// SPDX-License-Identifier: Apache-2.0
#include "quality/answers.h"

#include <algorithm>

#include "explain/gradients.h"
#include "model/tensor.h"
#include "quality/metric_options.h"
#include "quality/regional_attack.h"
#include "robustness/lanes.h"

namespace rho::quality {

namespace {

/// A GPU wants many images at once; a processor's cache few.
std::int64_t batchFor(const torch::Tensor& input) {
  constexpr std::int64_t moreOnDevice = 8;
  return explain::forwardBatch(input) * (input.device().is_cpu() ? 1 : moreOnDevice);
}

}  // namespace

torch::Tensor logitsOfVariants(const Case& subject, std::int64_t total, const MakeVariants& make,
                               const JobContext& context) {
  const auto batch = batchFor(subject.input);
  auto logits = torch::empty({total, subject.model.card().classCount()});
  robustness::inLanes(
      subject.model.device(), total, context,
      [&](std::int64_t first, std::int64_t last, const JobContext& lane) {
        const torch::NoGradGuard noGrad;
        for (auto begin = first; begin < last; begin += batch) {
          lane.step(begin - first, last - first);
          const auto end = std::min(begin + batch, last);
          logits.slice(0, begin, end)
              .copy_(subject.model.inference(make(begin, end), model::Precision::single));
        }
      });
  context.step(1, 1);
  return logits;
}

torch::Tensor answers(const Case& subject, const torch::Tensor& logits, const std::string& kind) {
  if (kind == "logit") return logits.select(1, subject.target);
  const auto confidences = subject.model.confidences(logits).select(1, subject.target);
  if (kind == "confidence") return confidences;
  return decidesFor(subject.model, logits, subject.target).to(torch::kFloat32);
}

explain::OptionSpec answerOption(std::vector<std::string> kinds) {
  return choiceOption("value", std::move(kinds),
                      "What of the network's answer is measured: the confidence of the class, its "
                      "logit, or whether the decision is for it.");
}

std::vector<double> toDoubles(const torch::Tensor& values) {
  const auto dense = values.to(torch::kCPU, torch::kFloat64).contiguous();
  return {dense.data_ptr<double>(), dense.data_ptr<double>() + dense.numel()};
}

}  // namespace rho::quality
