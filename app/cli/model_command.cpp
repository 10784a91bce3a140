// SPDX-License-Identifier: Apache-2.0
#include <fmt/ranges.h>

#include <algorithm>

#include "base/error.h"
#include "command.h"
#include "model/checkpoint.h"

namespace rho::cli {

namespace {

struct ModelOptions {
  std::string file, out;
  std::vector<std::string> changes;  ///< "key=value" for the card
};

/// The card with "metrics.ara=0.0068" and the like put into it; a value that is no JSON is a text.
model::ModelCard changed(const model::ModelCard& card, const std::vector<std::string>& changes) {
  auto json = toJson(card);
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
  return model::cardFromJson(json, "the changed card");
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
  if (!card.training.empty()) text += "\n  training       " + card.training.dump();
  if (!card.metrics.empty()) text += "\n  metrics        " + card.metrics.dump();
  console.result(object, text);
}

void convert(const ModelOptions& options, const Console& console) {
  auto model = model::loadModel(options.file);
  model.card() = changed(model.card(), options.changes);
  saveModel(model, options.out);
  console.result({{"out", options.out}, {"sha256", model.card().sha256}}, "wrote " + options.out);
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
}

}  // namespace rho::cli
