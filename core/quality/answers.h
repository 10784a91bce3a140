// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <functional>
#include <string>
#include <vector>

#include "base/job_context.h"
#include "explain/option.h"
#include "quality/metric.h"

namespace rho::quality {

/// Makes the variants begin to end-1 of an image: (end-begin)×C×H×W on the model's device. Called
/// from several threads.
using MakeVariants = std::function<torch::Tensor(std::int64_t begin, std::int64_t end)>;

/// The network's logits for that many variants of the case's image: total×classes on the CPU, in
/// batches of bounded memory, in lanes on a CPU. Throws Cancelled.
torch::Tensor logitsOfVariants(const Case& subject, std::int64_t total, const MakeVariants& make,
                               const JobContext& context);

/// What of the network's answer for the target is measured, total values from total×classes
/// logits: "confidence", "logit" or "decision" (1 where the decision is for the target).
torch::Tensor answers(const Case& subject, const torch::Tensor& logits, const std::string& kind);

/// The option "value" of that; the first one is the default.
explain::OptionSpec answerOption(std::vector<std::string> kinds);

std::vector<double> toDoubles(const torch::Tensor& values);

}  // namespace rho::quality
