// SPDX-License-Identifier: Apache-2.0
#include "dicom/write_dicom.h"

#include <algorithm>

#include "base/error.h"
#include "base/file.h"
#include "base/resources.h"
#include "dicom/uid.h"

namespace rho::dicom {

namespace {

constexpr std::uint32_t undefinedLength = 0xffffffff;

void append(std::string& out, std::uint32_t value, int count) {
  for (int i = 0; i < count; ++i) out += static_cast<char>(value >> 8 * i & 0xff);
}

void append(std::string& out, Tag tag) {
  append(out, tag.group, 2);
  append(out, tag.element, 2);
}

bool hasShortLength(const std::string& vr) {
  static const std::vector<std::string> list = {"AE", "AS", "AT", "CS", "DA", "DS", "DT",
                                                "FD", "FL", "IS", "LO", "LT", "PN", "SH",
                                                "SL", "SS", "ST", "TM", "UI", "UL", "US"};
  return std::find(list.begin(), list.end(), vr) != list.end();
}

bool isText(const std::string& vr) {
  static const std::vector<std::string> list = {"AE", "AS", "CS", "DA", "DS", "DT", "IS", "LO",
                                                "LT", "PN", "SH", "ST", "TM", "UC", "UR", "UT"};
  return std::find(list.begin(), list.end(), vr) != list.end();
}

/// What is too long for its VR's length becomes UN, as the standard wants it (PS3.5, 6.2.2).
void appendHead(std::string& out, Tag tag, std::string vr, std::uint32_t length) {
  if (hasShortLength(vr) && length > 0xffff) vr = "UN";
  append(out, tag);
  out += vr;
  if (hasShortLength(vr)) return append(out, length, 2);
  append(out, 0, 2);
  append(out, length, 4);
}

std::string itemsOf(const Element& sequence) {
  std::string out;
  for (const auto& item : sequence.items) {
    const auto content = encoded(item);
    append(out, tags::item);
    append(out, static_cast<std::uint32_t>(content.size()), 4);
    out += content;
  }
  return out;
}

std::string padded(std::string value, const std::string& vr) {
  if (value.size() % 2 == 1) value += isText(vr) ? ' ' : '\0';
  return value;
}

void appendNative(std::string& out, const DicomFile& file) {
  const auto part = file.part(file.pixels->native);
  std::string bytes(reinterpret_cast<const char*>(part.data()), part.size());
  const auto allocated = file.data.integer(tags::bitsAllocated).value_or(8);
  const std::size_t word = file.pixels->vr == "OB" ? 1 : allocated == 32 ? 4 : 2;
  if (file.syntax.isBigEndian && word > 1)
    for (std::size_t at = 0; at + word <= bytes.size(); at += word)
      std::reverse(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                   bytes.begin() + static_cast<std::ptrdiff_t>(at + word));
  bytes = padded(std::move(bytes), "OB");
  appendHead(out, tags::pixelData, file.pixels->vr == "OB" ? "OB" : "OW",
             static_cast<std::uint32_t>(bytes.size()));
  out += bytes;
}

void appendFragments(std::string& out, const DicomFile& file) {
  appendHead(out, tags::pixelData, "OB", undefinedLength);
  append(out, tags::item);
  append(out, static_cast<std::uint32_t>(4 * file.pixels->starts.size()), 4);
  for (const auto start : file.pixels->starts) append(out, static_cast<std::uint32_t>(start), 4);
  for (const auto& fragment : file.pixels->fragments) {
    const auto part = file.part(fragment);
    append(out, tags::item);
    append(out, static_cast<std::uint32_t>(part.size()), 4);
    out.append(reinterpret_cast<const char*>(part.data()), part.size());
  }
  append(out, tags::sequenceEnd);
  append(out, 0, 4);
}

std::string metaOf(const DataSet& data, const std::string& syntax) {
  DataSet meta;
  meta.elements()[{0x0002, 0x0001}] = {"OB", std::string("\0\1", 2), {}};
  meta.setText({0x0002, 0x0002}, "UI", data.text(tags::sopClass));
  meta.setText({0x0002, 0x0003}, "UI", data.text(tags::sopInstance));
  meta.setText(tags::transferSyntax, "UI", syntax);
  meta.setText({0x0002, 0x0012}, "UI", uidOf("Rhoscope"));
  meta.setText({0x0002, 0x0013}, "SH", ("RHOSCOPE " + version()).substr(0, 16));
  const auto content = encoded(meta);
  std::string out(128, '\0');
  out += "DICM";
  appendHead(out, {0x0002, 0x0000}, "UL", 4);
  append(out, static_cast<std::uint32_t>(content.size()), 4);
  return out + content;
}

void requireIdentity(const DataSet& data) {
  if (data.text(tags::sopClass).empty() || data.text(tags::sopInstance).empty())
    throw InvalidInput("export", "a DICOM file needs a SOP class and a SOP instance");
}

}  // namespace

std::string encoded(const DataSet& data) {
  std::string out;
  for (const auto& [tag, element] : data.elements()) {
    const auto value = element.vr == "SQ" ? itemsOf(element) : padded(element.bytes, element.vr);
    appendHead(out, tag, element.vr, static_cast<std::uint32_t>(value.size()));
    out += value;
  }
  return out;
}

std::string fileBytes(const DataSet& data) {
  requireIdentity(data);
  return metaOf(data, explicitLittleEndian) + encoded(data);
}

void writeDicom(const std::filesystem::path& path, const DicomFile& file) {
  requireIdentity(file.data);
  const bool isPacked = file.pixels && file.pixels->isEncapsulated;
  std::string out = metaOf(file.data, isPacked ? file.syntax.uid : explicitLittleEndian);
  out += encoded(file.data);
  if (isPacked)
    appendFragments(out, file);
  else if (file.pixels)
    appendNative(out, file);
  writeFileAtomically(path, out);
}

void writeDicom(const std::filesystem::path& path, const DataSet& data) {
  writeFileAtomically(path, fileBytes(data));
}

}  // namespace rho::dicom
