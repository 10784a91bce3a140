// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/job_context.h"
#include "image/image.h"
#include "model/model_card.h"

namespace rho::data {

/// Labelled images that are read or made one at a time.
class DataSet {
 public:
  virtual ~DataSet() = default;
  virtual std::string name() const = 0;
  virtual std::vector<std::string> classNames() const = 0;  ///< empty where the data carry none
  virtual std::int64_t size() const = 0;
  virtual std::int64_t label(std::int64_t index) const = 0;
  /// Throws what reading an image throws; carries label(index).
  virtual image::Image image(std::int64_t index) const = 0;
};

/// Opens labelled images by address: a folder of class/image (or of split/class/image), FILE.npz
/// with images and labels (SPLIT_images and SPLIT_labels, or images and labels), or
/// phantom:nodule?count=N&seed=S&size=P. split: "train", "test", …; empty takes "test" where there
/// are several. Throws MissingFile, UnknownFormat, InvalidInput naming the splits that exist.
std::unique_ptr<DataSet> openDataSet(const std::string& address, const std::string& split = {});

/// Images and what is known of them, as tensors.
struct Samples {
  torch::Tensor inputs;  ///< N×C×H×W at the card's size: float in [0,1], or uint8 for value / 255
  torch::Tensor labels;  ///< N int64, indices of the card's classes; or in a multi-label task
                         ///< N×classes float, 0 or 1, not a number where nothing is known
};

/// Stored inputs as float in [0,1].
torch::Tensor floatInputs(const torch::Tensor& inputs);

/// Which items of a data set are used.
struct Selection {
  std::int64_t first = 0;
  std::int64_t count = -1;  ///< at most; below 0: to the end
  std::int64_t every = 1;   ///< 1 takes all, 6 every sixth: folders are sorted by class
};

/// Reads the selected items. Labels are matched to the card's classes by name where both have
/// names, else taken as indices. Throws InvalidInput when a label has no class, Cancelled.
Samples loadSamples(const DataSet& data, const model::ModelCard& card,
                    const Selection& selection = {}, const JobContext& context = {});

}  // namespace rho::data
