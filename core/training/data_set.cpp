// SPDX-License-Identifier: Apache-2.0
#include "training/data_set.h"

#include <algorithm>
#include <cctype>

#include "base/error.h"
#include "image/resample.h"
#include "training/array_data_set.h"
#include "training/folder_data_set.h"
#include "training/phantom_data_set.h"

namespace rho::training {

namespace {

std::string lowered(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

/// For every class of the data its index in the card, by name regardless of case, else by position.
std::vector<std::int64_t> matchClasses(const DataSet& data, const model::ModelCard& card) {
  const auto names = data.classNames();
  std::vector<std::int64_t> matched;
  for (const auto& name : names) {
    const auto found = std::find_if(card.classNames.begin(), card.classNames.end(),
                                    [&](const auto& other) { return lowered(other) == lowered(name); });
    if (found == card.classNames.end())
      throw InvalidInput(data.name(), "its class \"" + name + "\" is none of the network's",
                         "rename the folder, or choose another network");
    matched.push_back(found - card.classNames.begin());
  }
  return matched;
}

}  // namespace

std::unique_ptr<DataSet> openDataSet(const std::string& address, const std::string& split) {
  if (PhantomDataSet::recognises(address)) return std::make_unique<PhantomDataSet>(address);
  if (std::filesystem::is_directory(address)) return std::make_unique<FolderDataSet>(address, split);
  return std::make_unique<ArrayDataSet>(address, split);
}

Samples loadSamples(const DataSet& data, const model::ModelCard& card, std::int64_t first,
                    std::int64_t count, const JobContext& context) {
  const std::int64_t last = count < 0 ? data.size() : std::min(data.size(), first + count);
  if (first < 0 || first >= last)
    throw InvalidInput(data.name(), "holds " + std::to_string(data.size()) + " images, none in the range asked for");
  const auto matched = matchClasses(data, card);
  Samples samples{torch::empty({last - first, card.inputChannels, card.inputHeight, card.inputWidth}),
                  torch::empty({last - first}, torch::kInt64)};
  const cv::Size size(card.inputWidth, card.inputHeight);
  for (std::int64_t i = first; i < last; ++i) {
    context.step(i - first, last - first, "reading " + data.name());
    const auto fitted = image::resize(image::toChannels(data.image(i), card.inputChannels), size);
    const cv::Mat pixels = fitted.pixels().isContinuous() ? fitted.pixels() : fitted.pixels().clone();
    const auto view = torch::from_blob(pixels.data, {size.height, size.width, card.inputChannels}, torch::kFloat32);
    samples.inputs[i - first].copy_(view.permute({2, 0, 1}));
    const auto label = data.label(i);
    const auto index = matched.empty() ? label : matched.at(static_cast<std::size_t>(label));
    if (index < 0 || index >= card.classCount())
      throw InvalidInput(data.name(), "label " + std::to_string(label) + " of image " + std::to_string(i) +
                                          " is none of the network's classes");
    samples.labels[i - first] = index;
  }
  context.report(1);
  return samples;
}

}  // namespace rho::training
