// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <filesystem>

#include "workbench/document/workspace.h"

namespace rho::workbench {

/// Writes the workspace as JSON, wholly or not at all. Throws WriteFailed.
void saveSession(const std::filesystem::path& path, const Workspace& workspace);
/// Throws MissingFile, BrokenFile, InvalidInput.
Workspace loadSession(const std::filesystem::path& path);

/// Whether a file is meant to be a session, by its name.
bool looksLikeSession(const QString& path);
inline constexpr const char* sessionEnding = ".rhosession";

}  // namespace rho::workbench
