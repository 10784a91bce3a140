// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/error.h"

namespace rho::model {

/// The line of a LibTorch message that says what is wrong, without stack traces.
std::string oneLine(const std::string& message);

/// Rethrows the exception being handled as one of ours: ours stay as they are, lack of memory becomes
/// ExitCode::outOfMemory, everything else an error of this code. Call it in a catch block alone.
[[noreturn]] void rethrowAsOurs(ExitCode code, const std::string& subject, const std::string& problem,
                                const std::string& remedy);

}  // namespace rho::model
