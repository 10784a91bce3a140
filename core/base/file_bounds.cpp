// SPDX-License-Identifier: Apache-2.0
#include "base/file_bounds.h"

#include <fmt/ranges.h>

#include "base/error.h"

namespace rho {

namespace {
/// No network of today weighs more; a larger figure is damage or malice, not a cut-off file.
constexpr std::uint64_t largestPlausible = std::uint64_t{1} << 42;
}  // namespace

void throwBeyondFile(const std::string& subject, const std::string& part, std::uint64_t promised,
                     std::uint64_t available) {
  const auto problem =
      fmt::format("{} promises {} bytes, but only {} are there", part, promised, available);
  if (promised > largestPlausible) throw RefusedFile(subject, problem, "do not use this file");
  throw BrokenFile(subject, problem, "the file is cut off: copy it again from its source");
}

std::optional<std::int64_t> product(std::int64_t a, std::int64_t b) {
  std::int64_t result = 0;
  if (__builtin_mul_overflow(a, b, &result)) return std::nullopt;
  return result;
}

std::optional<std::int64_t> elementCount(std::span<const std::int64_t> shape) {
  std::optional<std::int64_t> count = 1;
  for (const auto size : shape) {
    if (size < 0) return std::nullopt;
    count = product(*count, size);
    if (!count) return std::nullopt;
  }
  return count;
}

std::string shapeText(std::span<const std::int64_t> shape) {
  return fmt::format("[{}]", fmt::join(shape, ", "));
}

}  // namespace rho
