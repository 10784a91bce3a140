// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace rho {

/// SHA-256 (FIPS 180-4) of bytes given piece by piece, as 64 lower-case hexadecimal digits.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  void add(std::span<const std::byte> bytes);
  void add(const std::string& text);
  std::string hex();  ///< ends the digest; call once

 private:
  struct State;
  std::unique_ptr<State> m_state;
};

}  // namespace rho
