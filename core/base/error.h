// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>

namespace rho {

/// Exit codes of the command line, one per kind of failure. The manual lists them.
enum class ExitCode : int {
  success = 0,
  internal = 1,       ///< a defect of the program
  usage = 2,          ///< the command line itself is wrong
  missingFile = 3,    ///< a file or folder is not there or cannot be read
  unknownFormat = 4,  ///< the file is of no known format
  brokenFile = 5,     ///< the format is known, the content is damaged or inconsistent
  refusedFile = 6,    ///< the file asks for something unsafe (code, absurd sizes)
  invalidInput = 7,   ///< a value is out of range, or inputs do not fit each other
  writeFailed = 8,    ///< nothing could be written (full disk, permissions)
  outOfMemory = 9,
  workerLost = 10,     ///< another process of a training run has ended
  archiveFailed = 11,  ///< an archive of images cannot be reached, refuses, or does not answer
  cancelled = 130      ///< stopped by the user; finished results are kept
};

/// What happened, to which file or input, and what to do: "subject: problem; remedy".
class Error : public std::runtime_error {
 public:
  Error(ExitCode code, const std::string& subject, const std::string& problem,
        const std::string& remedy = {})
      : std::runtime_error(join(subject, problem, remedy)), m_code(code) {}

  ExitCode code() const { return m_code; }

 private:
  static std::string join(const std::string& subject, const std::string& problem,
                          const std::string& remedy) {
    std::string text = subject.empty() ? problem : subject + ": " + problem;
    return remedy.empty() ? text : text + "; " + remedy;
  }

  ExitCode m_code;
};

namespace detail {
/// One type per code, so that callers can catch "not my format" apart from "broken file".
template <ExitCode code_>
class ErrorOf : public Error {
 public:
  ErrorOf(const std::string& subject, const std::string& problem, const std::string& remedy = {})
      : Error(code_, subject, problem, remedy) {}
};
}  // namespace detail

using UsageError = detail::ErrorOf<ExitCode::usage>;
using MissingFile = detail::ErrorOf<ExitCode::missingFile>;
using UnknownFormat = detail::ErrorOf<ExitCode::unknownFormat>;
using BrokenFile = detail::ErrorOf<ExitCode::brokenFile>;
using RefusedFile = detail::ErrorOf<ExitCode::refusedFile>;
using InvalidInput = detail::ErrorOf<ExitCode::invalidInput>;
using WriteFailed = detail::ErrorOf<ExitCode::writeFailed>;
using WorkerLost = detail::ErrorOf<ExitCode::workerLost>;

/// Thrown by a long call whose JobContext was asked to stop.
class Cancelled : public Error {
 public:
  Cancelled() : Error(ExitCode::cancelled, "", "cancelled") {}
};

}  // namespace rho
