// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace rho {

/// A file that travels with the program (bundled models, fonts, recipes). Looked for in
/// RHO_RESOURCES, beside the installed program (../share/rhoscope), then in the source tree.
/// Throws MissingFile.
std::filesystem::path resourcePath(const std::string& relative);

/// The program's version, as in "0.1.0".
std::string version();

}  // namespace rho
