// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "dicom/tag.h"

namespace rho::dicom {

class DataSet;

/// The value of one attribute: bytes as in a little-endian file, or the items of a sequence.
struct Element {
  std::string vr;  ///< two letters (PS3.5, 6.2)
  std::string bytes;
  std::vector<DataSet> items;  ///< of an SQ
};

/// Attributes in the order of their tags. The bulk of the pixels is kept outside (see DicomFile).
class DataSet {
 public:
  using Elements = std::map<Tag, Element>;

  const Elements& elements() const { return m_elements; }
  Elements& elements() { return m_elements; }

  const Element* find(Tag tag) const;
  bool has(Tag tag) const { return find(tag) != nullptr; }

  /// Text as stored, without the padding at its ends; empty where it is absent.
  std::string text(Tag tag) const;
  /// The parts of a text between backslashes, each without padding; none for an empty value.
  std::vector<std::string> texts(Tag tag) const;
  /// Numbers of US, SS, UL, SL and IS, and of words of other kinds (OW); those that are no numbers
  /// are left out. isSigned: how a US or an OW is to be taken where the file leaves that open.
  std::vector<std::int64_t> integers(Tag tag, bool isSigned = false) const;
  std::optional<std::int64_t> integer(Tag tag) const;
  /// Numbers of DS, FL, FD and the integers; those that are no finite numbers are left out.
  std::vector<double> decimals(Tag tag) const;
  std::optional<double> decimal(Tag tag) const;
  /// The items of a sequence; none where it is absent.
  const std::vector<DataSet>& items(Tag tag) const;

  void setText(Tag tag, const std::string& vr, const std::string& text);
  void setUnsigned(Tag tag, std::uint16_t value);  ///< as US
  /// The items of a sequence that is made if it is not there.
  std::vector<DataSet>& sequence(Tag tag);

 private:
  Elements m_elements;
};

/// Without spaces and NULs at its ends.
std::string trimmed(const std::string& text);

/// The parts between backslashes.
std::vector<std::string> splitValues(const std::string& text);

}  // namespace rho::dicom
