// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace rho::cli {

/// What an experiment is asked for.
struct ExperimentOptions {
  std::string name, data, validation, out, scale = "reduced";
  std::optional<std::string> device;
  std::optional<int> threads, seeds;
};

/// A file of resources/experiments, or of the user's.
struct ExperimentFile {
  std::filesystem::path path;
  nlohmann::json content;

  std::string name() const { return path.stem().string(); }
  /// Throws UsageError naming the scales.
  const nlohmann::json& scaleNamed(const std::string& scale) const;
};

/// A folder holds one experiment at one scale on one data set: what it is about is kept in it, and
/// another content is refused. Throws InvalidInput, WriteFailed.
void keepExperiment(const std::filesystem::path& folder, const nlohmann::json& content);

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
/// Throws MissingFile naming the bundled ones, BrokenFile.
ExperimentFile openExperiment(const std::string& pathOrName);
/// Throws BrokenFile, UsageError naming the scales.
Experiment readExperiment(const ExperimentFile& file, const std::string& scale);

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
