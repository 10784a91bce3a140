// SPDX-License-Identifier: Apache-2.0
#include "model/model_card.h"

#include <limits>

#include "base/error.h"

namespace rho::model {

namespace {

void check(const ModelCard& card, const std::string& source) {
  const auto require = [&](bool holds, const char* problem) {
    if (!holds)
      throw InvalidInput(source, std::string("model card: ") + problem, "correct the card");
  };
  require(!card.classNames.empty(), "class_names is empty");
  require(card.inputWidth > 0 && card.inputHeight > 0, "input_size must be two positive numbers");
  require(card.inputWidth <= 8192 && card.inputHeight <= 8192, "input_size is larger than 8192");
  require(card.inputChannels == 1 || card.inputChannels == 3, "input_channels must be 1 or 3");
  const auto channels = static_cast<std::size_t>(card.inputChannels);
  require(card.mean.size() == channels && card.standardDeviation.size() == channels,
          "mean and standard_deviation need one number per channel");
  require(card.channelOrder == ChannelOrder::rgb || card.inputChannels == 3,
          "channel_order needs three channels");
  for (const double value : card.standardDeviation)
    require(value > 0, "standard_deviation must be positive");
  require(card.operatingPoints.empty() || card.operatingPoints.size() == card.classNames.size(),
          "operating_points need one number per class, or null");
}

/// The value that `text` names. Throws InvalidInput where there is none of that name.
template <typename Value>
Value oneOf(std::initializer_list<std::pair<const char*, Value>> known, const std::string& text,
            const char* key, const std::string& source) {
  std::string names;
  for (const auto& [name, value] : known) {
    if (text == name) return value;
    names += (names.empty() ? "use " : " or ") + std::string(name);
  }
  throw InvalidInput(source, std::string("model card: ") + key + " is \"" + text + "\"", names);
}

/// null stands for a class without.
std::vector<double> operatingPointsFrom(const nlohmann::json& json) {
  std::vector<double> points;
  for (const auto& value : json)
    points.push_back(value.is_null() ? std::numeric_limits<double>::quiet_NaN()
                                     : value.get<double>());
  return points;
}

}  // namespace

bool ModelCard::isUnconfirmed() const {
  return !recognition.empty() && !recognition.value("confirmed", false);
}

std::size_t ModelCard::imageChannel(std::size_t networkChannel) const {
  return channelOrder == ChannelOrder::bgr
             ? static_cast<std::size_t>(inputChannels) - 1 - networkChannel
             : networkChannel;
}

ModelCard cardFromJson(const nlohmann::json& json, const std::string& source) try {
  ModelCard card;
  card.name = json.at("name");
  card.architecture = json.at("architecture");
  card.architectureOptions = json.value("architecture_options", nlohmann::json::object());
  card.classNames = json.at("class_names").get<std::vector<std::string>>();
  card.task = oneOf<Task>({{"single-label", Task::singleLabel}, {"multi-label", Task::multiLabel}},
                          json.value("task", "single-label"), "task", source);
  const auto size = json.at("input_size").get<std::vector<int>>();
  if (size.size() == 2) card.inputHeight = size[0], card.inputWidth = size[1];
  card.inputChannels = json.at("input_channels");
  card.channelOrder =
      oneOf<ChannelOrder>({{"rgb", ChannelOrder::rgb}, {"bgr", ChannelOrder::bgr}},
                          json.value("channel_order", "rgb"), "channel_order", source);
  card.mean = json.at("mean").get<std::vector<double>>();
  card.standardDeviation = json.at("standard_deviation").get<std::vector<double>>();
  card.gradCamLayer = json.value("gradcam_layer", "");
  card.training = json.value("training", nlohmann::json::object());
  card.metrics = json.value("metrics", nlohmann::json::object());
  card.recognition = json.value("recognition", nlohmann::json::object());
  card.operatingPoints =
      operatingPointsFrom(json.value("operating_points", nlohmann::json::array()));
  card.sha256 = json.value("sha256", "");
  check(card, source);
  return card;
} catch (const nlohmann::json::exception& error) {
  throw InvalidInput(source, std::string("the model card is incomplete: ") + error.what(),
                     "see the manual's page on model cards");
}

nlohmann::json toJson(const ModelCard& card) {
  nlohmann::json json = {{"name", card.name},
                         {"architecture", card.architecture},
                         {"architecture_options", card.architectureOptions},
                         {"class_names", card.classNames},
                         {"task", card.task == Task::multiLabel ? "multi-label" : "single-label"},
                         {"input_size", {card.inputHeight, card.inputWidth}},
                         {"input_channels", card.inputChannels},
                         {"mean", card.mean},
                         {"standard_deviation", card.standardDeviation},
                         {"gradcam_layer", card.gradCamLayer},
                         {"training", card.training},
                         {"metrics", card.metrics},
                         {"sha256", card.sha256}};
  // Only where there is something to say.
  if (card.channelOrder == ChannelOrder::bgr) json["channel_order"] = "bgr";
  if (!card.recognition.empty()) json["recognition"] = card.recognition;
  if (!card.operatingPoints.empty()) json["operating_points"] = card.operatingPoints;
  return json;
}

}  // namespace rho::model
