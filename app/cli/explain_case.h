// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "command.h"
#include "explain/explainer.h"
#include "method_options.h"
#include "question.h"

namespace rho::cli {

/// Runs the chosen methods on one question. When it is stopped, it returns what was finished;
/// throws Cancelled when nothing was. Warnings become remarks.
std::vector<explain::Explanation> explainCase(const Question& question,
                                              const MethodOptions& options, const Console& console,
                                              const JobContext& job);

}  // namespace rho::cli
