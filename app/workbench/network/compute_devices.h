// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "workbench/inspect/analysis.h"

namespace rho::workbench {

/// The CPU, and the NVIDIA GPUs that LibTorch can use.
std::vector<Device> findDevices();

}  // namespace rho::workbench
