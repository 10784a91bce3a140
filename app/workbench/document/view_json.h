// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "image/measurement.h"
#include "widgets/view_state.h"

namespace rho::workbench {

// How pictures are looked at, as a session writes it. Readers throw InvalidInput naming source and
// key.

nlohmann::json toJson(const widgets::ViewState& view);
widgets::ViewState viewFromJson(const nlohmann::json& json, const std::string& source);

/// By the address of the case.
using Measurements = std::map<std::string, std::vector<image::Measurement>>;

nlohmann::json toJson(const Measurements& measurements);
Measurements measurementsFromJson(const nlohmann::json& json, const std::string& source);

}  // namespace rho::workbench
