// SPDX-License-Identifier: Apache-2.0
#include "trust/embedding.h"

#include "base/error.h"
#include "model/tensor.h"

namespace rho::trust {

torch::Tensor embeddingOf(const model::Model& model, const torch::Tensor& inputs,
                          const std::string& layer) {
  const torch::NoGradGuard noGrad;
  const auto value = model.tap(inputs, layer).inner;
  if (value.dim() != 4)
    throw InvalidInput("layer", "the value of \"" + layer + "\" is not an image",
                       "choose another layer");
  const auto positions = value.flatten(2);
  return torch::cat({positions.mean(2), positions.std(2, /*unbiased=*/false)}, 1)
      .to(torch::kCPU, torch::kFloat32);
}

}  // namespace rho::trust
