// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>

#include "dicom/dicom_file.h"

namespace rho::dicom {

/// The bytes end before the data set does. Apart from BrokenFile, because a reader that holds only
/// the beginning of a file then reads more.
struct CutOff {
  std::size_t at = 0;
};

/// Reads attributes one after the other. Nesting, number and lengths are bounded.
class ElementParser {
 public:
  ElementParser(std::span<const std::byte> bytes, std::size_t at, std::string subject,
                const TransferSyntax& syntax);

  /// Group 2, always explicit and little-endian.
  DataSet parseMeta();
  /// Up to the end of the bytes; the pixels become places.
  DataSet parseData();
  /// The same up to the pixels, which are not looked at.
  DataSet parseHeader();

  std::size_t position() const { return m_at; }
  bool reachedPixels() const { return m_reachedPixels; }
  std::optional<PixelBytes>& pixels() { return m_pixels; }

 private:
  struct Head {
    Tag tag;
    std::string vr;
    std::uint32_t length = 0;
  };

  std::uint32_t number(std::size_t count);
  std::uint32_t peek(std::size_t offset, std::size_t count) const;
  Tag tagAt(std::size_t offset) const;
  void require(std::size_t count) const;
  Head parseHead();
  void parseVrAndLength(Head& head);
  std::string correctedVr(const Head& head) const;
  void parseInto(DataSet& data, std::size_t end, int depth, bool toEndMark);
  void parseValue(const Head& head, Element& element, std::size_t end, int depth);
  void parseItems(const Head& head, Element& element, std::size_t end, int depth);
  void parseUnknownSequence(const Head& head, Element& element, std::size_t end, int depth);
  bool looksLikeItems(const Head& head) const;
  void parsePixels(const Head& head);
  void parseFragments(PixelBytes& pixels);
  void parseOffsets(PixelBytes& pixels, Extent table) const;
  void swapValue(const std::string& vr, std::string& value) const;
  void countElement();
  [[noreturn]] void throwBroken(const std::string& problem) const;

  std::span<const std::byte> m_bytes;
  std::size_t m_at;
  std::string m_subject;
  bool m_explicit;
  bool m_bigEndian;
  bool m_stopAtPixels = false;
  bool m_reachedPixels = false;
  std::size_t m_count = 0;
  std::optional<PixelBytes> m_pixels;
};

}  // namespace rho::dicom
