// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include "command.h"
#include "method_options.h"
#include "question.h"
#include "trust/findings.h"

namespace rho::cli {

/// What `rho trust check` is asked. Files that are not named are looked for beside network and
/// image.
struct TrustCheckOptions {
  QuestionOptions question;
  MethodOptions methods;
  std::string study, mask, reference;

  void addTo(CLI::App& command);
};

/// Throws what opening the files throws, InvalidInput where they do not fit network and image, and
/// Cancelled.
trust::Findings checkTrust(const TrustCheckOptions& options, const Question& question,
                           const Console& console, const JobContext& job);

/// For people: a line for each finding.
std::string textOf(const trust::Findings& findings);

}  // namespace rho::cli
