// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "explain/explainer.h"

namespace rho::explain {

/// What replays an explanation and judges it, without its arrays: method, options, seed, hashes,
/// confidences, ρ, score, warnings, time.
nlohmann::json toJson(const Explanation& explanation, const model::ModelCard& card);

/// Writes into a folder: per method METHOD.png (the map over the image) and METHOD.npz (map,
/// target, confidence_before, confidence_after, confidences_before, confidences_after; for
/// perturbing methods image, rho_reached, and METHOD-image.png), comparison.png with all of them,
/// explanations.json. Returns the paths. Every file is replaced as a whole. Throws WriteFailed.
std::vector<std::filesystem::path> writeResults(const std::filesystem::path& folder,
                                                const model::ModelCard& card,
                                                const image::Image& image,
                                                const std::vector<Explanation>& explanations,
                                                const std::string& caseName);

}  // namespace rho::explain
