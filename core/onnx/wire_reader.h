// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

namespace rho::onnx {

/// A file of protocol buffers, read in pieces through one small window: a message of gigabytes is
/// never in memory as a whole, and its tensors go straight to where they stay. Own code rather than
/// libprotobuf, because LibTorch exports the symbols of another version of it, and because that
/// keeps a model twice in memory and ends at 2 GB.
class WireFile {
 public:
  /// Throws as requireFile.
  explicit WireFile(const std::filesystem::path& path);

  const std::string& subject() const { return m_subject; }
  std::uint64_t size() const { return m_size; }

  /// Copies bytes that lie within the file. Throws BrokenFile where the disk fails.
  void read(std::uint64_t offset, void* target, std::uint64_t length);
  std::uint8_t byte(std::uint64_t offset);
  /// Counts a part of the file that takes memory of its own. Throws RefusedFile beyond what any
  /// network has: two bytes of a hostile file could otherwise take hundreds.
  void countPart();

 private:
  std::string m_subject;
  std::uint64_t m_size = 0;
  std::ifstream m_stream;
  std::vector<char> m_window;
  std::uint64_t m_windowBegin = 0, m_windowEnd = 0;
  std::uint64_t m_parts = 0;
};

/// A place in the file.
struct ByteRange {
  std::uint64_t offset = 0, length = 0;
};

/// One field of a message: a number, or the place of its content.
struct Field {
  std::uint32_t number = 0;
  bool isNumber = false;    ///< else content
  std::uint64_t value = 0;  ///< of a number: its bits
  ByteRange content;

  std::int64_t integer() const { return static_cast<std::int64_t>(value); }
  float single() const;  ///< of a fixed 32-bit number
};

/// Goes over the fields of one message (https://protobuf.dev/programming-guides/encoding). Every
/// method throws BrokenFile for a message that is cut off or no message, RefusedFile for one that
/// is nested beyond reason.
class WireReader {
 public:
  explicit WireReader(WireFile& file) : WireReader(file, {0, file.size()}, 0) {}

  /// The next field, or nothing at the end of the message.
  std::optional<Field> next();

  std::string text(const Field& field) const;
  WireReader message(const Field& field) const;
  /// Appends a repeated integer, packed or not.
  void integers(const Field& field, std::vector<std::int64_t>& values) const;
  /// Appends a repeated 32-bit float, packed or not.
  void singles(const Field& field, std::vector<float>& values) const;

  WireFile& file() const { return *m_file; }

 private:
  WireReader(WireFile& file, ByteRange range, int depth);
  std::uint64_t varint();
  std::uint64_t fixed(std::uint64_t bytes);
  const Field& content(const Field& field) const;

  WireFile* m_file;
  std::uint64_t m_position, m_end;
  int m_depth;
};

}  // namespace rho::onnx
