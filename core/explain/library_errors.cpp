// SPDX-License-Identifier: Apache-2.0
#include "explain/library_errors.h"

#include <torch/torch.h>

#include <new>
#include <opencv2/core.hpp>

#include "base/error.h"

namespace rho::explain {

namespace {

Error outOfMemory(const std::string& subject) {
  return {ExitCode::outOfMemory, subject, "the memory does not suffice",
          "close other programs, or use a smaller image or batch"};
}

/// LibTorch's allocator for main memory reports exhaustion as a plain error.
bool isAboutMemory(const std::string& problem) {
  return problem.find("allocate memory") != std::string::npos ||
         problem.find("enough memory") != std::string::npos ||
         problem.find("out of memory") != std::string::npos;
}

}  // namespace

void translateErrors(const std::string& subject, const std::function<void()>& work) {
  try {
    work();
  } catch (const c10::Error& error) {
    const std::string problem = error.what_without_backtrace();
    if (isAboutMemory(problem)) throw outOfMemory(subject);
    throw InvalidInput(subject, "the network failed: " + problem.substr(0, problem.find('\n')),
                       "check that the network fits its card and the image");
  } catch (const cv::Exception& error) {
    if (error.code == cv::Error::StsNoMem) throw outOfMemory(subject);
    throw Error(ExitCode::internal, subject, error.err);
  } catch (const std::bad_alloc&) {
    throw outOfMemory(subject);
  }
}

}  // namespace rho::explain
