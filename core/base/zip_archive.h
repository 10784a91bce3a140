// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace rho {

/// Reads a zip file (npz arrays, PyTorch checkpoints). Sizes are checked before memory is taken.
class ZipReader {
 public:
  /// Throws MissingFile, UnknownFormat (not a zip file) or BrokenFile.
  explicit ZipReader(std::filesystem::path path);
  ~ZipReader();

  const std::vector<std::string>& names() const { return m_names; }
  bool contains(const std::string& name) const;
  std::uint64_t size(const std::string& name) const;  ///< unpacked, in bytes; throws BrokenFile
  /// The unpacked bytes, checked against the archive's CRC-32. Throws BrokenFile, or RefusedFile
  /// when the entry promises more than maxBytes.
  std::vector<std::byte> read(const std::string& name, std::uint64_t maxBytes) const;
  /// The first bytes of an entry, at most count.
  std::vector<std::byte> readHead(const std::string& name, std::uint64_t count) const;

 private:
  struct State;
  std::filesystem::path m_path;
  std::unique_ptr<State> m_state;
  std::vector<std::string> m_names;
};

/// Writes a zip file; close() puts it in place at once, without it nothing stays.
class ZipWriter {
 public:
  explicit ZipWriter(std::filesystem::path path);
  ~ZipWriter();
  void add(const std::string& name, std::span<const std::byte> bytes);
  void close();  ///< throws WriteFailed

 private:
  struct State;
  std::unique_ptr<State> m_state;
};

}  // namespace rho
