// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace rho::workbench {

/// Files that describe a program which answers instead of a network: NAME.blackbox.json.
bool looksLikeBlackBox(const std::filesystem::path& path);

/// The user chose this file: from now on its program may run. Never call it for a file that a
/// session names.
void permitBlackBox(const std::filesystem::path& path);

}  // namespace rho::workbench
