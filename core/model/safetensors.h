// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "model/checkpoint.h"

namespace rho::model {

/// Whether a file is meant to be safetensors: eight bytes of header length, then JSON.
bool looksLikeSafetensors(const std::filesystem::path& path, const std::string& head);

/// Reads a safetensors file (https://github.com/huggingface/safetensors, format of 2023): F64, F32,
/// F16, BF16, I64, I32, I16, I8, U8, BOOL. The strings of __metadata__ become metadata; "card" is
/// parsed as JSON. Throws BrokenFile or RefusedFile.
Checkpoint readSafetensors(const std::filesystem::path& path);

}  // namespace rho::model
