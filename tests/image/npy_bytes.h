// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

namespace rho::test {

/// A .npy file as NumPy writes it, byte by byte: the test's own writer, independent of the code.
inline std::string npyBytes(const std::string& descr, bool fortran, const std::string& shape,
                            const std::string& data, int version = 1) {
  std::string header = "{'descr': " + descr + ", 'fortran_order': " + (fortran ? "True" : "False") +
                       ", 'shape': (" + shape + "), }";
  const std::size_t preamble = version == 1 ? 10 : 12;
  header.append(63 - (preamble + header.size()) % 64, ' ');
  header += '\n';
  std::string file = "\x93NUMPY";
  file += static_cast<char>(version);
  file += '\0';
  for (std::size_t i = 0; i < preamble - 8; ++i)
    file += static_cast<char>(header.size() >> (8 * i) & 255);
  return file + header + data;
}

/// The bytes of values in memory (little endian here), or in the other order.
template <typename T>
std::string bytesOf(const std::vector<T>& values, bool swapped = false) {
  std::string bytes(values.size() * sizeof(T), '\0');
  std::memcpy(bytes.data(), values.data(), bytes.size());
  if (swapped)
    for (std::size_t i = 0; i < bytes.size(); i += sizeof(T))
      std::reverse(bytes.begin() + static_cast<long>(i),
                   bytes.begin() + static_cast<long>(i + sizeof(T)));
  return bytes;
}

}  // namespace rho::test
