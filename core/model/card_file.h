// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/error.h"

namespace rho::model {

struct ModelCard;

/// A network that opens only with a card, or with another one than it has.
class CardNeeded : public InvalidInput {
 public:
  using InvalidInput::InvalidInput;
  /// How many outputs it turned out to have; 0: not known.
  std::int64_t outputs = 0;
  /// In a few words, where a form asks anyway; empty: as what() says.
  std::string problem;
};

/// Where the card of a foreign network lies: NETWORK.pt and NETWORK.pt.json.
std::filesystem::path cardFileOf(const std::filesystem::path& network);

/// The card beside a network as it is written there, or nothing; or the one that stands in for it
/// (CardOnTrial, useCard). Throws as readJsonObject.
std::optional<nlohmann::json> readCardBeside(const std::filesystem::path& network);

/// Writes the card beside a network, or a part of one. Atomic. Throws WriteFailed.
void writeCardBeside(const std::filesystem::path& network, const nlohmann::json& card);

/// From now on, until the program ends, this card stands in for the one beside the network: for
/// folders that cannot be written to.
void useCard(const std::filesystem::path& network, const nlohmann::json& card);

/// As long as it lives, this card stands in for the one beside the network, for this thread alone:
/// a card can be tried before it is written.
class CardOnTrial {
 public:
  CardOnTrial(const std::filesystem::path& network, const nlohmann::json& card);
  ~CardOnTrial();
  CardOnTrial(const CardOnTrial&) = delete;
  CardOnTrial& operator=(const CardOnTrial&) = delete;
};

/// cardFromJson for a card that another one beside the file can complete or correct: throws
/// CardNeeded.
ModelCard cardBesideFrom(const nlohmann::json& json, const std::string& source);

/// Throws CardNeeded with an example of the card that should be there.
[[noreturn]] void throwNoCard(const std::filesystem::path& network, const std::string& problem);

}  // namespace rho::model
