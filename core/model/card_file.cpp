// SPDX-License-Identifier: Apache-2.0
#include "model/card_file.h"

#include "base/error.h"
#include "base/file.h"
#include "base/json_file.h"

namespace rho::model {

namespace {
const char* const exampleCard =
    R"({"name": "my network", "class_names": ["normal", "ill"], "input_size": [224, 224], )"
    R"("input_channels": 3, "mean": [0.485, 0.456, 0.406], "standard_deviation": [0.229, 0.224, 0.225], )"
    R"("gradcam_layer": "layer4"})";
}  // namespace

std::filesystem::path cardFileOf(const std::filesystem::path& network) {
  return network.string() + ".json";
}

std::optional<nlohmann::json> readCardBeside(const std::filesystem::path& network) {
  const auto file = cardFileOf(network);
  if (!std::filesystem::exists(file)) return std::nullopt;
  constexpr std::uintmax_t largestCard = 1 << 24;
  return readJsonObject(file, largestCard, "correct the card");
}

void writeCardBeside(const std::filesystem::path& network, const nlohmann::json& card) {
  writeFileAtomically(cardFileOf(network), card.dump(2) + "\n");
}

void throwNoCard(const std::filesystem::path& network, const std::string& problem) {
  throw InvalidInput(network.string(),
                     problem + ", and " + cardFileOf(network).string() + " is not there",
                     std::string("make it, for example: ") + exampleCard);
}

}  // namespace rho::model
