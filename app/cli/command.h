// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "base/job_context.h"

namespace rho::cli {

/// What every command shares: how results, progress and interruptions are handled.
struct Console {
  bool json = false;   ///< one object on standard output, nothing else
  bool quiet = false;  ///< no progress

  /// A context that Ctrl-C stops, with a progress line on a terminal.
  JobContext job() const;
  /// Stops every job as Ctrl-C does.
  void stop() const;
  /// Prints the object with --json, else the text.
  void result(const nlohmann::json& object, const std::string& text) const;
  /// A remark on standard error.
  void remark(const std::string& text) const;
};

/// Each command adds itself: its options, and what it does when it was chosen.
using AddCommand = void (*)(CLI::App&, Console&);

void addExplain(CLI::App& app, Console& console);
void addSweep(CLI::App& app, Console& console);
void addPredict(CLI::App& app, Console& console);
void addEvaluate(CLI::App& app, Console& console);
void addAra(CLI::App& app, Console& console);
void addCertify(CLI::App& app, Console& console);
void addCompare(CLI::App& app, Console& console);
void addQuality(CLI::App& app, Console& console);
void addAttack(CLI::App& app, Console& console);
void addClever(CLI::App& app, Console& console);
void addModel(CLI::App& app, Console& console);
void addData(CLI::App& app, Console& console);
void addAnnotate(CLI::App& app, Console& console);
void addTrain(CLI::App& app, Console& console);
void addExperiment(CLI::App& app, Console& console);
void addBench(CLI::App& app, Console& console);
void addDicom(CLI::App& app, Console& console);
void addArchive(CLI::App& app, Console& console);
void addTrust(CLI::App& app, Console& console);
void addDemo(CLI::App& app, Console& console);

}  // namespace rho::cli
