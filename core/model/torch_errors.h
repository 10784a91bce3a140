// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/error.h"

namespace rho::model {

/// The line of a LibTorch message that says what is wrong, without stack traces.
std::string oneLine(const std::string& message);

/// What the exception being handled says, if a library threw it. Our own errors are thrown on as
/// they are, and lack of memory as ExitCode::outOfMemory. Call it in a catch block alone.
std::string causeOfLibraryError(const std::string& subject);

/// Rethrows the exception being handled as one of ours: Failure(subject, "problem: cause", remedy),
/// where causeOfLibraryError does not decide otherwise.
template <typename Failure>
[[noreturn]] void rethrowAs(const std::string& subject, const std::string& problem,
                            const std::string& remedy) {
  throw Failure(subject, problem + ": " + causeOfLibraryError(subject), remedy);
}

}  // namespace rho::model
