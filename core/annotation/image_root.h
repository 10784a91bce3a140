// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "annotation/project.h"

namespace rho::annotation {

/// The folder that all images of a project lie below.
std::filesystem::path imageRoot(const Project& project);

/// The path of an image from there.
inline std::string pathFrom(const std::filesystem::path& root, const Case& image) {
  return std::filesystem::path(image.path).lexically_relative(root).generic_string();
}

}  // namespace rho::annotation
