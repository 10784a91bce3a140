// SPDX-License-Identifier: Apache-2.0
#include "data/masked_data_set.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "data/evidence.h"
#include "data/masks.h"
#include "data/names.h"
#include "data/planted_shortcut.h"
#include "image/read_image.h"
#include "image/resample.h"

namespace rho::data {

namespace fs = std::filesystem;

namespace {

/// Of all PNG files below the folder, as item names.
std::set<std::string> masksIn(const fs::path& folder) {
  if (!fs::is_directory(folder)) throw MissingFile(folder.string(), "is no folder of masks");
  std::set<std::string> names;
  for (const auto& file : fs::recursive_directory_iterator(folder))
    if (lowered(file.path().extension().string()) == ".png")
      names.insert(file.path().lexically_relative(folder).replace_extension().generic_string());
  if (names.empty())
    throw InvalidInput(folder.string(), "holds no masks",
                       "give it PNG files in folders and with names like those of the images");
  return names;
}

}  // namespace

MaskedDataSet::MaskedDataSet(std::shared_ptr<const DataSet> data, fs::path folder)
    : DataSet(data->labels()),
      m_data(std::move(data)),
      m_folder(std::move(folder)),
      m_names(masksIn(m_folder)) {
  for (std::int64_t i = 0; i < size() && !m_hasMasks; ++i) m_hasMasks = holds(i);
}

cv::Mat MaskedDataSet::mask(std::int64_t index, cv::Size ofImage) const {
  if (!holds(index)) return {};
  const auto path = (m_folder / (itemName(index) + ".png")).string();
  const auto grey = image::toChannels(image::readImage(path), 1).pixels();
  if (grey.size() != ofImage)
    throw InvalidInput(path,
                       fmt::format("has {}×{} pixels, its image {}×{}", grey.cols, grey.rows,
                                   ofImage.width, ofImage.height),
                       "draw the mask on the image itself");
  return maskFrom(grey);
}

KnownMasks::KnownMasks(std::shared_ptr<const DataSet> data,
                       std::shared_ptr<const Evidence> evidence, bool hasShortcut)
    : DataSet(data->labels()),
      m_data(std::move(data)),
      m_evidence(std::move(evidence)),
      m_hasShortcut(hasShortcut) {
  if (!m_evidence && !m_hasShortcut)
    throw InvalidInput(name(), "does not know where its evidence is", "name a folder of masks");
}

bool KnownMasks::has(std::int64_t index, std::size_t classIndex) const {
  const auto item = static_cast<std::size_t>(index);
  if (task() == model::Task::singleLabel)
    return labels().classes[item] == static_cast<std::int64_t>(classIndex);
  return labels().targets[item * static_cast<std::size_t>(labels().classCount) + classIndex] == 1;
}

cv::Mat KnownMasks::mask(std::int64_t index, cv::Size ofImage) const {
  cv::Mat mask(ofImage, CV_8UC1, cv::Scalar(MaskValue::nothingSaid));
  for (std::size_t c = 0; m_evidence && c < classNames().size(); ++c) {
    if (!has(index, c)) continue;
    const auto known = m_evidence->mask(index, classNames()[c], ofImage);
    if (!known.empty()) mask.setTo(MaskValue::evidence, known);
  }
  if (m_hasShortcut) mask(PlantedShortcut::corner(ofImage)).setTo(MaskValue::notEvidence);
  return mask;
}

}  // namespace rho::data
