// SPDX-License-Identifier: Apache-2.0
#include "model/card_file.h"

#include <map>
#include <mutex>

#include "base/file.h"
#include "base/json_file.h"
#include "model/model_card.h"

namespace rho::model {

namespace {

const char* const exampleCard =
    R"({"name": "my network", "class_names": ["normal", "ill"], "input_size": [224, 224], )"
    R"("input_channels": 3, "mean": [0.485, 0.456, 0.406], "standard_deviation": [0.229, 0.224, 0.225], )"
    R"("gradcam_layer": "layer4"})";

std::string keyOf(const std::filesystem::path& network) {
  return std::filesystem::absolute(network).lexically_normal().string();
}

struct StandIn {
  std::string network;
  nlohmann::json card;
};
thread_local std::optional<StandIn> onTrial;

std::mutex usedMutex;
std::map<std::string, nlohmann::json>& used() {
  static std::map<std::string, nlohmann::json> cards;
  return cards;
}

std::optional<nlohmann::json> standIn(const std::filesystem::path& network) {
  const auto key = keyOf(network);
  if (onTrial && onTrial->network == key) return onTrial->card;
  const std::lock_guard lock(usedMutex);
  const auto found = used().find(key);
  if (found == used().end()) return std::nullopt;
  return found->second;
}

}  // namespace

std::filesystem::path cardFileOf(const std::filesystem::path& network) {
  return network.string() + ".json";
}

std::optional<nlohmann::json> readCardBeside(const std::filesystem::path& network) {
  if (auto card = standIn(network)) return card;
  const auto file = cardFileOf(network);
  if (!std::filesystem::exists(file)) return std::nullopt;
  constexpr std::uintmax_t largestCard = 1 << 24;
  return readJsonObject(file, largestCard, "correct the card");
}

void writeCardBeside(const std::filesystem::path& network, const nlohmann::json& card) {
  writeFileAtomically(cardFileOf(network), card.dump(2) + "\n");
  const std::lock_guard lock(usedMutex);
  used().erase(keyOf(network));
}

void useCard(const std::filesystem::path& network, const nlohmann::json& card) {
  const std::lock_guard lock(usedMutex);
  used()[keyOf(network)] = card;
}

CardOnTrial::CardOnTrial(const std::filesystem::path& network, const nlohmann::json& card) {
  onTrial = {keyOf(network), card};
}

CardOnTrial::~CardOnTrial() { onTrial.reset(); }

ModelCard cardBesideFrom(const nlohmann::json& json, const std::string& source) try {
  return cardFromJson(json, source);
} catch (const InvalidInput& error) {
  throw CardNeeded({}, error.what());
}

void throwNoCard(const std::filesystem::path& network, const std::string& problem) {
  CardNeeded error(network.string(),
                   problem + ", and " + cardFileOf(network).string() + " is not there",
                   std::string("make it, for example: ") + exampleCard);
  error.problem = problem;
  throw error;
}

}  // namespace rho::model
