// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "dicom/data_set.h"

namespace rho::dicom {

/// Text of a data set as UTF-8. Single-byte sets, UTF-8, GB18030, GBK, and the escape sequences of
/// ISO 2022 (PS3.3, C.12.1.1.2; PS3.5, 6.1). What cannot be read becomes U+FFFD.
class CharacterSet {
 public:
  /// Specific Character Set of a data set; ASCII where it names none.
  explicit CharacterSet(const DataSet& data);

  std::string utf8(const std::string& text) const;
  /// The value of an attribute.
  std::string text(const DataSet& data, Tag tag) const { return utf8(data.text(tag)); }

 private:
  std::string m_first;  ///< of iconv
  bool m_hasEscapes = false;
};

}  // namespace rho::dicom
