// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace rho::data {

// Names within a folder, sorted, without those that start with a dot. All throw MissingFile when
// the folder cannot be read.

std::vector<std::string> foldersIn(const std::filesystem::path& folder);
std::vector<std::string> filesIn(const std::filesystem::path& folder);
bool holdsFolders(const std::filesystem::path& folder);

}  // namespace rho::data
