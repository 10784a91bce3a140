// SPDX-License-Identifier: Apache-2.0
#include "data/samples.h"

#include <numeric>
#include <opencv2/core.hpp>

#include "data/data_set.h"
#include "data/masks.h"
#include "data/selected_data_set.h"
#include "data/streaming_reader.h"
#include "model/image_input.h"
#include "model/tensor.h"

namespace rho::data {

namespace {

/// Seen as shared by those who live no longer than the caller's data.
std::shared_ptr<const DataSet> borrowed(const DataSet& data) {
  return {std::shared_ptr<const DataSet>(), &data};
}

/// An image as an input, with its mask where the data have masks.
torch::Tensor withMask(const torch::Tensor& input, const DataSet& data, std::int64_t item,
                       const image::Image& image, const model::ModelCard& card) {
  if (!data.hasMasks()) return input;
  const auto mask = storedMask(data.mask(item, {image.width(), image.height()}), card);
  return torch::cat({input, input.scalar_type() == torch::kUInt8 ? mask : floatInputs(mask)});
}

/// All items in one tensor of their own kind; floats from the first float on.
torch::Tensor readAll(const DataSet& data, const StreamingReader::Convert& convert,
                      const JobContext& context) {
  constexpr std::int64_t batch = 64;
  std::vector<std::int64_t> items(static_cast<std::size_t>(data.size()));
  std::iota(items.begin(), items.end(), 0);
  StreamingReader reader(borrowed(data), convert);
  reader.start(std::move(items), batch);
  torch::Tensor all;
  const auto total = data.size();
  for (std::int64_t done = 0; done < total;) {
    context.step(done, total, "reading " + data.name());
    const auto inputs = reader.next(context);
    if (!all.defined()) {
      auto shape = inputs.sizes().vec();
      shape[0] = total;
      all = torch::empty(shape, inputs.options());
    }
    // A batch with more than 8 bits makes all of them floats.
    if (inputs.scalar_type() != torch::kUInt8) all = floatInputs(all);
    all.slice(0, done, done + inputs.size(0))
        .copy_(all.scalar_type() == torch::kUInt8 ? inputs : floatInputs(inputs));
    done += inputs.size(0);
  }
  context.report(1);
  return all;
}

}  // namespace

torch::Tensor floatInputs(const torch::Tensor& inputs) {
  return inputs.scalar_type() == torch::kUInt8 ? inputs.to(torch::kFloat32).mul_(1 / 255.0)
                                               : inputs;
}

torch::Tensor storedInput(const image::Image& image, const model::ModelCard& card) {
  // OpenCV instead of LibTorch, whose operators would each call a team of threads.
  const auto fitted = model::fittedTo(card, image);
  const bool bytes = image.info().bitsStored <= 8;
  const auto channels = fitted.channels();
  auto stored = torch::empty({channels, fitted.height(), fitted.width()},
                             bytes ? torch::kUInt8 : torch::kFloat32);
  std::vector<cv::Mat> planes;
  for (int c = 0; c < channels; ++c)
    planes.emplace_back(fitted.height(), fitted.width(), bytes ? CV_8U : CV_32F,
                        stored[c].data_ptr());
  cv::Mat pixels = fitted.pixels();
  if (bytes) fitted.pixels().convertTo(pixels, CV_8U, 255);
  cv::split(pixels, planes);
  return stored;
}

torch::Tensor storedItem(const DataSet& data, std::int64_t item, const model::ModelCard& card) {
  const auto image = data.image(item);
  return withMask(storedInput(image, card), data, item, image, card);
}

Samples Samples::at(const torch::Tensor& items) const {
  const auto of = [&](const torch::Tensor& all) {
    return all.defined() ? all.index_select(0, items) : all;
  };
  return {of(inputs), of(labels), of(masks)};
}

Samples loadSamples(const DataSet& data, const model::ModelCard& card, const Selection& selection,
                    const JobContext& context) {
  const auto chosen = selected(borrowed(data), selection);
  const auto labels = labelsFor(card, chosen->labels(), data.name());
  const auto convert = [&](const DataSet& from, std::int64_t item) {
    const auto image = from.image(item);
    return withMask(model::inputTensor(image, card)[0], from, item, image, card);
  };
  return separated(readAll(*chosen, convert, context), labels, chosen->hasMasks());
}

Samples loadTrainingSamples(const DataSet& data, const model::ModelCard& card,
                            const JobContext& context) {
  const auto labels = labelsFor(card, data.labels(), data.name());
  const auto convert = [&](const DataSet& from, std::int64_t item) {
    return storedItem(from, item, card);
  };
  return separated(readAll(data, convert, context), labels, data.hasMasks());
}

}  // namespace rho::data
