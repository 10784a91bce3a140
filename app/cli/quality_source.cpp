// SPDX-License-Identifier: Apache-2.0
#include "quality_source.h"

#include <fmt/format.h>

#include "base/error.h"
#include "image/read_image.h"
#include "image/resample.h"
#include "model/class_choice.h"
#include "model/tensor.h"
#include "quality/region.h"
#include "question.h"
#include "selection.h"

namespace rho::cli {

namespace {

cv::Size sizeOf(const model::Model& model) {
  return {model.card().inputWidth, model.card().inputHeight};
}

std::vector<std::int64_t> itemsOf(const data::Selection& selection, std::int64_t size,
                                  const std::string& subject) {
  std::vector<std::int64_t> items;
  for (auto i = selection.first; i < size; i += selection.every)
    if (selection.count < 0 || std::ssize(items) < selection.count) items.push_back(i);
  if (items.empty())
    throw InvalidInput(subject, fmt::format("has {} images, none of which was chosen", size),
                       "use a smaller --first");
  return items;
}

}  // namespace

void QualitySourceOptions::addTo(CLI::App& command) {
  command.add_option("--model", model, "The network's file, or the name of a bundled one");
  command.add_option("--data", data, "Images as for evaluate; labels are not needed");
  command.add_option("--split", split, "train, test, …; test where there are several");
  command.add_option("--image", image, "One image instead: a file, FILE.npz:NAME#INDEX, demo:NAME");
  command.add_option("--mask", mask,
                     "With --image: a picture that is bright where the evidence is known to be");
  command.add_option("--maps", maps,
                     "Judge these maps instead of methods: FILE.npz with arrays of images×H×W, one "
                     "for each method");
  command
      .add_option("--class", target, "A name, an index, top, second, or true (the data's label)")
      ->capture_default_str();
  addSelection(command, selection);
  command.add_option("--device", device, "cpu, cuda or cuda:N")->capture_default_str();
}

QualitySource::QualitySource(const QualitySourceOptions& options, const model::Model& model)
    : m_model(model), m_options(options), m_name(options.image) {
  if (options.data.empty() == options.image.empty())
    throw UsageError("rho quality", "needs either --data or --image");
  if (options.data.empty()) {
    m_image = openImage(options.image);
    m_items = {0};
    if (!options.mask.empty())
      m_mask = quality::regionOf(image::toChannels(image::readImage(options.mask), 1).pixels(),
                                 sizeOf(model));
    return;
  }
  if (!options.mask.empty()) throw UsageError("--mask", "belongs to --image");
  m_data = data::openDataSet(options.data, options.split);
  m_evidence = data::openEvidence(options.data, options.split);
  m_name = m_data->name();
  m_items = itemsOf(options.selection, m_data->size(), m_name);
  if (options.target == "true") {
    m_labels = data::labelsFor(model.card(), m_data->labels(), m_name);
    if (m_labels.dim() != 1)
      throw InvalidInput(m_name, "has several true classes per image", "name one with --class");
  }
}

image::Image QualitySource::image(std::int64_t item) const {
  return m_data ? m_data->image(item) : m_image;
}

int QualitySource::target(std::int64_t item, const std::vector<float>& confidences) const {
  auto label = m_data ? std::nullopt : m_image.info().label;
  if (m_labels.defined()) label = m_labels[item].item<std::int64_t>();
  return model::chooseClass(m_model.card(), m_options.target, confidences, label);
}

torch::Tensor QualitySource::evidence(std::int64_t item, int target) const {
  if (!m_evidence) return m_mask;
  const auto& name = m_model.card().classNames.at(static_cast<std::size_t>(target));
  const auto mask = m_evidence->mask(item, name, sizeOf(m_model));
  return mask.empty() ? torch::Tensor() : quality::regionOf(mask, sizeOf(m_model));
}

GivenMaps::GivenMaps(const std::string& path, std::size_t items, cv::Size size) {
  for (const auto& name : image::npzNames(path)) {
    const auto array = image::readNpz(path, name);
    const std::vector<std::int64_t> one = {size.height, size.width};
    const std::vector<std::int64_t> all = {static_cast<std::int64_t>(items), size.height,
                                           size.width};
    if (array.shape != all && !(items == 1 && array.shape == one))
      throw InvalidInput(path + ":" + name,
                         fmt::format("is not of shape {}×{}×{}: images, rows and columns of the "
                                     "network's input",
                                     items, size.height, size.width));
    m_maps.emplace_back(name, torch::tensor(array.as<float>()).view(all));
  }
  if (m_maps.empty()) throw InvalidInput(path, "holds no maps");
}

std::vector<std::string> GivenMaps::names() const {
  std::vector<std::string> names;
  for (const auto& [name, maps] : m_maps) names.push_back(name);
  return names;
}

torch::Tensor GivenMaps::map(std::size_t array, std::size_t place) const {
  return m_maps.at(array).second[static_cast<std::int64_t>(place)];
}

}  // namespace rho::cli
