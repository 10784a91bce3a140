// SPDX-License-Identifier: Apache-2.0
#include "data/yolo_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/error.h"
#include "data/folder_content.h"
#include "data/listed_data_set.h"
#include "data/splits.h"
#include "data/text_lines.h"

namespace rho::data {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t maxClasses = 100'000;

std::int64_t classIn(const std::string& line, const fs::path& file, std::size_t number) {
  std::int64_t value = -1;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), value);
  const bool ends = end == line.data() + line.size() || *end == ' ' || *end == '\t';
  if (error != std::errc{} || !ends || value < 0 || value >= maxClasses)
    throw BrokenFile(fmt::format("{}:{}", file.string(), number),
                     "does not start with the number of a class");
  return value;
}

/// The classes of an image's boxes.
std::vector<std::int64_t> classesIn(const fs::path& file) {
  std::vector<std::int64_t> classes;
  if (!fs::exists(file) || fs::file_size(file) == 0) return classes;
  const auto lines = linesOf(file);
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (!lines[i].empty()) classes.push_back(classIn(lines[i], file, i + 1));
  return classes;
}

std::vector<std::string> classNamesFor(const DataAddress& address) {
  auto names = address.list("classes");
  const auto file = address.path() / "classes.txt";
  if (!names.empty() || !fs::exists(file)) return names;
  names = linesOf(file);
  std::erase(names, "");
  return names;
}

Labels labelsOf(const std::vector<std::vector<std::int64_t>>& classes,
                std::vector<std::string> names, const std::string& subject) {
  std::int64_t most = -1;
  for (const auto& ofImage : classes)
    for (const auto one : ofImage) most = std::max(most, one);
  if (!names.empty() && most >= std::ssize(names))
    throw InvalidInput(
        subject, fmt::format("has a box of class {}, but {} class names", most, names.size()));
  const auto count = names.empty() ? most + 1 : std::ssize(names);
  std::vector<float> targets(classes.size() * static_cast<std::size_t>(count), 0);
  for (std::size_t i = 0; i < classes.size(); ++i)
    for (const auto one : classes[i])
      targets[i * static_cast<std::size_t>(count) + static_cast<std::size_t>(one)] = 1;
  return Labels::multi(std::move(targets), count, std::move(names));
}

}  // namespace

bool isYoloFolder(const fs::path& folder) {
  return fs::is_directory(folder / "images") && fs::is_directory(folder / "labels");
}

std::unique_ptr<DataSet> openYolo(const DataAddress& address, const std::string& split) {
  address.requireOptions({"classes"});
  const auto root = address.path();
  const auto chosen = chooseSplit(foldersIn(root / "images"), split, root.string()).value_or("");
  const auto images = root / "images" / chosen, texts = root / "labels" / chosen;
  auto files = filesIn(images);
  std::vector<std::vector<std::int64_t>> classes;
  for (const auto& file : files)
    classes.push_back(classesIn((texts / file).replace_extension(".txt")));
  auto labels = labelsOf(classes, classNamesFor(address), root.string());
  return std::make_unique<ListedDataSet>(root.string(), images, std::move(files),
                                         std::move(labels));
}

}  // namespace rho::data
