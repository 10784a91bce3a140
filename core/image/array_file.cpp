// SPDX-License-Identifier: Apache-2.0
// .npy and .npz files: every size is compared with what the file holds before memory is taken.
#include <algorithm>
#include <fstream>

#include "base/error.h"
#include "base/file.h"
#include "base/zip_archive.h"
#include "image/npy_header.h"

namespace rho::image {

namespace {

using Bytes = std::vector<std::byte>;

void swapBytes(Bytes& bytes, std::size_t size) {
  for (auto at = bytes.begin(); at != bytes.end(); at += static_cast<std::ptrdiff_t>(size))
    std::reverse(at, at + static_cast<std::ptrdiff_t>(size));
}

/// Reorders values whose first axis runs fastest, so that the last one does.
Bytes toCOrder(const Bytes& source, const ArrayHeader& header) {
  const auto& shape = header.shape;
  const std::size_t size = sizeOf(header.type);
  std::vector<std::size_t> strides(shape.size(), size);
  for (std::size_t axis = 1; axis < shape.size(); ++axis)
    strides[axis] = strides[axis - 1] * static_cast<std::size_t>(shape[axis - 1]);
  Bytes target(source.size());
  std::vector<std::int64_t> position(shape.size(), 0);
  std::size_t from = 0;
  for (std::size_t to = 0; to < target.size(); to += size) {
    std::copy_n(source.data() + from, size, target.data() + to);
    for (std::size_t axis = shape.size(); axis-- > 0;) {
      from += strides[axis];
      if (++position[axis] < shape[axis]) break;
      from -= strides[axis] * static_cast<std::size_t>(shape[axis]);
      position[axis] = 0;
    }
  }
  return target;
}

Array decode(const NpyLayout& layout, Bytes bytes) {
  if (layout.swapped) swapBytes(bytes, sizeOf(layout.header.type));
  if (layout.fortranOrder && layout.header.shape.size() > 1) bytes = toCOrder(bytes, layout.header);
  return {layout.header.type, layout.header.shape, std::move(bytes)};
}

/// The part of an array's bytes that holds one item of a C-ordered array.
struct ItemRange {
  NpyLayout layout;  // of the item
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

ItemRange itemRange(const NpyLayout& layout, std::int64_t index, const std::string& subject) {
  const auto& shape = layout.header.shape;
  if (shape.empty()) throw InvalidInput(subject, "holds one value, not a list of items");
  if (index < 0 || index >= shape.front())
    throw InvalidInput(subject, "has no item " + std::to_string(index),
                       "it holds " + std::to_string(shape.front()) + ", counted from 0");
  ItemRange range{layout, 0, 0};
  range.layout.header.shape.erase(range.layout.header.shape.begin());
  range.layout.dataBytes = layout.dataBytes / static_cast<std::uint64_t>(shape.front());
  range.begin = range.layout.dataBytes * static_cast<std::uint64_t>(index);
  range.end = range.begin + range.layout.dataBytes;
  return range;
}

[[noreturn]] void throwCutOff(const std::string& subject) {
  throw BrokenFile(subject, "ends before the last value that its header promises",
                   "copy the file again");
}

/// A .npy file whose header is read and whose size fits it.
class NpyFile {
 public:
  explicit NpyFile(const std::filesystem::path& path) : m_subject(path.string()) {
    const std::string head = readHead(path, maxNpyHeaderBytes);
    m_layout = parseNpyHeader(std::as_bytes(std::span(head)), m_subject);
    if (std::filesystem::file_size(path) < m_layout.dataOffset + m_layout.dataBytes)
      throwCutOff(m_subject);
    m_stream.open(path, std::ios::binary);
  }
  const NpyLayout& layout() const { return m_layout; }
  const std::string& subject() const { return m_subject; }

  Bytes bytes(std::uint64_t begin, std::uint64_t end) {
    Bytes result(end - begin);
    m_stream.seekg(static_cast<std::streamoff>(m_layout.dataOffset + begin));
    m_stream.read(reinterpret_cast<char*>(result.data()),
                  static_cast<std::streamsize>(result.size()));
    if (!m_stream) throwCutOff(m_subject);
    return result;
  }

 private:
  std::string m_subject;
  NpyLayout m_layout;
  std::ifstream m_stream;
};

/// One member of a .npz file whose header is read and whose size fits it.
class NpzMember {
 public:
  NpzMember(const std::filesystem::path& path, const std::string& name)
      : m_zip(path), m_entry(name + ".npy"), m_subject(path.string() + ":" + name) {
    if (!m_zip.contains(m_entry)) throwUnknownName(path, name);
    m_layout = parseNpyHeader(m_zip.readHead(m_entry, maxNpyHeaderBytes), m_subject);
    if (m_zip.size(m_entry) < m_layout.dataOffset + m_layout.dataBytes) throwCutOff(m_subject);
  }
  const NpyLayout& layout() const { return m_layout; }
  const std::string& subject() const { return m_subject; }

  Bytes allBytes() const {
    Bytes bytes = m_zip.read(m_entry, maxArrayBytes + maxNpyHeaderBytes);
    bytes.erase(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(m_layout.dataOffset));
    bytes.resize(m_layout.dataBytes);
    return bytes;
  }

  Bytes bytes(std::uint64_t begin, std::uint64_t end) const {
    if (end == m_layout.dataBytes) {
      const Bytes all = allBytes();
      return {all.begin() + static_cast<std::ptrdiff_t>(begin), all.end()};
    }
    const Bytes head = m_zip.readHead(m_entry, m_layout.dataOffset + end);
    if (head.size() < m_layout.dataOffset + end) throwCutOff(m_subject);
    return {head.begin() + static_cast<std::ptrdiff_t>(m_layout.dataOffset + begin), head.end()};
  }

 private:
  [[noreturn]] static void throwUnknownName(const std::filesystem::path& path,
                                            const std::string& name) {
    std::string known;
    for (const auto& other : npzNames(path)) known += (known.empty() ? "" : ", ") + other;
    throw InvalidInput(path.string(), "has no array '" + name + "'", "it has " + known);
  }

  ZipReader m_zip;
  std::string m_entry;
  std::string m_subject;
  NpyLayout m_layout;
};

}  // namespace

Array readNpy(const std::filesystem::path& path) {
  NpyFile file(path);
  return decode(file.layout(), file.bytes(0, file.layout().dataBytes));
}

ArrayHeader readNpyHeader(const std::filesystem::path& path) {
  return NpyFile(path).layout().header;
}

Array readNpyItem(const std::filesystem::path& path, std::int64_t index) {
  NpyFile file(path);
  const auto range = itemRange(file.layout(), index, file.subject());
  if (file.layout().fortranOrder)
    return decode(file.layout(), file.bytes(0, file.layout().dataBytes)).item(index);
  return decode(range.layout, file.bytes(range.begin, range.end));
}

std::vector<std::string> npzNames(const std::filesystem::path& path) {
  constexpr std::string_view suffix = ".npy";
  const ZipReader zip(path);
  std::vector<std::string> names;
  for (const auto& entry : zip.names())
    if (entry.ends_with(suffix)) names.push_back(entry.substr(0, entry.size() - suffix.size()));
  if (names.empty()) throw UnknownFormat(path.string(), "a zip file without NumPy arrays");
  return names;
}

Array readNpz(const std::filesystem::path& path, const std::string& name) {
  const NpzMember member(path, name);
  return decode(member.layout(), member.allBytes());
}

ArrayHeader readNpzHeader(const std::filesystem::path& path, const std::string& name) {
  return NpzMember(path, name).layout().header;
}

Array readNpzItem(const std::filesystem::path& path, const std::string& name, std::int64_t index) {
  const NpzMember member(path, name);
  const auto range = itemRange(member.layout(), index, member.subject());
  if (member.layout().fortranOrder) return decode(member.layout(), member.allBytes()).item(index);
  return decode(range.layout, member.bytes(range.begin, range.end));
}

void writeNpz(const std::filesystem::path& path, const std::vector<NamedArray>& arrays) {
  ZipWriter zip(path);
  for (const auto& [name, array] : arrays) {
    const std::string header = npyHeaderOf(array);
    const auto headerBytes = std::as_bytes(std::span(header));
    Bytes content(headerBytes.begin(), headerBytes.end());
    content.insert(content.end(), array.bytes.begin(), array.bytes.end());
    zip.add(name + ".npy", content);
  }
  zip.close();
}

}  // namespace rho::image
