// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>

#include "base/error.h"

namespace rho {

/// A whole line of a file of JSON, one value a line.
struct LogLine {
  nlohmann::json json;     ///< discarded where it is no JSON
  int number;              ///< from 1
  std::uintmax_t end = 0;  ///< bytes of the file up to and with the line's break
};

/// The whole lines of a file, which may be growing: a last one without its break was torn, or is
/// just being written, and is passed over. Ends early where `take` says false. Returns the bytes up
/// to the end of the last line that was taken. Throws MissingFile.
std::uintmax_t readLines(const std::filesystem::path& path,
                         const std::function<bool(const LogLine&)>& take);

/// Whether the file holds nothing but a beginning of this line, which was torn, or nothing at all.
/// Else it may be somebody else's. Throws MissingFile.
bool holdsTorn(const std::filesystem::path& path, const std::string& line);

/// Such a file while it is written: a process that is killed leaves at most a torn last line. One
/// process at a time writes it.
class LineLog {
 public:
  /// Opens or makes it. Throws WriteFailed, or `busy` where another process writes it.
  LineLog(std::filesystem::path path, const InvalidInput& busy);
  ~LineLog();
  LineLog(const LineLog&) = delete;
  LineLog& operator=(const LineLog&) = delete;

  const std::filesystem::path& path() const { return m_path; }
  /// Whole lines, each with its break; with the system before this returns. Throws WriteFailed, and
  /// leaves no part of them.
  void append(const std::string& lines);
  /// Throws WriteFailed.
  void cut(std::uintmax_t size);

 private:
  std::filesystem::path m_path;
  int m_handle;
};

}  // namespace rho
