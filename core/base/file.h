// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace rho {

/// Throws MissingFile unless path is a readable, non-empty regular file (BrokenFile when empty).
void requireFile(const std::filesystem::path& path);

/// The first bytes of a file, at most count: enough to recognise its format.
std::string readHead(const std::filesystem::path& path, std::size_t count);

/// The whole file. Throws MissingFile, or RefusedFile when it is larger than maxBytes.
std::vector<std::byte> readFile(const std::filesystem::path& path, std::uintmax_t maxBytes);

/// Writes beside the target and takes its place on commit(): a crash, a full disk or an exception
/// leaves the old file, or none, but never half a file.
class AtomicFile {
 public:
  /// Creates missing parent folders. Throws WriteFailed.
  explicit AtomicFile(std::filesystem::path target);
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  /// Where to write; keeps the target's extension, because encoders choose the format by it.
  const std::filesystem::path& temporaryPath() const { return m_temporary; }
  /// Flushes to the disk and renames. Throws WriteFailed.
  void commit();

 private:
  std::filesystem::path m_target;
  std::filesystem::path m_temporary;
  bool m_committed = false;
};

/// Throws WriteFailed; nothing half-written stays.
void writeFileAtomically(const std::filesystem::path& path, std::string_view content);

}  // namespace rho
