// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/line_log.h"
#include "quality/judgement.h"

namespace rho::cli {

/// The judgements of one image.
struct JudgedImage {
  std::string image;
  int target = 0;
  double confidence = 0;  ///< of the target
  std::vector<quality::Judgement> judgements;
};

nlohmann::json toJson(const JudgedImage& image, const quality::ChosenMetrics& metrics);

/// Mean and standard error of the values of one method and measure; how many there are.
struct Summary {
  std::string method, metric;
  std::vector<double> values;
  std::size_t n() const { return values.size(); }
  double mean() const;
  double standardError() const;  ///< 0 for a single value
};

/// One for each method and measure that gave a value, in their order. lines: as toJson gives them.
std::vector<Summary> summaries(const std::vector<nlohmann::json>& lines);

/// A run's file: a header, and a line for each image, each written as soon as it is known. What is
/// in it already is not computed again.
class QualityLog {
 public:
  /// No file is kept where path is empty. Throws InvalidInput where the file is of another run or
  /// is being written by one, and BrokenFile where it is none of ours.
  QualityLog(const std::filesystem::path& path, const nlohmann::json& header);

  /// The line of an item, computed unless it is known. Throws WriteFailed.
  const nlohmann::json& line(std::int64_t item, const std::function<nlohmann::json()>& compute);
  /// All lines, by item.
  std::vector<nlohmann::json> lines() const;

 private:
  bool take(const LogLine& line, const nlohmann::json& header);

  std::unique_ptr<LineLog> m_log;
  std::map<std::int64_t, nlohmann::json> m_lines;
};

}  // namespace rho::cli
