// SPDX-License-Identifier: Apache-2.0
#include "machine.h"

#include <sys/utsname.h>
#include <torch/version.h>

#include <filesystem>
#include <fstream>

#include "base/resources.h"
#include "model/tensor.h"

namespace rho::cli {

namespace {

/// The value of the first line "key : value" of a file of the system, or nothing.
std::string valueOf(const std::filesystem::path& file, const std::string& key) {
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line);) {
    if (!line.starts_with(key)) continue;
    const auto start = line.find_first_not_of(" \t", line.find(':') + 1);
    return start == std::string::npos ? "" : line.substr(start);
  }
  return "";
}

std::string processorName() {
  auto name = valueOf("/proc/cpuinfo", "model name");
  return name.empty() ? "CPU" : name;
}

std::string gpuName() {
  std::error_code missing;
  for (const auto& gpu : std::filesystem::directory_iterator("/proc/driver/nvidia/gpus", missing))
    if (auto name = valueOf(gpu.path() / "information", "Model"); !name.empty()) return name;
  return "GPU";
}

}  // namespace

nlohmann::json describeMachine(const std::string& device) {
  utsname system{};
  ::uname(&system);
  return {{"program", version()},
          {"libtorch", TORCH_VERSION},
          {"system", std::string(system.sysname) + " " + system.release + " " + system.machine},
          {"device", device},
          {"device_name", device.starts_with("cpu") ? processorName() : gpuName()},
          {"threads", at::get_num_threads()}};
}

}  // namespace rho::cli
