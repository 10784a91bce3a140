// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <cstdint>

#include "base/job_context.h"
#include "image/image.h"
#include "model/model_card.h"

namespace rho::data {

class DataSet;

/// Images and what is known of them, as tensors.
struct Samples {
  torch::Tensor inputs;  ///< N×C×H×W at the card's size: float in [0,1], or uint8 for value / 255
  torch::Tensor labels;  ///< N int64, indices of the card's classes; or in a multi-label task
                         ///< N×classes float, 0 or 1, not a number where nothing is known
  /// N×1×H×W of the inputs' type: what annotators say of the pixels (masks.h); undefined where the
  /// data have no masks.
  torch::Tensor masks = {};

  /// Some of them. items: int64, on the CPU.
  Samples at(const torch::Tensor& items) const;
};

/// Stored inputs as float in [0,1].
torch::Tensor floatInputs(const torch::Tensor& inputs);

/// What training keeps of an image: C×H×W at the card's size, uint8 where the image has 8 bits,
/// else float in [0,1]. An image of 8 bits that already fits the card comes back exactly; one that
/// is resized is rounded to 8 bits, which moves no value by more than 1/510.
torch::Tensor storedInput(const image::Image& image, const model::ModelCard& card);

/// The same of an item of a data set; with its mask as one more channel where the data have masks.
torch::Tensor storedItem(const DataSet& data, std::int64_t item, const model::ModelCard& card);

/// Which items of a data set are used.
struct Selection {
  std::int64_t first = 0;
  std::int64_t count = -1;  ///< at most; below 0: to the end
  std::int64_t every = 1;   ///< 1 takes all, 6 every sixth: folders are sorted by class
};

/// Reads the selected items, as float: what measuring and explaining see. Labels as labelsFor gives
/// them. Throws InvalidInput, Cancelled, and what reading an image throws.
Samples loadSamples(const DataSet& data, const model::ModelCard& card,
                    const Selection& selection = {}, const JobContext& context = {});

/// Reads all items as storedInput keeps them, with several threads.
Samples loadTrainingSamples(const DataSet& data, const model::ModelCard& card,
                            const JobContext& context = {});

}  // namespace rho::data
