// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace rho::cli {

/// What computes, as far as figures depend on it: "program", "libtorch", "system", "device",
/// "device_name", "threads". Names neither the machine nor its user.
nlohmann::json describeMachine(const std::string& device);

}  // namespace rho::cli
