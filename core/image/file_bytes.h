// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "base/error.h"

namespace rho::image {

/// Numbers in the bytes of a file; every access past its end is a BrokenFile.
class FileBytes {
 public:
  FileBytes(std::span<const std::byte> bytes, std::string subject, bool bigEndian)
      : m_bytes(bytes), m_subject(std::move(subject)), m_bigEndian(bigEndian) {}

  std::uint64_t size() const { return m_bytes.size(); }
  const std::string& subject() const { return m_subject; }
  void setBigEndian(bool bigEndian) { m_bigEndian = bigEndian; }

  /// The unsigned number of count (1 to 8) bytes at offset.
  std::uint64_t number(std::uint64_t offset, unsigned count) const {
    require(offset, count);
    std::uint64_t value = 0;
    for (unsigned i = 0; i < count; ++i)
      value = value << 8 |
              std::to_integer<std::uint64_t>(m_bytes[offset + (m_bigEndian ? i : count - 1 - i)]);
    return value;
  }
  std::uint64_t u8(std::uint64_t offset) const { return number(offset, 1); }
  std::uint64_t u16(std::uint64_t offset) const { return number(offset, 2); }
  std::uint64_t u32(std::uint64_t offset) const { return number(offset, 4); }
  std::string text(std::uint64_t offset, std::uint64_t count) const {
    const auto part = this->part(offset, count);
    return {reinterpret_cast<const char*>(part.data()), part.size()};
  }
  std::span<const std::byte> part(std::uint64_t offset, std::uint64_t count) const {
    require(offset, count);
    return m_bytes.subspan(offset, count);
  }

  void require(std::uint64_t offset, std::uint64_t count) const {
    if (offset > size() || count > size() - offset) throwCutOff();
  }
  [[noreturn]] void throwCutOff() const {
    throw BrokenFile(m_subject, "the file is cut off", "copy it again from its source");
  }
  [[noreturn]] void throwBroken(const std::string& problem) const {
    throw BrokenFile(m_subject, problem, "copy it again from its source");
  }

 private:
  std::span<const std::byte> m_bytes;
  std::string m_subject;
  bool m_bigEndian;
};

}  // namespace rho::image
