// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <nlohmann/json_fwd.hpp>

#include "base/job_context.h"
#include "workbench/train/log_tail.h"
#include "workbench/train/run_record.h"

namespace rho::workbench {

/// Whether a folder holds a training run, or is to hold one.
bool isRunFolder(const std::filesystem::path& folder);

/// Follows the files of one run's folder. It never writes there. For one thread at a time.
class RunReader {
 public:
  /// Of more reports, every other one is left out.
  static constexpr std::size_t mostReports = 20000;

  explicit RunReader(const std::filesystem::path& folder);

  /// Reads what is new; returns whether the record has changed. What cannot be read is told by the
  /// record. Throws Cancelled.
  bool update(const JobContext& context);
  const RunRecord& record() const { return m_record; }

 private:
  void readLog(const JobContext& context);
  void take(const std::string& line);
  void takeStart(const nlohmann::json& line);
  void takeReport(const nlohmann::json& line);
  void addReport(const nlohmann::json& line, double step);
  void takeEpoch(const nlohmann::json& line);
  void takeSample(const nlohmann::json& line);
  void readStatus();
  void readComparison();
  void readEnvironment();

  RunRecord m_record;
  LogTail m_log;
  double m_stepsPerEpoch = 0;
  bool m_changed = false;
  bool m_knowsEnvironment = false;
  std::filesystem::file_time_type m_compared;  ///< when the comparison was written that was read
};

}  // namespace rho::workbench
