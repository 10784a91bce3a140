// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "model/checkpoint.h"

namespace rho::model {

/// Whether a file begins with the pickled magic number of torch.save before 1.6.
bool looksLikePytorchLegacy(const std::filesystem::path& path, const std::string& head);

/// Reads it: magic number, protocol 1001, the writer's machine, the object, the keys of the
/// storages, then the storages themselves, each as an 8-byte count and its values. Throws
/// BrokenFile or RefusedFile.
Checkpoint readPytorchLegacy(const std::filesystem::path& path);

}  // namespace rho::model
