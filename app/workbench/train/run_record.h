// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "training/comparison.h"

namespace rho::workbench {

/// Where the log has no number, as after a loss that exploded.
inline constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

/// What a run reported of some steps. Losses in nats.
struct RunReport {
  double epoch = 0;  ///< how many were finished then, with a fraction
  double crossEntropy = notANumber, penalty = notANumber, psi = notANumber;
  double learningRate = notANumber, imagesPerSecond = notANumber;
  double step = 0, seconds = 0;  ///< since the run's start
};

/// What a run measured after an epoch.
struct RunMeasurement {
  int epoch = 0;
  double crossEntropy = notANumber;
  double accuracy = notANumber, balancedAccuracy = notANumber, auc = notANumber;
  double ece = notANumber, ara = notANumber;
};

/// A page of explanations that a run drew.
struct RunSample {
  int epoch = 0;
  std::string file;  ///< whole path
};

enum class RunPhase {
  waiting,      ///< for its turn
  starting,     ///< the program was started and has not told anything yet
  running,      ///< and its process is there
  finished,     ///< all epochs are done
  stopped,      ///< somebody asked for it
  failed,       ///< reason says why
  interrupted,  ///< it says that it runs, and there is no such process on this machine
};

/// Whether there is, or soon will be, a process.
inline bool isActive(RunPhase phase) {
  return phase == RunPhase::starting || phase == RunPhase::running;
}
/// Whether it can go on.
inline bool isResumable(RunPhase phase) {
  return phase == RunPhase::stopped || phase == RunPhase::failed || phase == RunPhase::interrupted;
}

/// What a run is and how it does, but for its curves.
struct RunFacts {
  std::string folder, name;
  std::string since;  ///< when it was asked for, ISO 8601, UTC; empty where nobody knows
  RunPhase phase = RunPhase::interrupted;
  std::string reason;  ///< why it failed
  int epoch = 0, epochs = 0;
  double step = 0, steps = 0;
  std::string recipe, data, validation, device;
  std::string before;  ///< a network that this one is compared with: a file; empty: none
  bool hasModel = false;
  bool hasRecipe = false;      ///< it began, and can go on
  int unreadableLines = 0;     ///< of the log
  std::string unreadableFile;  ///< what is wrong with another file; empty: nothing

  bool operator==(const RunFacts&) const = default;
};

/// Everything that the window knows of a training run, from the files of its folder.
struct RunRecord : RunFacts {
  std::vector<RunReport> reports;
  std::vector<RunMeasurement> measurements;
  std::vector<RunSample> samples;
  std::optional<training::Comparison> comparison;  ///< with the network before, once it is made

  /// 0 to 1.
  double fraction() const;
  /// From the pace of the latest reports, while it runs.
  std::optional<double> secondsLeft() const;
};

}  // namespace rho::workbench
