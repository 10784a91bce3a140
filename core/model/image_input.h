// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include "image/image.h"
#include "model/model_card.h"

namespace rho::model {

/// The image brought to the card's channels and size.
image::Image fittedTo(const ModelCard& card, const image::Image& image);

/// 1×C×H×W on the CPU, values in [0,1]: the image brought to the card's channels and size. The one
/// place where an image becomes an input, so that training, measuring and explaining see the same.
torch::Tensor inputTensor(const image::Image& image, const ModelCard& card);

}  // namespace rho::model
