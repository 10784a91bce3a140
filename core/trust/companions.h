// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace rho::trust {

/// The files that are looked for where nobody names one; empty where there is none.
/// Beside NAME.safetensors (or .onnx, …): NAME.reference and NAME.ara.jsonl.
std::filesystem::path referenceBeside(const std::filesystem::path& network);
std::filesystem::path studyBeside(const std::filesystem::path& network);
/// Beside NAME.png (or .dcm, …): NAME.mask.png.
std::filesystem::path maskBeside(const std::filesystem::path& image);

}  // namespace rho::trust
