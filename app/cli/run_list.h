// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace rho::cli {

/// One training run in a table of several.
struct RunSummary {
  std::filesystem::path folder;
  std::string recipe, state;  ///< state: as in status.json, or "crashed"
  int epoch = 0, epochs = 0;
  double seconds = 0;         ///< of training
  nlohmann::json validation;  ///< the latest; null where none
};

/// The runs that the folders are or hold, in the order of their names. Throws MissingFile where a
/// folder is neither, BrokenFile.
std::vector<RunSummary> listRuns(const std::vector<std::string>& folders);
nlohmann::json toJson(const std::vector<RunSummary>& runs);
std::string tableOf(const std::vector<RunSummary>& runs);

}  // namespace rho::cli
