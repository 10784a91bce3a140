// SPDX-License-Identifier: Apache-2.0
#include "experiment.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>

#include "base/error.h"
#include "base/file.h"
#include "base/json_file.h"
#include "base/resources.h"

namespace rho::cli {

namespace {

Experiment::Scale scaleOf(const nlohmann::json& json) {
  Experiment::Scale scale;
  json.at("about").get_to(scale.about);
  json.at("settings").get_to(scale.settings);
  json.at("ara_images").get_to(scale.araImages);
  scale.every = json.value("every", scale.every);
  if (json.contains("validation_n"))
    scale.validationImages = json["validation_n"].get<std::int64_t>();
  return scale;
}

Experiment experimentOf(const ExperimentFile& file, const std::string& scale) {
  const auto& json = file.content;
  Experiment experiment;
  experiment.name = file.name();
  json.at("title").get_to(experiment.title);
  json.at("question").get_to(experiment.question);
  json.at("source").get_to(experiment.source);
  json.at("measures").get_to(experiment.measures);
  for (const auto& run : json.at("runs"))
    experiment.runs.push_back({run.at("name").get<std::string>(),
                               run.at("recipe").get<std::string>(),
                               run.value("published", nlohmann::json::object())});
  experiment.scaleName = scale;
  experiment.scale = scaleOf(file.scaleNamed(scale));
  return experiment;
}

std::filesystem::path pathOf(const std::string& pathOrName) {
  if (std::filesystem::is_regular_file(pathOrName)) return pathOrName;
  const auto names = bundledExperiments();
  if (std::find(names.begin(), names.end(), pathOrName) == names.end())
    throw MissingFile(pathOrName, "is no experiment",
                      fmt::format("choose one of: {}", fmt::join(names, ", ")));
  return resourcePath("experiments/" + pathOrName + ".json");
}

}  // namespace

std::vector<std::string> bundledExperiments() {
  std::vector<std::string> names;
  for (const auto& file : std::filesystem::directory_iterator(resourcePath("experiments")))
    if (file.path().extension() == ".json") names.push_back(file.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

const nlohmann::json& ExperimentFile::scaleNamed(const std::string& scale) const {
  const auto& scales = content.at("scales");
  if (scales.contains(scale)) return scales.at(scale);
  std::vector<std::string> names;
  for (const auto& each : scales.items()) names.push_back(each.key());
  throw UsageError("--scale " + scale, "there is no such scale",
                   fmt::format("choose one of: {}", fmt::join(names, ", ")));
}

void keepExperiment(const std::filesystem::path& folder, const nlohmann::json& content) {
  const auto file = folder / "experiment.json";
  if (std::filesystem::exists(file) && readJsonObject(file) != content)
    throw InvalidInput(folder.string(), "holds another experiment, scale or data",
                       "choose another folder");
  writeFileAtomically(file, content.dump(2) + "\n");
}

ExperimentFile openExperiment(const std::string& pathOrName) {
  const auto path = pathOf(pathOrName);
  return {path, readJsonObject(path, 1 << 20, "correct the JSON")};
}

Experiment readExperiment(const ExperimentFile& file, const std::string& scale) try {
  return experimentOf(file, scale);
} catch (const nlohmann::json::exception& error) {
  throw BrokenFile(file.path.string(), error.what(), "correct the JSON");
}

}  // namespace rho::cli
