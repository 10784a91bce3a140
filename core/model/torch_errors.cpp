// SPDX-License-Identifier: Apache-2.0
#include "model/torch_errors.h"

#include <c10/util/Exception.h>

#include <new>
#include <opencv2/core.hpp>
#include <sstream>

namespace rho::model {

namespace {

[[noreturn]] void throwOutOfMemory(const std::string& subject) {
  throw Error(ExitCode::outOfMemory, subject, "the memory does not suffice",
              "close other programs, or use a smaller image or batch");
}

/// LibTorch's allocator for main memory reports exhaustion as a plain error.
bool isAboutMemory(const std::string& problem) {
  return problem.find("allocate memory") != std::string::npos ||
         problem.find("enough memory") != std::string::npos ||
         problem.find("out of memory") != std::string::npos;
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

std::string causeOfLibraryError(const std::string& subject) try { throw; } catch (const Error&) {
  throw;
} catch (const std::bad_alloc&) {
  throwOutOfMemory(subject);
} catch (const cv::Exception& error) {
  if (error.code == cv::Error::StsNoMem) throwOutOfMemory(subject);
  return oneLine(error.err);
} catch (const c10::Error& error) {
  const std::string text = error.what_without_backtrace();
  if (isAboutMemory(text)) throwOutOfMemory(subject);
  return oneLine(text);
} catch (const std::exception& error) {
  return oneLine(error.what());
}

}  // namespace rho::model
