// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dicom/data_set.h"

namespace rho::dicom {

/// A table of a Modality LUT, a VOI LUT or a palette (PS3.3, C.11.1.1). Values before its first
/// and after its last entry map to those.
struct LookupTable {
  std::int64_t first = 0;  ///< the value that maps to the first entry
  int bits = 16;           ///< of one entry
  std::vector<std::uint16_t> entries;
  std::string explanation;

  double at(double value) const;
  double highest() const { return (1 << bits) - 1; }
};

/// isSigned: of the values that are looked up. Nothing where the table is absent; throws BrokenFile
/// where it contradicts its descriptor.
std::optional<LookupTable> lookupTableOf(const DataSet& data, Tag descriptor, Tag content,
                                         bool isSigned, const std::string& subject);

}  // namespace rho::dicom
