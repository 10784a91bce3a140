// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <sstream>

#include "base/error.h"
#include "data/data_set.h"
#include "data/evidence.h"
#include "data/folder_content.h"
#include "data/splits.h"
#include "data/text_lines.h"
#include "data/yolo_files.h"

namespace rho::data {

namespace fs = std::filesystem;

namespace {

/// A line is: class, and a box by its centre and size, or the corners of an outline; all in units
/// of the image.
Region regionOf(const std::string& line, const std::vector<std::string>& names,
                const std::string& place) {
  std::istringstream words(line);
  std::size_t number = 0;
  std::vector<double> values;
  words >> number;
  for (double value = 0; words >> value;) values.push_back(value);
  if (!words.eof() || values.size() < 4 || values.size() % 2 != 0)
    throw BrokenFile(place, "is not a class with a box or an outline");
  // openYolo has seen that every class is one of the names.
  const auto& name = names.at(number);
  if (values.size() == 4)
    return {name, values[0] - values[2] / 2, values[1] - values[3] / 2, values[2], values[3]};
  double low[2] = {1, 1}, high[2] = {0, 0};
  for (std::size_t i = 0; i < values.size(); ++i) {
    low[i % 2] = std::min(low[i % 2], values[i]);
    high[i % 2] = std::max(high[i % 2], values[i]);
  }
  return {name, low[0], low[1], high[0] - low[0], high[1] - low[1]};
}

}  // namespace

std::unique_ptr<Evidence> openYoloEvidence(const DataAddress& address, const std::string& split) {
  const auto names = openYolo(address, split)->labels().namesOfClasses();
  const auto root = address.path();
  const auto chosen = chooseSplit(foldersIn(root / "images"), split, root.string()).value_or("");
  std::vector<std::vector<Region>> regions;
  for (const auto& image : filesIn(root / "images" / chosen)) {
    auto& ofImage = regions.emplace_back();
    const auto file = (root / "labels" / chosen / image).replace_extension(".txt");
    if (!fs::exists(file) || fs::file_size(file) == 0) continue;
    const auto lines = linesOf(file);
    for (std::size_t i = 0; i < lines.size(); ++i)
      if (!lines[i].empty())
        ofImage.push_back(regionOf(lines[i], names, fmt::format("{}:{}", file.string(), i + 1)));
  }
  return std::make_unique<RegionEvidence>(std::move(regions));
}

}  // namespace rho::data
