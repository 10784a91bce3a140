// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

namespace rho::training {

enum class RunState {
  running,
  finished,  ///< all epochs are done
  stopped,   ///< somebody asked for it; goes on with --resume
  failed     ///< reason says why; goes on with --resume once that is mended
};
/// "running", "finished", …
std::string nameOf(RunState state);

/// How a training run is doing: what its status.json says.
struct RunStatus {
  RunState state = RunState::running;
  long pid = 0;              ///< of the process that trains, or did
  int epoch = 0;             ///< finished epochs
  int epochs = 0;            ///< of the whole run
  std::int64_t step = 0;     ///< finished steps
  std::int64_t steps = 0;    ///< of the whole run
  std::string reason = {};   ///< why it failed
  std::string updated = {};  ///< ISO 8601, UTC

  /// It says that it runs, but its process is gone from this machine.
  bool crashed() const;
};

nlohmann::json toJson(const RunStatus& status);
/// Throws MissingFile, BrokenFile.
RunStatus readRunStatus(const std::filesystem::path& statusFile);
/// Replaces the file, with the time of now and this process. Throws WriteFailed.
void writeRunStatus(const std::filesystem::path& statusFile, RunStatus status);

/// Now, as "2026-01-31T12:00:00Z".
std::string utcTime();

}  // namespace rho::training
