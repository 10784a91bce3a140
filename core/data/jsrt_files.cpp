// SPDX-License-Identifier: Apache-2.0
#include "data/jsrt_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <sstream>

#include "base/error.h"
#include "base/file.h"
#include "data/evidence.h"
#include "data/folder_content.h"
#include "data/listed_data_set.h"
#include "data/names.h"
#include "data/splits.h"
#include "data/text_lines.h"
#include "image/jsrt_format.h"

namespace rho::data {

namespace fs = std::filesystem;

namespace {

bool isImage(const std::string& name) { return lowered(name).ends_with(".img"); }

fs::path listFor(const DataAddress& address) {
  const auto named = address.option("list");
  if (!named.empty()) return named;
  const auto folder = address.path();
  const auto above = fs::absolute(folder / "").parent_path().parent_path();
  for (const auto& candidate : {folder, above, above / "Clinical_Information"})
    if (fs::exists(candidate / "CLNDAT_EN.txt")) return candidate / "CLNDAT_EN.txt";
  throw MissingFile(folder.string(), "the list of nodules, CLNDAT_EN.txt, is not beside the images",
                    fmt::format("name it: {}?list=FILE", folder.string()));
}

/// For every image with a nodule, whether it is malignant. A line of the list is, between tabs:
/// file, subtlety, size in mm, age, sex, x, y, malignant or benign, place, diagnosis.
std::map<std::string, bool> nodulesIn(const fs::path& list) {
  std::map<std::string, bool> nodules;
  const auto lines = linesOf(list);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto line = lowered(lines[i]);
    const auto name = line.substr(0, line.find_first_of(" \t"));
    if (!isImage(name)) continue;
    const bool malignant = line.find("malignant") != line.npos;
    if (!malignant && line.find("benign") == line.npos)
      throw BrokenFile(fmt::format("{}:{}", list.string(), i + 1),
                       "says neither malignant nor benign");
    nodules[name] = malignant;
  }
  if (nodules.empty())
    throw InvalidInput(list.string(), "lists no .IMG files", "name the list of the data set");
  return nodules;
}

}  // namespace

bool isJsrtFolder(const fs::path& folder) {
  const auto files = filesIn(folder);
  return std::any_of(files.begin(), files.end(), isImage);
}

std::unique_ptr<DataSet> openJsrt(const DataAddress& address, const std::string& split) {
  address.requireOptions({"list", "classes"});
  const bool byDiagnosis = address.choice("classes", {"nodule", "diagnosis"}) == "diagnosis";
  chooseSplit({}, split, address.place());
  const auto nodules = nodulesIn(listFor(address));
  auto files = filesIn(address.path());
  std::erase_if(files, [](const auto& file) { return !isImage(file); });
  std::vector<std::int64_t> classes;
  for (const auto& file : files) {
    const auto nodule = nodules.find(lowered(file));
    classes.push_back(nodule == nodules.end() ? 0 : byDiagnosis && nodule->second ? 2 : 1);
  }
  std::vector<std::string> names = {"no nodule", "nodule"};
  if (byDiagnosis) names = {"no nodule", "benign", "malignant"};
  return std::make_unique<ListedDataSet>(address.place(), address.path(), std::move(files),
                                         Labels::single(std::move(classes), std::move(names)),
                                         image::readJsrtImage);
}

namespace {

/// The nodule of a line of the list: a circle of its size around its place.
std::optional<Region> noduleOf(const std::string& line, const std::string& className) {
  constexpr double millimetresPerPixel = 0.175;
  std::vector<std::string> cells;
  std::istringstream stream(line);
  for (std::string cell; std::getline(stream, cell, '\t');) cells.push_back(cell);
  if (cells.size() < 7) return std::nullopt;
  try {
    const double size = std::stod(cells[2]) / millimetresPerPixel / image::jsrtSide;
    return Region{className,
                  std::stod(cells[5]) / image::jsrtSide - size / 2,
                  std::stod(cells[6]) / image::jsrtSide - size / 2,
                  size,
                  size,
                  true};
  } catch (const std::logic_error&) {
    return std::nullopt;
  }
}

}  // namespace

std::unique_ptr<Evidence> openJsrtEvidence(const DataAddress& address) {
  const auto data = openJsrt(address, {});
  const auto list = listFor(address);
  std::map<std::string, std::string> lines;
  for (const auto& line : linesOf(list))
    lines.emplace(lowered(line.substr(0, line.find_first_of(" \t"))), line);
  auto files = filesIn(address.path());
  std::erase_if(files, [](const auto& file) { return !isImage(file); });
  std::vector<std::vector<Region>> regions(files.size());
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto label = static_cast<std::size_t>(data->label(static_cast<std::int64_t>(i)));
    if (label == 0) continue;
    const auto nodule = noduleOf(lines.at(lowered(files[i])), data->classNames()[label]);
    if (!nodule)
      throw BrokenFile(list.string(), "gives no size and place for " + files[i],
                       "use the list as it comes with the data set");
    regions[i].push_back(*nodule);
  }
  return std::make_unique<RegionEvidence>(std::move(regions));
}

}  // namespace rho::data
