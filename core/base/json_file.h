// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

namespace rho {

/// The object of a small JSON file. Throws MissingFile, RefusedFile (larger than maxBytes) and
/// BrokenFile (no JSON, or something else than an object), which advises the remedy.
nlohmann::json readJsonObject(const std::filesystem::path& path, std::uintmax_t maxBytes = 1 << 20,
                              const std::string& remedy = {});

}  // namespace rho
