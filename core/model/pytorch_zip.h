// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "model/checkpoint.h"

namespace rho::model {

/// Whether a file is a zip archive with torch.save's data.pkl (TorchScript's archives have one
/// too).
bool looksLikePytorchZip(const std::filesystem::path& path, const std::string& head);

/// Reads what torch.save has written since 1.6: PREFIX/data.pkl and PREFIX/data/KEY. Throws
/// BrokenFile or RefusedFile.
Checkpoint readPytorchZip(const std::filesystem::path& path);

/// The folder inside the archive that holds `entry` ("data.pkl", "constants.pkl"), with its slash;
/// nothing when there is none.
std::optional<std::string> prefixInZip(const std::filesystem::path& path, const std::string& entry);

}  // namespace rho::model
