// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace rho::model {

/// What the file of a network tells of its card, so that a form can ask for the rest.
struct CardQuestion {
  /// Cards as far as the file tells them, a card beside it laid over each. One; of a state
  /// dictionary one for each network that its weights fit, with what was taken for granted
  /// ("recognition"). Keys that are missing are those to ask for.
  std::vector<nlohmann::json> candidates;
  nlohmann::json beside = nlohmann::json::object();  ///< the card beside the file as it is
  std::int64_t outputs = 0;                          ///< 0: to be seen when it runs
  bool isSizeFixed = false;                          ///< by the file
  bool areChannelsFixed = false;
  /// Why no card beside the file would count, for people; empty where one does.
  std::string whyFixed;
};

/// Throws as loadModel, but not for want of a card.
CardQuestion askForCard(const std::filesystem::path& network);

/// Opens the network with this card, and writes it beside: one that the network cannot have is not
/// kept. Throws as loadModel, InvalidInput for a network that has its card inside, WriteFailed.
void saveCard(const std::filesystem::path& network, const nlohmann::json& card);

/// The same without writing: the card counts until the program ends.
void useCardForNow(const std::filesystem::path& network, const nlohmann::json& card);

/// Class names as people keep them in files: one a line; a JSON list; a JSON object by number
/// ({"0": "tench"}, or ImageNet's {"0": ["n01440764", "tench"]}); a list or dictionary as Python
/// writes it. Blank lines are passed over.
std::vector<std::string> classNamesFromFile(const std::string& text);

}  // namespace rho::model
