// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "command.h"
#include "method_options.h"
#include "quality_run.h"
#include "quality_source.h"

namespace rho::cli {

/// What `rho quality` measures.
struct QualityOptions {
  QualitySourceOptions source;
  MethodOptions methods;
  std::vector<std::string> metrics = {"all"}, settings;
  std::string out;  ///< a file to write or go on with, or empty
};

/// Checks measures and settings before anything runs. Throws InvalidInput, UsageError.
quality::ChosenMetrics chosenMetrics(const QualityOptions& options);

/// Judges the explanations of images one after the other.
class QualityStudy {
 public:
  /// Opens network and images. Throws InvalidInput, UsageError, and what opening them throws.
  explicit QualityStudy(QualityOptions options);

  /// One line for each image, as toJson gives them. Where the job is cancelled it keeps, with a
  /// remark, what was finished; throws Cancelled where that is nothing.
  std::vector<nlohmann::json> judgeAll(const Console& console, const JobContext& job) const;

  const model::Model& model() const { return m_model; }
  const QualitySource& source() const { return m_source; }

 private:
  nlohmann::json header() const;
  JudgedImage judged(std::size_t place, const JobContext& context) const;

  QualityOptions m_options;
  quality::ChosenMetrics m_metrics;
  quality::ChosenMethods m_methods;
  model::Model m_model;
  QualitySource m_source;
  std::optional<GivenMaps> m_maps;
};

}  // namespace rho::cli
