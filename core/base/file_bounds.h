// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace rho {

/// For a part of a file that claims more bytes than the file has left. Throws BrokenFile (the file
/// is cut off), or RefusedFile when the claim is one that no checkpoint can mean. Call it before
/// taking memory.
[[noreturn]] void throwBeyondFile(const std::string& subject, const std::string& part,
                                  std::uint64_t promised, std::uint64_t available);

/// a·b, or nothing when it does not fit 63 bits.
std::optional<std::int64_t> product(std::int64_t a, std::int64_t b);
/// How many elements a shape has; nothing for negative sizes or when it does not fit 63 bits.
std::optional<std::int64_t> elementCount(std::span<const std::int64_t> shape);

/// "[16, 3, 3, 3]"
std::string shapeText(std::span<const std::int64_t> shape);

}  // namespace rho
