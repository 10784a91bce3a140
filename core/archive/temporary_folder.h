// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <filesystem>

#include "base/error.h"

namespace rho::archive {

/// A folder that only this user can read, for as long as this lives.
class TemporaryFolder {
 public:
  /// Below parent. Throws WriteFailed.
  explicit TemporaryFolder(
      const std::filesystem::path& parent = std::filesystem::temp_directory_path()) {
    std::string name = (parent / ".rho-XXXXXX").string();
    if (!::mkdtemp(name.data()))
      throw WriteFailed(parent.string(), "no folder can be made there", "choose another place");
    m_path = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return m_path; }
  long long fileCount() const {
    std::error_code ignored;
    return std::distance(std::filesystem::directory_iterator(m_path, ignored), {});
  }

 private:
  std::filesystem::path m_path;
};

}  // namespace rho::archive
