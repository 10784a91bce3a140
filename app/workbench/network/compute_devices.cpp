// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/network/compute_devices.h"

#include <torch/cuda.h>

#include <fstream>
#include <set>

namespace rho::workbench {

namespace {

/// The name that all GPUs share. The driver lists them in another order than LibTorch numbers them:
/// of different ones, it is not known which is which.
std::string commonGpuName() {
  std::set<std::string> names;
  std::error_code none;
  for (const auto& gpu : std::filesystem::directory_iterator("/proc/driver/nvidia/gpus", none)) {
    std::ifstream information(gpu.path() / "information");
    const std::string key = "Model:";
    for (std::string line; std::getline(information, line);)
      if (line.starts_with(key))
        names.insert(line.substr(line.find_first_not_of(" \t", key.size())));
  }
  return names.size() == 1 ? *names.begin() : "NVIDIA GPU";
}

}  // namespace

std::vector<Device> findDevices() {
  std::vector<Device> devices = {{"cpu", "CPU"}};
  const std::size_t count = torch::cuda::is_available() ? torch::cuda::device_count() : 0;
  const auto name = count > 0 ? commonGpuName() : std::string();
  for (std::size_t i = 0; i < count; ++i)
    devices.push_back({"cuda:" + std::to_string(i),
                       count == 1 ? name : name + " (" + std::to_string(i + 1) + ")"});
  return devices;
}

}  // namespace rho::workbench
