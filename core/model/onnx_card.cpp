// SPDX-License-Identifier: Apache-2.0
#include "model/onnx_card.h"

#include <fmt/format.h>

#include "base/error.h"
#include "model/card_file.h"

namespace rho::model {

namespace {

/// The texts in quotes, of either kind, in their order.
std::vector<std::string> quotedTexts(const std::string& text) {
  std::vector<std::string> found;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char quote = text[i];
    if (quote != '\'' && quote != '"') continue;
    std::string content;
    for (++i; i < text.size() && text[i] != quote; ++i) {
      if (text[i] == '\\' && i + 1 < text.size()) ++i;
      content += text[i];
    }
    found.push_back(content);
  }
  return found;
}

std::vector<std::string> classNamesOf(const OnnxDescription& about) {
  for (const char* key : {"names", "class_names", "classes", "labels"})
    if (const auto found = about.metadata.find(key); found != about.metadata.end())
      if (const auto names = classNamesFrom(found->second); !names.empty()) return names;
  std::vector<std::string> names;
  constexpr std::int64_t most = 1 << 20;
  for (std::int64_t i = 0; i < std::min(about.classes, most); ++i)
    names.push_back(fmt::format("class {}", i));
  return names;
}

}  // namespace

nlohmann::json cardToldByOnnx(const OnnxDescription& about, const std::filesystem::path& path) {
  nlohmann::json card = {{"name", path.stem().string()},
                         {"task", about.lastOperator == "Sigmoid" ? "multi-label" : "single-label"},
                         {"class_names", classNamesOf(about)}};
  if (about.height > 0 && about.width > 0) card["input_size"] = {about.height, about.width};
  if (about.channels > 0) {
    card["input_channels"] = about.channels;
    card["mean"] = std::vector<double>(static_cast<std::size_t>(about.channels), 0.0);
    card["standard_deviation"] = std::vector<double>(static_cast<std::size_t>(about.channels), 1.0);
  }
  card["training"] = {{"exported_by", about.producer}};
  return card;
}

std::vector<std::string> classNamesFrom(const std::string& text) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  std::vector<std::string> names;
  if (json.is_array()) {
    for (const auto& item : json)
      if (item.is_string()) names.push_back(item);
    return names.size() == json.size() ? names : std::vector<std::string>{};
  }
  const bool isPython = text.starts_with('{') || text.starts_with('[');
  return isPython ? quotedTexts(text) : names;
}

ModelCard cardOfOnnx(OnnxNetwork& network, const std::filesystem::path& path) {
  const auto& about = network.description();
  auto json = cardToldByOnnx(about, path);
  auto source = path.string();
  if (const auto beside = readCardBeside(path)) {
    json.update(*beside);
    source = cardFileOf(path).string();
  } else {
    for (const char* key : {"input_size", "input_channels"})
      if (!json.contains(key))
        throwNoCard(path, std::string("the file leaves its ") + key + " open");
    json["training"]["note"] =
        "no card: pixels go in as 0 to 1, without a mean and standard deviation";
  }
  json["architecture"] = "onnx";
  auto card = cardBesideFrom(json, source);
  const bool appliesTwice = (about.lastOperator == "Softmax" && card.task == Task::singleLabel) ||
                            (about.lastOperator == "Sigmoid" && card.task == Task::multiLabel);
  if (appliesTwice) network.dropLastOperator();
  return card;
}

}  // namespace rho::model
