// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

struct archive;

namespace rho::data {

/// Goes through the files of a tar or zip archive once, from its first to its last.
class ArchiveReader {
 public:
  /// No file may unpack to more than maxFileBytes, and all together, the ones that are passed over
  /// too, to no more than maxBytes.
  static constexpr std::uint64_t maxFileBytes = std::uint64_t{1} << 28;
  static constexpr std::uint64_t maxBytes = std::uint64_t{1} << 36;
  static constexpr std::int64_t maxFiles = 10'000'000;
  static constexpr std::size_t maxPathBytes = 4096;

  /// Throws MissingFile, BrokenFile.
  explicit ArchiveReader(const std::filesystem::path& file);

  /// The path of the next regular file, nothing at the end. Throws BrokenFile, RefusedFile.
  std::optional<std::string> next();
  /// The content of the file that next() named. Throws BrokenFile, RefusedFile.
  std::vector<std::byte> read();

 private:
  struct Closer {
    void operator()(archive* handle) const;
  };
  void require(int result) const;
  void requireSize(std::int64_t bytes) const;
  void requireTotal() const;

  std::string m_subject;
  std::unique_ptr<archive, Closer> m_archive;
  std::int64_t m_files = 0;
};

}  // namespace rho::data
