// SPDX-License-Identifier: Apache-2.0
#include "dicom/element_parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "dicom/dictionary.h"

namespace rho::dicom {

namespace {

constexpr std::uint32_t undefinedLength = 0xffffffff;

bool hasLongLength(const std::string& vr) {
  static const std::vector<std::string> list = {"OB", "OD", "OF", "OL", "OV", "OW", "SQ",
                                                "SV", "UC", "UN", "UR", "UT", "UV"};
  return std::find(list.begin(), list.end(), vr) != list.end();
}

bool isVr(const std::string& vr) {
  static const std::vector<std::string> shorts = {"AE", "AS", "AT", "CS", "DA", "DS", "DT",
                                                  "FD", "FL", "IS", "LO", "LT", "PN", "SH",
                                                  "SL", "SS", "ST", "TM", "UI", "UL", "US"};
  return hasLongLength(vr) || std::find(shorts.begin(), shorts.end(), vr) != shorts.end();
}

/// Bytes of one number of a value, 1 for text.
std::size_t wordOf(const std::string& vr) {
  if (vr == "US" || vr == "SS" || vr == "OW" || vr == "AT") return 2;
  if (vr == "UL" || vr == "SL" || vr == "FL" || vr == "OF" || vr == "OL") return 4;
  if (vr == "FD" || vr == "OD" || vr == "SV" || vr == "UV" || vr == "OV") return 8;
  return 1;
}

}  // namespace

ElementParser::ElementParser(std::span<const std::byte> bytes, std::size_t at, std::string subject,
                             const TransferSyntax& syntax)
    : m_bytes(bytes),
      m_at(at),
      m_subject(std::move(subject)),
      m_explicit(syntax.isExplicit),
      m_bigEndian(syntax.isBigEndian) {}

void ElementParser::require(std::size_t count) const {
  if (m_at > m_bytes.size() || count > m_bytes.size() - m_at) throw CutOff{m_at};
}

void ElementParser::throwBroken(const std::string& problem) const {
  throw BrokenFile(m_subject, problem, "copy it again from its source");
}

std::uint32_t ElementParser::peek(std::size_t offset, std::size_t count) const {
  require(offset + count);
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < count; ++i)
    value = value << 8 | std::to_integer<std::uint32_t>(
                             m_bytes[m_at + offset + (m_bigEndian ? i : count - 1 - i)]);
  return value;
}

std::uint32_t ElementParser::number(std::size_t count) {
  const auto value = peek(0, count);
  m_at += count;
  return value;
}

Tag ElementParser::tagAt(std::size_t offset) const {
  return {static_cast<std::uint16_t>(peek(offset, 2)),
          static_cast<std::uint16_t>(peek(offset + 2, 2))};
}

void ElementParser::countElement() {
  if (++m_count > maxElements)
    throw RefusedFile(m_subject, fmt::format("has more than {} attributes", maxElements));
}

ElementParser::Head ElementParser::parseHead() {
  Head head;
  head.tag = tagAt(0);
  m_at += 4;
  // Items and their ends carry no VR.
  if (head.tag.group == 0xfffe || !m_explicit) {
    head.length = number(4);
    head.vr = head.tag.group == 0xfffe ? "" : vrOf(head.tag);
    return head;
  }
  parseVrAndLength(head);
  return head;
}

void ElementParser::parseVrAndLength(Head& head) {
  require(4);
  head.vr.assign(reinterpret_cast<const char*>(m_bytes.data() + m_at), 2);
  if (!isVr(head.vr)) {
    // Some writers leave implicit elements in an explicit data set.
    head.vr = vrOf(head.tag);
    head.length = number(4);
    return;
  }
  m_at += 2;
  if (hasLongLength(head.vr)) {
    require(6);
    m_at += 2;
    head.length = number(4);
  } else {
    head.length = number(2);
  }
}

DataSet ElementParser::parseMeta() {
  DataSet meta;
  while (m_bytes.size() - m_at >= 8 && tagAt(0).group == 0x0002) {
    const Head head = parseHead();
    Element element{head.vr, {}, {}};
    parseValue(head, element, m_bytes.size(), 0);
    meta.elements()[head.tag] = std::move(element);
  }
  return meta;
}

DataSet ElementParser::parseData() {
  DataSet data;
  parseInto(data, m_bytes.size(), 0, false);
  return data;
}

DataSet ElementParser::parseHeader() {
  m_stopAtPixels = true;
  return parseData();
}

void ElementParser::parseInto(DataSet& data, std::size_t end, int depth, bool toEndMark) {
  if (depth > maxSequenceDepth)
    throw RefusedFile(m_subject,
                      fmt::format("nests sequences deeper than {} levels", maxSequenceDepth));
  while (m_at < end) {
    // A few bytes of padding after the last attribute are common.
    if (!toEndMark && end - m_at < 8) break;
    const Head head = parseHead();
    if (head.tag == tags::itemEnd) {
      if (toEndMark) return;
      continue;
    }
    if (head.tag == tags::sequenceEnd || head.tag == tags::item) continue;
    countElement();
    const bool isPixels = depth == 0 && head.tag == tags::pixelData;
    m_reachedPixels |= isPixels;
    if (isPixels && m_stopAtPixels) return;
    if (isPixels) {
      parsePixels(head);
      continue;
    }
    Element element{correctedVr(head), {}, {}};
    parseValue(head, element, end, depth);
    data.elements()[head.tag] = std::move(element);
  }
  m_at = std::max(m_at, end);
}

/// The dictionary's VR for UN; the file's own otherwise.
std::string ElementParser::correctedVr(const Head& head) const {
  return head.vr == "UN" && !head.tag.isPrivate() ? vrOf(head.tag) : head.vr;
}

void ElementParser::parseValue(const Head& head, Element& element, std::size_t end, int depth) {
  if (head.vr == "UN" && (head.length == undefinedLength || element.vr == "SQ"))
    return parseUnknownSequence(head, element, end, depth);
  if (element.vr == "SQ" || head.length == undefinedLength || looksLikeItems(head)) {
    element.vr = "SQ";
    return parseItems(head, element, end, depth);
  }
  require(head.length);
  if (head.length > end - m_at)
    throwBroken(fmt::format("attribute {} is longer than what holds it", head.tag.text()));
  element.bytes.assign(reinterpret_cast<const char*>(m_bytes.data() + m_at), head.length);
  m_at += head.length;
  swapValue(element.vr, element.bytes);
}

/// In implicit data sets a private sequence shows only by what it holds.
bool ElementParser::looksLikeItems(const Head& head) const {
  return !m_explicit && head.tag.isPrivate() && head.length >= 8 && m_at + 8 <= m_bytes.size() &&
         tagAt(0) == tags::item;
}

/// What an UN holds is implicit and little-endian, whatever surrounds it (PS3.5, 6.2.2, note).
void ElementParser::parseUnknownSequence(const Head& head, Element& element, std::size_t end,
                                         int depth) {
  const bool wasExplicit = std::exchange(m_explicit, false);
  const bool wasBigEndian = std::exchange(m_bigEndian, false);
  element.vr = "SQ";
  parseItems(head, element, end, depth);
  m_explicit = wasExplicit;
  m_bigEndian = wasBigEndian;
}

void ElementParser::parseItems(const Head& head, Element& element, std::size_t end, int depth) {
  const bool toEndMark = head.length == undefinedLength;
  if (!toEndMark) {
    require(head.length);
    if (head.length > end - m_at)
      throwBroken(fmt::format("sequence {} is longer than what holds it", head.tag.text()));
    end = m_at + head.length;
  }
  while (m_at < end) {
    const Head item = parseHead();
    if (item.tag == tags::sequenceEnd) {
      if (toEndMark) return;
      continue;
    }
    if (item.tag != tags::item)
      throwBroken(fmt::format("sequence {} holds {} where an item was expected", head.tag.text(),
                              item.tag.text()));
    countElement();
    element.items.emplace_back();
    const bool itemToEndMark = item.length == undefinedLength;
    if (!itemToEndMark) require(item.length);
    if (!itemToEndMark && item.length > end - m_at)
      throwBroken(fmt::format("an item of {} is longer than its sequence", head.tag.text()));
    parseInto(element.items.back(), itemToEndMark ? end : m_at + item.length, depth + 1,
              itemToEndMark);
  }
  if (toEndMark) throw CutOff{m_at};
}

void ElementParser::parsePixels(const Head& head) {
  PixelBytes pixels;
  pixels.vr = head.vr;
  if (head.length == undefinedLength) {
    pixels.isEncapsulated = true;
    parseFragments(pixels);
  } else {
    const auto rest = m_bytes.size() - m_at;
    pixels.isCutOff = head.length > rest;
    pixels.native = {m_at, std::min<std::size_t>(head.length, rest)};
    m_at += pixels.native.length;
  }
  m_pixels = std::move(pixels);
}

void ElementParser::parseFragments(PixelBytes& pixels) {
  std::optional<Extent> table;
  while (true) {
    // Without an end mark all fragments may still be there.
    if (m_bytes.size() - m_at < 8) {
      m_at = m_bytes.size();
      break;
    }
    const Head head = parseHead();
    if (head.tag == tags::sequenceEnd) break;
    if (head.tag != tags::item)
      throwBroken(fmt::format("its pixels hold {} where a fragment was expected", head.tag.text()));
    countElement();
    const auto rest = m_bytes.size() - m_at;
    pixels.isCutOff = head.length > rest;
    const Extent extent{m_at, std::min<std::size_t>(head.length, rest)};
    m_at += extent.length;
    if (!table)
      table = extent;
    else
      pixels.fragments.push_back(extent);
  }
  if (table) parseOffsets(pixels, *table);
}

void ElementParser::parseOffsets(PixelBytes& pixels, Extent table) const {
  const auto bytes = m_bytes.subspan(table.offset, table.length);
  for (std::size_t at = 0; at + 4 <= bytes.size(); at += 4) {
    std::uint64_t start = 0;
    for (std::size_t i = 4; i-- > 0;) start = start << 8 | std::to_integer<unsigned>(bytes[at + i]);
    pixels.starts.push_back(start);
  }
}

void ElementParser::swapValue(const std::string& vr, std::string& value) const {
  const auto word = m_bigEndian ? wordOf(vr) : 1;
  if (word == 1) return;
  for (std::size_t at = 0; at + word <= value.size(); at += word)
    std::reverse(value.begin() + static_cast<std::ptrdiff_t>(at),
                 value.begin() + static_cast<std::ptrdiff_t>(at + word));
}

}  // namespace rho::dicom
