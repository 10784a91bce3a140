// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>

namespace rho::model {

/// Where the card of a foreign network lies: NETWORK.pt and NETWORK.pt.json.
std::filesystem::path cardFileOf(const std::filesystem::path& network);

/// The card beside a network as it is written there, or nothing. Throws as readJsonObject.
std::optional<nlohmann::json> readCardBeside(const std::filesystem::path& network);

/// Writes the card beside a network, or a part of one. Atomic. Throws WriteFailed.
void writeCardBeside(const std::filesystem::path& network, const nlohmann::json& card);

/// Throws InvalidInput with an example of the card that should be there.
[[noreturn]] void throwNoCard(const std::filesystem::path& network, const std::string& problem);

}  // namespace rho::model
