// SPDX-License-Identifier: Apache-2.0
#include "annotation/uuid.h"

#include <fmt/format.h>

#include <cstdint>
#include <random>

namespace rho::annotation {

std::string newUuid() {
  thread_local std::random_device device;
  const auto word = [] { return static_cast<std::uint32_t>(device()); };
  const auto version = (word() & 0x0fff) | 0x4000;
  const auto variant = (word() & 0x3fff) | 0x8000;
  return fmt::format("{:08x}-{:04x}-{:04x}-{:04x}-{:04x}{:08x}", word(), word() & 0xffff, version,
                     variant, word() & 0xffff, word());
}

}  // namespace rho::annotation
