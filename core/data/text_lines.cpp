// SPDX-License-Identifier: Apache-2.0
#include "data/text_lines.h"

#include <sstream>

#include "base/file.h"

namespace rho::data {

std::vector<std::string> linesOf(const std::filesystem::path& file) {
  const auto bytes = readFile(file, 16 << 20);
  std::istringstream stream(std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) {
    if (line.ends_with('\r')) line.pop_back();
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace rho::data
