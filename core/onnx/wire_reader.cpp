// SPDX-License-Identifier: Apache-2.0
#include "onnx/wire_reader.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/error.h"
#include "base/file.h"
#include "base/file_bounds.h"

namespace rho::onnx {

static_assert(std::endian::native == std::endian::little, "numbers are read without swapping");

namespace {
constexpr std::uint64_t windowBytes = 1 << 16;
constexpr std::uint64_t mostParts = 1 << 21;
constexpr int deepest = 64;
constexpr std::uint64_t longestText = 1 << 24;
}  // namespace

float Field::single() const { return std::bit_cast<float>(static_cast<std::uint32_t>(value)); }

WireFile::WireFile(const std::filesystem::path& path)
    : m_subject(path.string()), m_window(windowBytes) {
  requireFile(path);
  m_size = std::filesystem::file_size(path);
  m_stream.rdbuf()->pubsetbuf(nullptr, 0);
  m_stream.open(path, std::ios::binary);
}

void WireFile::read(std::uint64_t offset, void* target, std::uint64_t length) {
  m_stream.clear();
  m_stream.seekg(static_cast<std::streamoff>(offset));
  m_stream.read(static_cast<char*>(target), static_cast<std::streamsize>(length));
  if (!m_stream) throw BrokenFile(m_subject, "could not be read to its end", "check the disk");
}

std::uint8_t WireFile::byte(std::uint64_t offset) {
  if (offset < m_windowBegin || offset >= m_windowEnd) {
    const auto length = std::min(windowBytes, m_size - offset);
    read(offset, m_window.data(), length);
    m_windowBegin = offset;
    m_windowEnd = offset + length;
  }
  return static_cast<std::uint8_t>(m_window[offset - m_windowBegin]);
}

void WireFile::countPart() {
  if (++m_parts > mostParts)
    throw RefusedFile(m_subject, "consists of more parts than any network", "do not use this file");
}

WireReader::WireReader(WireFile& file, ByteRange range, int depth)
    : m_file(&file), m_position(range.offset), m_end(range.offset + range.length), m_depth(depth) {
  if (depth > deepest)
    throw RefusedFile(file.subject(), "its messages are nested beyond reason",
                      "do not use this file");
}

std::uint64_t WireReader::varint() {
  std::uint64_t value = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    if (m_position >= m_end) throwBeyondFile(m_file->subject(), "a number", 1, 0);
    const std::uint64_t byte = m_file->byte(m_position++);
    value |= (byte & 0x7f) << shift;
    if (!(byte & 0x80)) return value;
  }
  throw BrokenFile(m_file->subject(), "is no ONNX model: a number has more than 64 bits",
                   "copy the file again from its source");
}

std::uint64_t WireReader::fixed(std::uint64_t bytes) {
  if (bytes > m_end - m_position)
    throwBeyondFile(m_file->subject(), "a number", bytes, m_end - m_position);
  std::uint64_t value = 0;
  for (std::uint64_t i = 0; i < bytes; ++i)
    value |= static_cast<std::uint64_t>(m_file->byte(m_position++)) << (8 * i);
  return value;
}

std::optional<Field> WireReader::next() {
  if (m_position == m_end) return std::nullopt;
  const auto tag = varint();
  Field field;
  field.number = static_cast<std::uint32_t>(tag >> 3);
  const auto type = tag & 7;
  field.isNumber = type != 2;
  switch (type) {
    case 0:
      field.value = varint();
      break;
    case 1:
      field.value = fixed(8);
      break;
    case 5:
      field.value = fixed(4);
      break;
    case 2: {
      const auto length = varint();
      if (length > m_end - m_position)
        throwBeyondFile(m_file->subject(), "a part of it", length, m_end - m_position);
      field.content = {m_position, length};
      m_position += length;
      break;
    }
    default:
      throw BrokenFile(m_file->subject(), "is no ONNX model, or damaged",
                       "export it again, or copy it again from its source");
  }
  return field;
}

const Field& WireReader::content(const Field& field) const {
  if (field.isNumber)
    throw BrokenFile(m_file->subject(), "is damaged: a number stands where a part should be",
                     "copy the file again from its source");
  m_file->countPart();
  return field;
}

std::string WireReader::text(const Field& field) const {
  const auto& range = content(field).content;
  if (range.length > longestText)
    throw RefusedFile(m_file->subject(), "holds a name of unreasonable length",
                      "do not use this file");
  std::string text(range.length, '\0');
  for (std::uint64_t i = 0; i < range.length; ++i)
    text[i] = static_cast<char>(m_file->byte(range.offset + i));
  return text;
}

WireReader WireReader::message(const Field& field) const {
  return WireReader(*m_file, content(field).content, m_depth + 1);
}

void WireReader::integers(const Field& field, std::vector<std::int64_t>& values) const {
  if (field.isNumber) {
    values.push_back(field.integer());
    return;
  }
  WireReader packed(*m_file, field.content, m_depth);
  while (packed.m_position < packed.m_end)
    values.push_back(static_cast<std::int64_t>(packed.varint()));
}

void WireReader::singles(const Field& field, std::vector<float>& values) const {
  if (field.isNumber) {
    values.push_back(field.single());
    return;
  }
  if (field.content.length % sizeof(float) != 0)
    throw BrokenFile(m_file->subject(), "a list of numbers ends within one",
                     "copy the file again from its source");
  const auto before = values.size();
  values.resize(before + field.content.length / sizeof(float));
  m_file->read(field.content.offset, values.data() + before, field.content.length);
}

}  // namespace rho::onnx
