// SPDX-License-Identifier: Apache-2.0
#include <fmt/ranges.h>

#include <algorithm>

#include "base/error.h"
#include "base/file.h"
#include "command.h"
#include "image/read_image.h"
#include "model/card_file.h"
#include "model/card_presets.h"
#include "model/card_question.h"
#include "model/checkpoint.h"
#include "preflight/preflight.h"

namespace rho::cli {

namespace {

struct ModelOptions {
  std::string file, out, image;
  bool save = false;                 ///< what was checked, with the card
  std::string preset, architecture;  ///< for a card beside the file
  std::vector<std::string> changes;  ///< "key=value" for the card
};

/// A card with "metrics.ara=0.0068" and the like put into it; a value that is no JSON is a text.
nlohmann::json changed(nlohmann::json json, const std::vector<std::string>& changes) {
  for (const auto& change : changes) {
    const auto equals = change.find('=');
    if (equals == std::string::npos || equals == 0)
      throw UsageError("--set " + change, "has no value",
                       "write KEY=VALUE, as in gradcam_layer=group3");
    std::string pointer = "/" + change.substr(0, equals);
    std::replace(pointer.begin(), pointer.end(), '.', '/');
    const std::string text = change.substr(equals + 1);
    const auto value = nlohmann::json::parse(text, nullptr, false);
    json[nlohmann::json::json_pointer(pointer)] =
        value.is_discarded() ? nlohmann::json(text) : value;
  }
  return json;
}

/// What a file of weights alone was taken for, and on what grounds.
std::string recognitionText(const model::ModelCard& card) {
  const auto& recognition = card.recognition;
  std::string text = fmt::format("\n  recognised as  {}: {}", recognition.value("network", ""),
                                 recognition.value("evidence", ""));
  for (const auto& assumption : recognition.value("assumed", nlohmann::json::array()))
    text += "\n  assumed        " + assumption.get<std::string>();
  return text + (card.isUnconfirmed()
                     ? "\n  not confirmed: rho model card FILE --architecture " + card.architecture
                     : "");
}

/// What was measured; of the checks only how many passed.
std::string metricsText(nlohmann::json metrics) {
  std::string text;
  const auto checks = metrics.value("/preflight/checks"_json_pointer, nlohmann::json::array());
  metrics.erase("preflight");
  if (!metrics.empty()) text += "\n  metrics        " + metrics.dump();
  const auto passed = std::count_if(checks.begin(), checks.end(),
                                    [](const auto& check) { return check.value("passed", false); });
  if (!checks.empty())
    text += fmt::format("\n  checks         {} of {} passed", passed, checks.size());
  return text;
}

void info(const ModelOptions& options, const Console& console) {
  const auto model = model::loadModel(options.file);
  const auto& card = model.card();
  std::int64_t weights = 0;
  for (const auto& named : model.network().parameters()) weights += named.tensor.numel();
  auto object = toJson(card);
  object["weights"] = weights;
  object["layers"] = model.network().layers();
  std::string text = fmt::format(
      "{}\n  architecture   {}\n  classes        {}\n  input          {}×{}, {} channels\n"
      "  weights        {}\n  SHA-256        {}\n  Grad-CAM layer {}\n  layers         {}",
      card.name, card.architecture, fmt::join(card.classNames, ", "), card.inputHeight,
      card.inputWidth, card.inputChannels, weights, card.sha256, card.gradCamLayer,
      fmt::join(model.network().layers(), ", "));
  if (!card.recognition.empty()) text += recognitionText(card);
  if (!card.training.empty()) text += "\n  training       " + card.training.dump();
  text += metricsText(card.metrics);
  console.result(object, text);
}

void convert(const ModelOptions& options, const Console& console) {
  auto model = model::loadModel(options.file);
  model.card() =
      model::cardFromJson(changed(toJson(model.card()), options.changes), "the changed card");
  saveModel(model, options.out);
  console.result({{"out", options.out}, {"sha256", model.card().sha256}}, "wrote " + options.out);
}

/// Completes the card beside a file; one that the network cannot have is not kept.
void card(const ModelOptions& options, const Console& console) {
  requireFile(options.file);
  auto json = model::readCardBeside(options.file).value_or(nlohmann::json::object());
  if (!options.preset.empty()) json.update(model::cardPresetNamed(options.preset).card);
  if (!options.architecture.empty()) json["architecture"] = options.architecture;
  json = changed(json, options.changes);
  model::saveCard(options.file, json);
  const auto written = model::cardFileOf(options.file).string();
  console.result({{"out", written}, {"card", json}}, "wrote " + written);
}

/// With an image as well, whether the network is fit for it.
void check(const ModelOptions& options, const Console& console) {
  const auto model = model::loadModel(options.file);
  const auto file = model::modelFile(options.file);
  auto findings = preflight::checkNetwork(model, file, console.job());
  if (!options.image.empty())
    for (auto& finding :
         preflight::checkImage(model, image::readImage(options.image), console.job()))
      findings.push_back(std::move(finding));
  std::string text;
  for (const auto& finding : findings)
    text += fmt::format("{}{} {:<22}{}", text.empty() ? "" : "\n", finding.passed ? "ok  " : "FAIL",
                        finding.title, finding.text());
  const auto image = std::filesystem::path(options.image).filename().string();
  const auto result = preflight::toJson(findings, image);
  if (options.save) {
    auto json = model::readCardBeside(file).value_or(nlohmann::json::object());
    json["metrics"]["preflight"] = result;
    model::saveCard(file, json);
    text += "\nwrote " + model::cardFileOf(file).string();
  }
  console.result(result, text);
}

}  // namespace

void addModel(CLI::App& app, Console& console) {
  auto options = std::make_shared<ModelOptions>();
  auto* command = app.add_subcommand("model", "Look at network files, and convert them");
  command->require_subcommand(1);
  auto* infoCommand = command->add_subcommand("info", "Show a network's card and layers");
  infoCommand->add_option("file,--model", options->file, "The network's file")->required();
  infoCommand->callback([options, &console] { info(*options, console); });
  auto* convertCommand =
      command->add_subcommand("convert", "Write a network as safetensors with its card");
  convertCommand->add_option("file,--model", options->file, "The network's file")->required();
  convertCommand->add_option("out,--out", options->out, "The safetensors file to write")
      ->required();
  convertCommand->add_option("--set", options->changes,
                             "Change the card: KEY=VALUE, as in gradcam_layer=group3");
  convertCommand->callback([options, &console] { convert(*options, console); });
  auto* cardCommand = command->add_subcommand(
      "card", "Say what a file of another maker does not: its card, beside it");
  cardCommand->add_option("file,--model", options->file, "The network's file")->required();
  cardCommand->add_option("--preset", options->preset,
                          "What networks of a kind have in common: imagenet, cifar10, "
                          "torchxrayvision");
  cardCommand->add_option("--architecture", options->architecture,
                          "The network that a file of weights alone is of, as in resnet50");
  cardCommand->add_option("--set", options->changes,
                          "Change the card: KEY=VALUE, as in class_names='[\"normal\", \"ill\"]'");
  cardCommand->callback([options, &console] { card(*options, console); });
  auto* checkCommand = command->add_subcommand(
      "check",
      "Check a network before its answers are trusted: determinism, normalisation, "
      "gradients, stored examples");
  checkCommand->add_option("file,--model", options->file, "The network's file")->required();
  checkCommand->add_option("image,--image", options->image,
                           "An image, for the checks that need one: its range, the gradient there");
  checkCommand->add_flag("--save", options->save, "Keep the results in the card beside the file");
  checkCommand->callback([options, &console] { check(*options, console); });
}

}  // namespace rho::cli
