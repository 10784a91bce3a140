// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/line_log.h"

namespace rho::training {

/// The log of a training run while it is written: one JSON object a line, each with its "kind".
class RunLog {
 public:
  /// Opens or makes the log, and cuts a torn last line off. Throws WriteFailed, or InvalidInput
  /// when another process writes it.
  explicit RunLog(const std::filesystem::path& path);

  /// The line is with the system before this returns. Throws WriteFailed, and leaves no part of it.
  void append(const nlohmann::json& line);
  /// Cuts everything from the first line on that tells of a later step or epoch: what a run does
  /// again after it was resumed, it also tells again.
  void cutAfter(std::int64_t step, int epoch);

 private:
  LineLog m_log;
};

/// The whole lines of a log, which may be growing. Throws MissingFile, or BrokenFile naming the
/// line that is no JSON object.
std::vector<nlohmann::json> readRunLog(const std::filesystem::path& path);

}  // namespace rho::training
