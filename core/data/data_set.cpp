// SPDX-License-Identifier: Apache-2.0
#include "data/data_set.h"

#include <filesystem>

#include "base/error.h"
#include "data/archive_files.h"
#include "data/array_data_set.h"
#include "data/cifar10_files.h"
#include "data/coco_files.h"
#include "data/evidence.h"
#include "data/jsrt_files.h"
#include "data/listed_data_set.h"
#include "data/masked_data_set.h"
#include "data/names.h"
#include "data/phantom_data_set.h"
#include "data/planted_shortcut.h"
#include "data/splits.h"
#include "data/table_files.h"
#include "data/yolo_files.h"

namespace rho::data {

std::int64_t DataSet::label(std::int64_t index) const {
  if (task() != model::Task::singleLabel)
    throw InvalidInput(name(), "has several labels per image",
                       "choose data with one class per image");
  return m_labels.classes.at(static_cast<std::size_t>(index));
}

image::Image DataSet::labelled(const image::Image& image, std::int64_t index,
                               std::string source) const {
  auto info = image.info();
  info.source = std::move(source);
  if (task() == model::Task::singleLabel) info.label = label(index);
  return {image.pixels(), info};
}

namespace {

using Open = std::unique_ptr<DataSet> (*)(const DataAddress& address, const std::string& split);

Open openerOfFolder(const std::filesystem::path& folder) {
  if (isCifar10Folder(folder)) return openCifar10;
  if (isYoloFolder(folder)) return openYolo;
  if (isJsrtFolder(folder)) return openJsrt;
  return openFolder;
}

Open openerOfFile(const std::filesystem::path& file) {
  const auto extension = lowered(file.extension().string());
  if (extension == ".csv") return openTable;
  if (extension == ".json") return openCoco;
  if (std::filesystem::is_regular_file(file) && isArchive(file)) return openArchive;
  return openNpz;
}

std::unique_ptr<DataSet> openPlace(const DataAddress& address, const std::string& split) {
  if (PhantomDataSet::recognises(address)) return openPhantoms(address, split);
  const auto path = address.path();
  const auto open = std::filesystem::is_directory(path) ? openerOfFolder(path) : openerOfFile(path);
  return open(address, split);
}

}  // namespace

std::unique_ptr<DataSet> openDataSet(const std::string& text, const std::string& split) {
  const DataAddress address(text);
  auto data = openPlace(address.without(optionsOfAll), split);
  const auto marked = address.number("shortcut", 0, 0, 100);
  if (marked > 0)
    data = std::make_unique<PlantedShortcut>(std::move(data), static_cast<double>(marked) / 100);
  const auto masks = address.option("masks");
  if (masks.empty()) return data;
  if (masks == "known")
    return std::make_unique<KnownMasks>(std::move(data), openEvidence(text, split), marked > 0);
  return std::make_unique<MaskedDataSet>(std::move(data), masks);
}

std::unique_ptr<DataSet> openValidation(const std::string& address) {
  for (const auto* split : {"validation", "test"}) {
    try {
      return openDataSet(address, split);
    } catch (const NoSuchSplit&) {
      continue;
    }
  }
  return nullptr;
}

}  // namespace rho::data
