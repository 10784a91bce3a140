// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

namespace rho::test {

/// The file that a reader gets: one for each process, in memory where there is such a file system.
class FuzzFile {
 public:
  explicit FuzzFile(const std::string& name) {
    const std::filesystem::path memory = "/dev/shm";
    const auto folder =
        (std::filesystem::exists(memory) ? memory : std::filesystem::temp_directory_path()) /
        ("fuzz_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    m_path = folder / name;
  }
  const std::filesystem::path& write(const std::uint8_t* data, std::size_t size) const {
    std::ofstream(m_path, std::ios::binary)
        .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
    return m_path;
  }

 private:
  std::filesystem::path m_path;
};

}  // namespace rho::test
