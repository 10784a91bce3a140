// SPDX-License-Identifier: Apache-2.0
#include "model/card_question.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "model/black_box.h"
#include "model/card_file.h"
#include "model/checkpoint.h"
#include "model/onnx_card.h"
#include "model/onnx_network.h"
#include "model/state_recogniser.h"
#include "model/tensor.h"
#include "model/torch_errors.h"
#include "model/torchscript_network.h"
#include "onnx/model_record.h"

namespace rho::model {

namespace {

/// A question of one candidate.
CardQuestion questionOf(nlohmann::json card, const std::filesystem::path& network) {
  CardQuestion question;
  question.beside = readCardBeside(network).value_or(nlohmann::json::object());
  card.update(question.beside);
  question.candidates = {std::move(card)};
  return question;
}

CardQuestion fixedBy(const std::string& why, nlohmann::json card) {
  CardQuestion question;
  question.outputs = static_cast<std::int64_t>(card.value("class_names", nlohmann::json()).size());
  question.isSizeFixed = question.areChannelsFixed = true;
  question.whyFixed = why;
  question.candidates = {std::move(card)};
  return question;
}

CardQuestion askOnnx(const std::filesystem::path& path) {
  const OnnxNetwork network(path);
  const auto& about = network.description();
  auto card = cardToldByOnnx(about, path);
  const bool isSizeFixed = card.contains("input_size");
  const bool areChannelsFixed = card.contains("input_channels");
  if (about.classes == 0) card.erase("class_names");
  // That pixels go in as they are is what happens without a card, not what the file tells.
  card.erase("mean");
  card.erase("standard_deviation");
  auto question = questionOf(std::move(card), path);
  question.outputs = about.classes;
  question.isSizeFixed = isSizeFixed;
  question.areChannelsFixed = areChannelsFixed;
  return question;
}

/// The program tells nothing but the channels of its first convolution.
CardQuestion askTorchScript(const std::filesystem::path& path) {
  const TorchScriptNetwork network(path);
  nlohmann::json card = {{"name", path.stem().string()}};
  const auto weights = network.parameters();
  const auto first = std::find_if(weights.begin(), weights.end(),
                                  [](const auto& weight) { return weight.tensor.dim() == 4; });
  const auto channels = first == weights.end() ? 0 : first->tensor.size(1);
  if (channels == 1 || channels == 3) card["input_channels"] = channels;
  return questionOf(std::move(card), path);
}

/// One candidate for each network that the weights fit; that of the card beside stands first.
CardQuestion askWeights(const std::filesystem::path& path) {
  const auto checkpoint = readCheckpoint(path);
  if (checkpoint.metadata.contains("card"))
    return fixedBy("The file carries its card inside.", checkpoint.metadata["card"]);
  auto cards = StateRecogniser::cardsOf(checkpoint, path);
  if (cards.empty())  // another reader knows it entirely, or it is an error
    return fixedBy("The file tells everything that its card holds.",
                   toJson(loadModel(path).card()));
  CardQuestion question;
  question.areChannelsFixed = true;
  question.isSizeFixed = cards.front()["architecture_options"].contains("image_size");
  question.outputs = static_cast<std::int64_t>(cards.front()["class_names"].size());
  question.beside = readCardBeside(path).value_or(nlohmann::json::object());
  auto others = question.beside;
  const auto named = others.value("architecture", nlohmann::json());
  for (const char* key : {"architecture", "architecture_options", "recognition"}) others.erase(key);
  for (auto& card : cards) {
    const bool isNamed = card["architecture"] == named;
    card["recognition"]["confirmed"] = isNamed;
    card.update(others);
    question.candidates.insert(isNamed ? question.candidates.begin() : question.candidates.end(),
                               std::move(card));
  }
  return question;
}

bool saysTheSame(const ModelCard& card, const nlohmann::json& written) {
  const auto said = toJson(card);
  return std::all_of(written.items().begin(), written.items().end(), [&](const auto& item) {
    return !said.contains(item.key()) || said[item.key()] == item.value();
  });
}

/// Weights fit whatever the size of the images; the network may not.
void requireAnswer(const Model& model, const std::string& source) try {
  const auto& card = model.card();
  const torch::NoGradGuard noGrad;
  model.logits(torch::zeros({1, card.inputChannels, card.inputHeight, card.inputWidth}));
} catch (...) {
  rethrowAs<CardNeeded>(source,
                        fmt::format("does not take images of {}×{}", model.card().inputWidth,
                                    model.card().inputHeight),
                        "correct input_size in the card");
}

/// Throws unless the network has this card then.
void requirePossible(const std::filesystem::path& network, const nlohmann::json& card) {
  const CardOnTrial trial(network, card);
  const auto model = loadModel(network);
  if (!saysTheSame(model.card(), card))
    throw InvalidInput(network.string(), "has a card inside, which stands above one beside it",
                       "write a copy: rho model convert FILE COPY --set KEY=VALUE");
  requireAnswer(model, network.string());
}

/// By rising number; nothing where the keys are no numbers.
std::vector<std::string> namesByNumber(const nlohmann::json& object) {
  std::map<long long, std::string> names;
  for (const auto& [key, value] : object.items()) {
    const auto& name = value.is_array() && !value.empty() ? value.back() : value;
    char* end = nullptr;
    const long long number = std::strtoll(key.c_str(), &end, 10);
    if (!name.is_string() || key.empty() || *end != '\0') return {};
    names[number] = name.get<std::string>();
  }
  std::vector<std::string> ordered;
  for (const auto& [number, name] : names) ordered.push_back(name);
  return ordered;
}

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> found;
  std::string line;
  const auto take = [&] {
    const auto begin = line.find_first_not_of(" \t\r");
    if (begin != std::string::npos)
      found.push_back(line.substr(begin, line.find_last_not_of(" \t\r") - begin + 1));
    line.clear();
  };
  for (const char letter : text) {
    if (letter == '\n')
      take();
    else
      line += letter;
  }
  take();
  return found;
}

}  // namespace

CardQuestion askForCard(const std::filesystem::path& pathOrName) {
  const auto path = modelFile(pathOrName);
  if (isBlackBox(path))
    return fixedBy("The file is its own card: change it with an editor.",
                   toJson(loadModel(path).card()));
  return onnx::isOnnx(path)    ? askOnnx(path)
         : isTorchScript(path) ? askTorchScript(path)
                               : askWeights(path);
}

void saveCard(const std::filesystem::path& network, const nlohmann::json& card) {
  requirePossible(network, card);
  writeCardBeside(network, card);
}

void useCardForNow(const std::filesystem::path& network, const nlohmann::json& card) {
  requirePossible(network, card);
  useCard(network, card);
}

std::vector<std::string> classNamesFromFile(const std::string& text) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (json.is_object())
    if (auto names = namesByNumber(json); !names.empty()) return names;
  if (auto names = classNamesFrom(text); !names.empty()) return names;
  return lines(text);
}

}  // namespace rho::model
