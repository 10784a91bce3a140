// SPDX-License-Identifier: Apache-2.0
#include "model/torch_errors.h"

#include <c10/util/Exception.h>

#include <new>
#include <sstream>

namespace rho::model {

namespace {

[[noreturn]] void throwOutOfMemory(const std::string& subject) {
  throw Error(ExitCode::outOfMemory, subject, "there is not enough memory", "close other programs");
}

}  // namespace

/// Errors inside TorchScript are told as a trace whose last line is the cause.
std::string oneLine(const std::string& message) {
  std::istringstream lines(message);
  std::string line, first, cause;
  while (std::getline(lines, line)) {
    if (line.find_first_not_of(" \t~^<>-") == std::string::npos) continue;
    if (first.empty()) first = line;
    const auto error = line.find("Error: ");
    if (error != std::string::npos) cause = line.substr(error + 7);
    if (line.starts_with("Exception raised from")) break;
  }
  return cause.empty() ? first : cause;
}

void rethrowAsOurs(ExitCode code, const std::string& subject, const std::string& problem,
                   const std::string& remedy) try {
  throw;
} catch (const Error&) {
  throw;
} catch (const std::bad_alloc&) {
  throwOutOfMemory(subject);
} catch (const c10::OutOfMemoryError&) {
  throwOutOfMemory(subject);
} catch (const c10::Error& error) {
  const std::string text = error.what_without_backtrace();
  if (text.find("allocate memory") != std::string::npos) throwOutOfMemory(subject);
  throw Error(code, subject, problem + ": " + oneLine(text), remedy);
} catch (const std::exception& error) {
  throw Error(code, subject, problem + ": " + oneLine(error.what()), remedy);
}

}  // namespace rho::model
