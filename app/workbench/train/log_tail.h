// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "base/job_context.h"

namespace rho::workbench {

/// A text file that another process writes, line by line. Each call gives what is new since the
/// last one. A last line without its break is not given before it is whole.
class LogTail {
 public:
  /// Longer lines are given as empty ones: nobody wrote them on purpose.
  static constexpr std::size_t longestLine = 1 << 20;  ///< bytes

  explicit LogTail(std::filesystem::path path) : m_path(std::move(path)) {}

  /// again: called first where what was given before is no longer what the file begins with (it
  /// was cut, or replaced); everything comes again then. A file that is not there has no lines.
  /// Throws MissingFile where it is there and cannot be read; Cancelled.
  void read(const std::function<void()>& again,
            const std::function<void(const std::string& line)>& sink, const JobContext& context);

 private:
  bool goesOn(std::istream& stream, std::uintmax_t size) const;
  void remember(const std::string& bytes);

  std::filesystem::path m_path;
  std::uintmax_t m_offset = 0;  ///< bytes that are done with
  std::string m_before;         ///< the last ones of them
  bool m_overlong = false;      ///< what comes next belongs to a line that is too long
};

}  // namespace rho::workbench
