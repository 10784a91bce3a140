// SPDX-License-Identifier: Apache-2.0
#include "base/json_file.h"

#include "base/error.h"
#include "base/file.h"

namespace rho {

nlohmann::json readJsonObject(const std::filesystem::path& path, std::uintmax_t maxBytes,
                              const std::string& remedy) {
  const auto bytes = readFile(path, maxBytes);
  const auto* text = reinterpret_cast<const char*>(bytes.data());
  auto json = nlohmann::json::parse(text, text + bytes.size(), nullptr, false);
  if (!json.is_object()) throw BrokenFile(path.string(), "is no JSON object", remedy);
  return json;
}

}  // namespace rho
