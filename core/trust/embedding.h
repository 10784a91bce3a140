// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <string>

#include "model/model.h"

namespace rho::trust {

/// What a network sees of images, as a few numbers: of each channel of a layer, its mean and its
/// standard deviation over the positions. inputs: N×C×H×W; gives N×2K on the CPU, where the layer's
/// value is N×K×h×w. Throws InvalidInput for a layer whose value is not an image.
torch::Tensor embeddingOf(const model::Model& model, const torch::Tensor& inputs,
                          const std::string& layer);

}  // namespace rho::trust
