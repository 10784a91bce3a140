// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <vector>

namespace rho::training {

/// The log of a training run while it is written: one JSON object a line, each with its "kind". A
/// process that is killed leaves at most a torn last line. One process at a time writes a log.
class RunLog {
 public:
  /// Opens or makes the log, and cuts a torn last line off. Throws WriteFailed, or InvalidInput
  /// when another process writes it.
  explicit RunLog(std::filesystem::path path);
  ~RunLog();
  RunLog(const RunLog&) = delete;
  RunLog& operator=(const RunLog&) = delete;

  /// The line is with the system before this returns. Throws WriteFailed, and leaves no part of it.
  void append(const nlohmann::json& line);
  /// Cuts everything from the first line on that tells of a later step or epoch: what a run does
  /// again after it was resumed, it also tells again.
  void cutAfter(std::int64_t step, int epoch);

 private:
  void cut(std::uintmax_t size);

  std::filesystem::path m_path;
  int m_handle;
};

/// The whole lines of a log, which may be growing. Throws MissingFile, or BrokenFile naming the
/// line that is no JSON object.
std::vector<nlohmann::json> readRunLog(const std::filesystem::path& path);

}  // namespace rho::training
