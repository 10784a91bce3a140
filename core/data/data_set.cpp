// SPDX-License-Identifier: Apache-2.0
#include "data/data_set.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "base/error.h"
#include "data/array_data_set.h"
#include "data/folder_data_set.h"
#include "data/phantom_data_set.h"
#include "model/image_input.h"

namespace rho::data {

namespace {

std::string lowered(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return std::tolower(c); });
  return text;
}

/// For every class of the data its index in the card, by name regardless of case, else by position.
std::vector<std::int64_t> matchClasses(const DataSet& data, const model::ModelCard& card) {
  const auto names = data.classNames();
  std::vector<std::int64_t> matched;
  for (const auto& name : names) {
    const auto found =
        std::find_if(card.classNames.begin(), card.classNames.end(),
                     [&](const auto& other) { return lowered(other) == lowered(name); });
    if (found == card.classNames.end())
      throw InvalidInput(data.name(), "its class \"" + name + "\" is none of the network's",
                         "rename the folder, or choose another network");
    matched.push_back(found - card.classNames.begin());
  }
  return matched;
}

std::int64_t classOf(const DataSet& data, std::int64_t item,
                     const std::vector<std::int64_t>& matched, const model::ModelCard& card) {
  const auto label = data.label(item);
  const auto index = matched.empty() ? label : matched.at(static_cast<std::size_t>(label));
  if (index < 0 || index >= card.classCount())
    throw InvalidInput(
        data.name(),
        fmt::format("label {} of image {} is none of the network's classes", label, item));
  return index;
}

}  // namespace

torch::Tensor floatInputs(const torch::Tensor& inputs) {
  return inputs.scalar_type() == torch::kUInt8 ? inputs.to(torch::kFloat32).mul_(1 / 255.0)
                                               : inputs;
}

std::unique_ptr<DataSet> openDataSet(const std::string& address, const std::string& split) {
  if (PhantomDataSet::recognises(address)) return std::make_unique<PhantomDataSet>(address);
  if (std::filesystem::is_directory(address))
    return std::make_unique<FolderDataSet>(address, split);
  return std::make_unique<ArrayDataSet>(address, split);
}

Samples loadSamples(const DataSet& data, const model::ModelCard& card, const Selection& selection,
                    const JobContext& context) {
  std::vector<std::int64_t> items;
  for (auto i = selection.first; i < data.size(); i += selection.every)
    if (selection.count < 0 || std::ssize(items) < selection.count) items.push_back(i);
  if (selection.first < 0 || selection.every < 1 || items.empty())
    throw InvalidInput(data.name(),
                       fmt::format("holds {} images, none of which was chosen", data.size()));
  const auto matched = matchClasses(data, card);
  const auto total = std::ssize(items);
  Samples samples{torch::empty({total, card.inputChannels, card.inputHeight, card.inputWidth}),
                  torch::empty({total}, torch::kInt64)};
  for (std::int64_t i = 0; i < total; ++i) {
    context.step(i, total, "reading " + data.name());
    const auto item = items[static_cast<std::size_t>(i)];
    samples.inputs[i].copy_(model::inputTensor(data.image(item), card)[0]);
    samples.labels[i] = classOf(data, item, matched, card);
  }
  context.report(1);
  return samples;
}

}  // namespace rho::data
