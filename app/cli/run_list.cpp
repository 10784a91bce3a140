// SPDX-License-Identifier: Apache-2.0
#include "run_list.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "training/run_folder.h"

namespace rho::cli {

namespace fs = std::filesystem;

namespace {

bool isRun(const fs::path& folder) { return fs::exists(training::RunFiles(folder).recipe()); }

std::vector<fs::path> runsIn(const fs::path& folder) {
  if (isRun(folder)) return {folder};
  std::vector<fs::path> runs;
  if (fs::is_directory(folder))
    for (const auto& entry : fs::directory_iterator(folder))
      if (isRun(entry.path())) runs.push_back(entry.path());
  if (runs.empty())
    throw MissingFile(folder.string(), "holds no training run", "name the folder of a run");
  std::sort(runs.begin(), runs.end());
  return runs;
}

RunSummary summaryOf(const fs::path& folder) {
  const training::RunFiles files(folder);
  RunSummary summary;
  summary.folder = folder;
  summary.recipe = files.readRecipe().name;
  summary.state = "not started";
  if (fs::exists(files.status())) {
    const auto status = training::readRunStatus(files.status());
    summary.state = status.crashed() ? "crashed" : nameOf(status.state);
    summary.epoch = status.epoch;
    summary.epochs = status.epochs;
  }
  if (!fs::exists(files.log())) return summary;
  for (const auto& line : training::readRunLog(files.log())) {
    if (line.value("kind", "") != "epoch") continue;
    summary.seconds = line.value("seconds", 0.0);
    if (line.contains("validation")) summary.validation = line["validation"];
  }
  return summary;
}

std::string measure(const RunSummary& run, const std::string& key) {
  if (!run.validation.contains(key) || !run.validation[key].is_number()) return "";
  return fmt::format("{:.4f}", run.validation[key].get<double>());
}

}  // namespace

std::vector<RunSummary> listRuns(const std::vector<std::string>& folders) {
  std::vector<RunSummary> runs;
  for (const auto& folder : folders)
    for (const auto& run : runsIn(folder)) runs.push_back(summaryOf(run));
  return runs;
}

nlohmann::json toJson(const std::vector<RunSummary>& runs) {
  auto list = nlohmann::json::array();
  for (const auto& run : runs)
    list.push_back({{"run", run.folder.string()},
                    {"recipe", run.recipe},
                    {"state", run.state},
                    {"epoch", run.epoch},
                    {"epochs", run.epochs},
                    {"seconds", run.seconds},
                    {"validation", run.validation}});
  return {{"runs", list}};
}

std::string tableOf(const std::vector<RunSummary>& runs) {
  std::size_t width = 4;
  for (const auto& run : runs) width = std::max(width, run.folder.string().size());
  auto text =
      fmt::format("{:<{}}  {:<24}  {:<11}  {:>9}  {:>8}  {:>8}  {:>8}  {:>8}  {:>9}", "run", width,
                  "recipe", "state", "epoch", "accuracy", "AUC", "ECE", "ARA", "seconds");
  for (const auto& run : runs)
    text += fmt::format("\n{:<{}}  {:<24}  {:<11}  {:>9}  {:>8}  {:>8}  {:>8}  {:>8}  {:>9.0f}",
                        run.folder.string(), width, run.recipe, run.state,
                        fmt::format("{}/{}", run.epoch, run.epochs), measure(run, "accuracy"),
                        measure(run, "auc"), measure(run, "ece"), measure(run, "attack_ara"),
                        run.seconds);
  return text;
}

}  // namespace rho::cli
