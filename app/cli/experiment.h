// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace rho::cli {

/// A comparison of recipes on the same data, as a file of resources/experiments describes it.
struct Experiment {
  struct Run {
    std::string name, recipe;
    nlohmann::json published;  ///< measure → published value; may be empty
  };
  /// How large it is done.
  struct Scale {
    std::string about;                             ///< for people
    std::vector<std::string> settings;             ///< KEY=VALUE, of every recipe
    std::int64_t every = 1;                        ///< training image
    std::optional<std::int64_t> validationImages;  ///< at most; from the whole of them
    std::int64_t araImages = 0;                    ///< of these, likewise
  };

  std::string name, title, question, source;
  std::vector<std::string> measures;  ///< keys of Metrics' JSON, attack_ara, btr_ara
  std::vector<Run> runs;
  Scale scale;
  std::string scaleName;
};

/// The names of those that travel with the program.
std::vector<std::string> bundledExperiments();
/// Throws MissingFile naming the bundled ones, BrokenFile, UsageError naming the scales.
Experiment readExperiment(const std::string& pathOrName, const std::string& scale);

/// What one run of an experiment came to; measures are empty until it is done.
struct ExperimentRow {
  Experiment::Run run;
  nlohmann::json measures;
  nlohmann::json environment;
};

/// The table as Markdown, with the published values below the measured ones.
std::string markdownTable(const Experiment& experiment, const std::vector<ExperimentRow>& rows);
std::string csvTable(const Experiment& experiment, const std::vector<ExperimentRow>& rows);
nlohmann::json jsonTable(const Experiment& experiment, const std::vector<ExperimentRow>& rows);

}  // namespace rho::cli
