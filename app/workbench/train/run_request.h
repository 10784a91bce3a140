// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace rho::workbench {

/// What a run is started with: the options of `rho train`.
struct RunRequest {
  bool resume = false;  ///< the run of the folder goes on; all below is of its start
  std::string recipe;   ///< JSON text
  std::string data;
  std::string validation;  ///< empty: the data's own split
  std::string device = "cpu";
  std::optional<int> epochs;          ///< instead of the recipe's
  std::optional<std::uint64_t> seed;  ///< likewise
  std::string start;   ///< a network whose weights are trained on; empty: random ones
  std::string before;  ///< a network that the finished one is compared with; empty: none
};

/// How far a request has come: what stands in the folder "request" of the run's folder.
struct RequestState {
  std::string asked;    ///< ISO 8601, UTC
  bool waiting = true;  ///< nobody has started it yet
  std::string started;  ///< ISO 8601, UTC
  std::optional<long> process;
  std::string failure;  ///< why the program could not be started
  std::string before;   ///< as RunRequest
};

/// Puts the request beside the run, for whoever starts it. Throws InvalidInput where a new run's
/// folder holds one already, WriteFailed.
void writeRequest(const std::filesystem::path& folder, const RunRequest& request);
/// Takes back a request that waits, and the folder where there is nothing else in it.
void withdrawRequest(const std::filesystem::path& folder);
/// None: there never was one, or it cannot be read.
std::optional<RequestState> requestState(const std::filesystem::path& folder);

/// Starts the program as a process that outlives this one; what it says goes to request/output.txt.
/// Of several windows, one starts it: false where the request waits no longer. Why it cannot be
/// started is noted with the request. Throws WriteFailed.
bool startRequest(const std::filesystem::path& program, const std::filesystem::path& folder);

/// The last line that the program wrote, at most 1000 bytes.
std::string lastWords(const std::filesystem::path& folder);

/// Whether a process works on this machine; one that has ended and was not yet collected does not.
bool isProcessAlive(long process);

}  // namespace rho::workbench
