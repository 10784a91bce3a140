// SPDX-License-Identifier: Apache-2.0
#include "dicom/dicom_file.h"

#include <fmt/format.h>
#include <zlib.h>

#include <fstream>

#include "base/error.h"
#include "base/file.h"
#include "dicom/element_parser.h"

namespace rho::dicom {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t preambleBytes = 128;
constexpr std::size_t maxInflatedBytes = std::size_t{1} << 30;

bool hasMark(std::string_view head) {
  return head.size() >= preambleBytes + 4 && head.substr(preambleBytes, 4) == "DICM";
}

std::string_view textOf(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::vector<std::byte> inflated(std::span<const std::byte> packed, const std::string& subject) {
  z_stream stream{};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) throw std::bad_alloc();
  const std::unique_ptr<z_stream, decltype(&inflateEnd)> ends(&stream, &inflateEnd);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(packed.data()));
  stream.avail_in = static_cast<uInt>(std::min<std::size_t>(packed.size(), UINT32_MAX));
  std::vector<std::byte> bytes;
  std::vector<std::byte> piece(std::size_t{1} << 16);
  int state = Z_OK;
  while (state == Z_OK) {
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = static_cast<uInt>(piece.size());
    state = inflate(&stream, Z_NO_FLUSH);
    bytes.insert(bytes.end(), piece.begin(),
                 piece.end() - static_cast<std::ptrdiff_t>(stream.avail_out));
    if (bytes.size() > maxInflatedBytes) throw RefusedFile(subject, "inflates to more than 1 GiB");
  }
  if (state != Z_STREAM_END && state != Z_BUF_ERROR)
    throw BrokenFile(subject, "its deflated data set is damaged", "copy it again from its source");
  return bytes;
}

/// Without group 2 the data set itself shows how it is written: a VR of two capitals, or none.
TransferSyntax guessedSyntax(std::span<const std::byte> rest) {
  const auto isCapital = [&](std::size_t at) {
    const auto letter = std::to_integer<unsigned char>(rest[at]);
    return letter >= 'A' && letter <= 'Z';
  };
  const bool isExplicit = rest.size() >= 6 && isCapital(4) && isCapital(5);
  const bool isBigEndian = isExplicit && rest[0] == std::byte{0};
  if (isBigEndian) return transferSyntaxOf("1.2.840.10008.1.2.2");
  return transferSyntaxOf(isExplicit ? explicitLittleEndian : implicitLittleEndian);
}

class FileParser {
 public:
  FileParser(std::vector<std::byte> bytes, const std::string& source) {
    m_file.source = source;
    m_file.bytes = std::make_shared<const std::vector<std::byte>>(std::move(bytes));
  }

  enum class Part { all, header, headerOfBeginning };

  /// Throws CutOff where the data set runs past the end of the bytes.
  DicomFile parse(Part wanted) {
    const auto head = textOf(*m_file.bytes);
    if (!looksLikeDicom(head))
      throw UnknownFormat(m_file.source, "no DICOM file", "check where it comes from");
    m_file.hasPreamble = hasMark(head);
    parseMeta();
    ElementParser parser(*m_file.bytes, m_at, m_file.source, m_file.syntax);
    m_file.data = wanted == Part::all ? parser.parseData() : parser.parseHeader();
    if (wanted == Part::headerOfBeginning && !parser.reachedPixels())
      throw CutOff{parser.position()};
    m_file.pixels = std::move(parser.pixels());
    return std::move(m_file);
  }

 private:
  void parseMeta() {
    m_at = m_file.hasPreamble ? preambleBytes + 4 : 0;
    ElementParser parser(*m_file.bytes, m_at, m_file.source,
                         transferSyntaxOf(explicitLittleEndian));
    m_file.meta = parser.parseMeta();
    m_at = parser.position();
    const auto uid = m_file.meta.text(tags::transferSyntax);
    const std::span<const std::byte> rest = std::span(*m_file.bytes).subspan(m_at);
    m_file.syntax = uid.empty() ? guessedSyntax(rest) : transferSyntaxOf(uid);
    if (uid.empty())
      m_file.notes.push_back("it names no transfer syntax; taken as " + m_file.syntax.name);
    if (!m_file.syntax.isDeflated) return;
    m_file.bytes = std::make_shared<const std::vector<std::byte>>(inflated(rest, m_file.source));
    m_at = 0;
  }

  DicomFile m_file;
  std::size_t m_at = 0;
};

[[noreturn]] void throwCutOff(const std::string& source) {
  throw BrokenFile(source, "the file is cut off", "copy it again from its source");
}

std::vector<std::byte> readUpTo(const fs::path& path, std::size_t count) {
  std::ifstream stream(path, std::ios::binary);
  std::vector<std::byte> bytes(count);
  stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(count));
  bytes.resize(static_cast<std::size_t>(stream.gcount()));
  return bytes;
}

}  // namespace

bool looksLikeDicom(std::string_view head) {
  if (hasMark(head)) return true;
  if (head.size() < 8) return false;
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(head[i]); };
  const bool little = (at(0) == 8 || at(0) == 2) && at(1) == 0 && at(3) == 0;
  const bool big = at(0) == 0 && (at(1) == 8 || at(1) == 2) && at(2) == 0;
  const auto isCapital = [&](std::size_t i) { return at(i) >= 'A' && at(i) <= 'Z'; };
  const bool hasVr = isCapital(4) && isCapital(5);
  // Implicit: the length of the first attribute of group 8 is short.
  const bool hasLength = at(5) == 0 && at(6) == 0 && at(7) == 0 && at(4) <= 64;
  return (little && (hasVr || hasLength)) || (big && hasVr);
}

DicomFile parseDicom(std::vector<std::byte> bytes, const std::string& source) {
  try {
    return FileParser(std::move(bytes), source).parse(FileParser::Part::all);
  } catch (const CutOff&) {
    throwCutOff(source);
  }
}

DicomFile readDicomFile(const fs::path& path) {
  return parseDicom(readFile(path, maxFileBytes), path.string());
}

DicomFile readDicomHeader(const fs::path& path) {
  requireFile(path);
  const std::uintmax_t size = fs::file_size(path);
  for (std::size_t count = std::size_t{1} << 16;; count *= 8) {
    const bool isWhole = count >= size;
    try {
      return FileParser(readUpTo(path, isWhole ? size : count), path.string())
          .parse(isWhole ? FileParser::Part::header : FileParser::Part::headerOfBeginning);
    } catch (const CutOff&) {
      if (isWhole || count > maxFileBytes) throwCutOff(path.string());
    }
  }
}

}  // namespace rho::dicom
