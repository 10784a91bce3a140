// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <string>
#include <vector>

#include "base/job_context.h"
#include "model/model.h"

namespace rho::explain {

/// How a transformer's attention is followed from its last layer to its first.
struct RolloutOptions {
  enum class Heads { mean, max, min };
  /// Attention times the gradient of the class's logit, where positive (Chefer, Gur and Wolf 2021);
  /// else attention alone, the same for all classes (Abnar and Zuidema 2020).
  bool isOfClass = false;
  Heads heads = Heads::mean;  ///< how the heads of a layer become one
  double discarded = 0;       ///< share of a layer's weights, the smallest, that count as 0; < 1
};

/// How much each token takes from each after all layers, T×T, from the layers' attention (T×T,
/// heads already one): the product of (I + A)/2, rows scaled to sum to 1; of a class the product of
/// I + A.
torch::Tensor rolledOut(const std::vector<torch::Tensor>& attentions, bool isOfClass);

struct AttentionFlow {
  torch::Tensor map;     ///< h×w, the patches' own grid: what the answer takes from each
  torch::Tensor logits;  ///< 1×classes
};

/// input: 1×C×H×W in [0,1]. The answer is read from the first token, or from the mean of all where
/// every token is a patch. Throws InvalidInput for networks whose attention is not that of tokens
/// of the whole image to themselves.
AttentionFlow attentionFlow(const model::Model& model, const torch::Tensor& input, int target,
                            const RolloutOptions& options, const JobContext& context = {});

}  // namespace rho::explain
