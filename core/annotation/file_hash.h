// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace rho::annotation {

/// SHA-256 of a whole file, read piece by piece. Throws MissingFile, BrokenFile (empty, or its end
/// cannot be read).
std::string hashOfFile(const std::filesystem::path& file);

}  // namespace rho::annotation
