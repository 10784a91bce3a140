// SPDX-License-Identifier: Apache-2.0
#include "annotation/image_root.h"

#include <algorithm>

namespace rho::annotation {

namespace fs = std::filesystem;

fs::path imageRoot(const Project& project) {
  std::optional<fs::path> root;
  project.cases().each([&](const Case& image) {
    const auto folder = fs::path(image.path).parent_path();
    const auto before = root.value_or(folder);
    const auto ends = std::mismatch(before.begin(), before.end(), folder.begin(), folder.end());
    root = fs::path();
    for (auto part = before.begin(); part != ends.first; ++part) *root /= *part;
  });
  return root.value_or("/");
}

}  // namespace rho::annotation
