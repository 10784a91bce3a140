// SPDX-License-Identifier: Apache-2.0
#include "base/resources.h"

#include <cstdlib>
#include <vector>

#include "base/error.h"

namespace rho {

namespace fs = std::filesystem;

fs::path resourcePath(const std::string& relative) {
  std::vector<fs::path> folders;
  if (const char* named = std::getenv("RHO_RESOURCES")) folders.emplace_back(named);
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (!error) folders.push_back(program.parent_path().parent_path() / "share" / "rhoscope");
  folders.emplace_back(RHO_SOURCE_RESOURCES);
  for (const auto& folder : folders)
    if (fs::exists(folder / relative, error)) return folder / relative;
  throw MissingFile(relative, "this part of the installation is missing",
                    "install again, or point RHO_RESOURCES at the resources folder");
}

std::string version() { return RHO_VERSION; }

}  // namespace rho
