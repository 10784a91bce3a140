// SPDX-License-Identifier: Apache-2.0
#include "image/npy_header.h"

#include <fmt/format.h>

#include <array>
#include <bit>
#include <charconv>
#include <string_view>

#include "base/error.h"

namespace rho::image {

namespace {

constexpr std::string_view magic = "\x93NUMPY";
constexpr char nativeOrder = std::endian::native == std::endian::little ? '<' : '>';

struct TypeCode {
  std::string_view code;  // kind and bytes, as in NumPy's descr
  ArrayType type;
};
constexpr std::array<TypeCode, 12> typeCodes = {{{"u1", ArrayType::u8},
                                                 {"u2", ArrayType::u16},
                                                 {"u4", ArrayType::u32},
                                                 {"u8", ArrayType::u64},
                                                 {"i1", ArrayType::i8},
                                                 {"i2", ArrayType::i16},
                                                 {"i4", ArrayType::i32},
                                                 {"i8", ArrayType::i64},
                                                 {"f2", ArrayType::f16},
                                                 {"f4", ArrayType::f32},
                                                 {"f8", ArrayType::f64},
                                                 {"b1", ArrayType::boolean}}};

/// The Python literal of a .npy header, read field by field. The subject names the file in errors.
class HeaderText {
 public:
  HeaderText(std::string_view text, const std::string& subject)
      : m_text(text), m_subject(subject) {}

  /// What follows 'key': without leading blanks.
  std::string_view after(const std::string& key) const {
    auto at = m_text.find(fmt::format("'{}'", key));
    if (at != std::string_view::npos) at = m_text.find(':', at + key.size() + 2);
    if (at != std::string_view::npos) at = m_text.find_first_not_of(' ', at + 1);
    if (at == std::string_view::npos) fail("lacks '" + key + "'");
    return m_text.substr(at);
  }

  std::string_view quoted(const std::string& key) const {
    const auto rest = after(key);
    if (rest.front() == '[')
      throw UnknownFormat(m_subject, "its elements are records, not numbers",
                          "save one field of it");
    const auto end = rest.find('\'', 1);
    if (rest.front() != '\'' || end == std::string_view::npos) fail("has a damaged '" + key + "'");
    return rest.substr(1, end - 1);
  }

  bool boolean(const std::string& key) const {
    const auto rest = after(key);
    if (rest.starts_with("True")) return true;
    if (!rest.starts_with("False")) fail("has a damaged '" + key + "'");
    return false;
  }

  std::vector<std::int64_t> tuple(const std::string& key) const {
    const auto rest = after(key);
    const auto end = rest.find(')');
    if (rest.front() != '(' || end == std::string_view::npos) fail("has a damaged '" + key + "'");
    std::vector<std::int64_t> values;
    const char* at = rest.data() + 1;
    const char* last = rest.data() + end;
    const auto skip = [&](std::string_view blanks) {
      while (at < last && blanks.find(*at) != std::string_view::npos) ++at;
    };
    for (skip(" "); at < last; skip(" ,L")) {  // Python 2 wrote long integers as 3L
      std::int64_t value = 0;
      const auto [next, error] = std::from_chars(at, last, value);
      if (error != std::errc() || value < 0) fail("has a damaged '" + key + "'");
      values.push_back(value);
      at = next;
    }
    return values;
  }

  [[noreturn]] void fail(const std::string& problem) const {
    throw BrokenFile(m_subject, "its array header " + problem, "save the array again");
  }

 private:
  std::string_view m_text;
  const std::string& m_subject;
};

void readType(std::string_view descr, const std::string& subject, NpyLayout& layout) {
  if (descr.find('O') != std::string_view::npos)
    throw RefusedFile(subject, "holds Python objects, and reading those can run code",
                      "save it as an array of numbers");
  const char order = descr.empty() ? '?' : descr.front();
  for (const auto& [code, type] : typeCodes) {
    if (descr.size() != 3 || descr.substr(1) != code) continue;
    if (order != '<' && order != '>' && order != '|' && order != '=') break;
    layout.header.type = type;
    layout.swapped = sizeOf(type) > 1 && (order == '<' || order == '>') && order != nativeOrder;
    return;
  }
  throw UnknownFormat(subject, "its elements are of the type '" + std::string(descr) + "'",
                      "save them as integers or as floats of 16, 32 or 64 bits");
}

std::uint64_t bytesOf(const ArrayHeader& header, const std::string& subject) {
  if (header.shape.size() > 32) throw BrokenFile(subject, "its array has more than 32 axes");
  std::uint64_t bytes = sizeOf(header.type);
  for (const auto extent : header.shape) {
    if (extent == 0) return 0;
    if (static_cast<std::uint64_t>(extent) > maxArrayBytes / bytes)
      throw RefusedFile(
          subject,
          "promises more than the limit of " + std::to_string(maxArrayBytes >> 30) + " GiB",
          "check where it comes from, or split it");
    bytes *= static_cast<std::uint64_t>(extent);
  }
  return bytes;
}

}  // namespace

NpyLayout parseNpyHeader(std::span<const std::byte> head, const std::string& subject) {
  const std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
  if (!text.starts_with(magic)) throw UnknownFormat(subject, "not a NumPy array");
  const HeaderText whole(text, subject);
  if (text.size() < 12) whole.fail("is cut off");
  const auto byteAt = [&](std::size_t i) { return std::to_integer<std::uint64_t>(head[i]); };
  const auto version = byteAt(6);
  if (version < 1 || version > 3)
    throw UnknownFormat(subject, "is of NumPy's array format " + std::to_string(version),
                        "formats 1 to 3 are known");
  std::uint64_t length = byteAt(8) | byteAt(9) << 8;
  if (version > 1) length |= byteAt(10) << 16 | byteAt(11) << 24;
  const std::uint64_t start = version == 1 ? 10 : 12;
  if (start + length > maxNpyHeaderBytes)
    throw RefusedFile(subject, "promises a header of " + std::to_string(length) + " bytes");
  if (start + length > text.size()) whole.fail("is cut off");

  const HeaderText fields(text.substr(start, length), subject);
  NpyLayout layout;
  readType(fields.quoted("descr"), subject, layout);
  layout.fortranOrder = fields.boolean("fortran_order");
  layout.header.shape = fields.tuple("shape");
  layout.dataOffset = start + length;
  layout.dataBytes = bytesOf(layout.header, subject);
  return layout;
}

std::string npyHeaderOf(const Array& array) {
  std::string shape;
  for (const auto extent : array.shape) shape += std::to_string(extent) + ", ";
  if (array.shape.size() > 1) shape.resize(shape.size() - 2);
  if (array.shape.size() == 1) shape.pop_back();  // a tuple of one keeps its comma
  std::string_view code;
  for (const auto& known : typeCodes)
    if (known.type == array.type) code = known.code;
  const char order = sizeOf(array.type) > 1 ? nativeOrder : '|';
  std::string text = std::string("{'descr': '") + order + std::string(code) +
                     "', 'fortran_order': False, 'shape': (" + shape + "), }";
  text.append(63 - (10 + text.size()) % 64, ' ');
  text += '\n';
  std::string header(magic);
  header +=
      {'\x01', '\x00', static_cast<char>(text.size() & 255), static_cast<char>(text.size() >> 8)};
  return header + text;
}

}  // namespace rho::image
