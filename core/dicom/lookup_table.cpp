// SPDX-License-Identifier: Apache-2.0
#include "dicom/lookup_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/error.h"

namespace rho::dicom {

double LookupTable::at(double value) const {
  const auto index = std::floor(value) - static_cast<double>(first);
  const auto last = static_cast<double>(entries.size() - 1);
  return entries[static_cast<std::size_t>(std::clamp(index, 0.0, last))];
}

std::optional<LookupTable> lookupTableOf(const DataSet& data, Tag descriptor, Tag content,
                                         bool isSigned, const std::string& subject) {
  const auto* values = data.find(content);
  if (!data.has(descriptor) || !values) return {};
  const auto sizes = data.integers(descriptor);
  const auto signedSizes = data.integers(descriptor, true);
  const auto throwBroken = [&] {
    throw BrokenFile(subject,
                     fmt::format("the table {} contradicts its descriptor", content.text()));
  };
  if (sizes.size() != 3 || sizes[0] < 0 || sizes[2] < 1 || sizes[2] > 16) throwBroken();
  // 65536 does not fit into the descriptor and is written as 0.
  const auto count = sizes[0] == 0 ? std::size_t{65536} : static_cast<std::size_t>(sizes[0]);
  LookupTable table;
  table.first = isSigned ? signedSizes[1] : sizes[1];
  table.bits = static_cast<int>(sizes[2]);
  const auto& bytes = values->bytes;
  if (bytes.size() >= 2 * count) {
    for (const auto entry : data.integers(content)) {
      table.entries.push_back(static_cast<std::uint16_t>(entry));
      if (table.entries.size() == count) break;
    }
  } else if (bytes.size() >= count && table.bits <= 8) {
    for (std::size_t i = 0; i < count; ++i)
      table.entries.push_back(static_cast<std::uint8_t>(bytes[i]));
  }
  if (table.entries.size() != count) throwBroken();
  return table;
}

}  // namespace rho::dicom
