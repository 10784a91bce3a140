// SPDX-License-Identifier: Apache-2.0
#include "trust/companions.h"

namespace rho::trust {

namespace {

std::filesystem::path beside(std::filesystem::path file, const char* ending) {
  if (file.empty()) return {};
  file.replace_extension(ending);
  std::error_code ignored;
  return std::filesystem::is_regular_file(file, ignored) ? file : std::filesystem::path();
}

}  // namespace

std::filesystem::path referenceBeside(const std::filesystem::path& network) {
  return beside(network, ".reference");
}

std::filesystem::path studyBeside(const std::filesystem::path& network) {
  return beside(network, ".ara.jsonl");
}

std::filesystem::path maskBeside(const std::filesystem::path& image) {
  return beside(image, ".mask.png");
}

}  // namespace rho::trust
