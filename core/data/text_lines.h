// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace rho::data {

/// The lines of a text file, empty ones too, without their ends. Throws MissingFile, RefusedFile
/// beyond 16 MiB.
std::vector<std::string> linesOf(const std::filesystem::path& file);

}  // namespace rho::data
