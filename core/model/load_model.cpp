// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "base/file_bounds.h"
#include "base/json_file.h"
#include "base/resources.h"
#include "model/architectures.h"
#include "model/checkpoint.h"
#include "model/tensor.h"
#include "model/torch_errors.h"
#include "model/torchscript_network.h"
#include "model/weights.h"

namespace rho::model {

namespace {

/// The card and the weights under our names, whoever wrote the file.
Recognised recognised(Checkpoint checkpoint, const std::filesystem::path& path) {
  if (checkpoint.metadata.contains("card"))
    return {cardFromJson(checkpoint.metadata["card"], path.string()),
            std::move(checkpoint.tensors)};
  std::string known;
  for (const auto& recogniser : recognisers()) {
    if (auto result = recogniser->recognise(checkpoint, path)) return std::move(*result);
    known += (known.empty() ? "" : "; ") + recogniser->name();
  }
  throw InvalidInput(
      path.string(), "holds weights, but nothing tells which network they belong to",
      "export it as TorchScript with a card beside it, or use a checkpoint of rho or " + known);
}

/// Before the network is built: a card may describe far more than its file holds.
void requirePlausibleSize(const Architecture& architecture, const Recognised& content,
                          const std::string& source) {
  std::int64_t held = 0;
  for (const auto& [name, tensor] : content.tensors) held += tensor.numel();
  const auto wanted = architecture.weightCount(content.card.architectureOptions);
  constexpr std::int64_t harmless = 1 << 24;
  if (wanted > harmless && wanted > 2 * held)
    throw InvalidInput(
        source,
        fmt::format("the card describes a network of {} weights, the file holds {}", wanted, held),
        "correct the card");
}

void settleHash(ModelCard& card, const Network& network, const std::string& source) {
  const auto hash = hashOfWeights(network.state());
  if (!card.sha256.empty() && card.sha256 != hash)
    throw BrokenFile(source, "the weights do not have the SHA-256 that the card gives",
                     "copy the file again from its source");
  card.sha256 = hash;
}

Model modelFromWeights(const std::filesystem::path& path) {
  const auto source = path.string();
  auto content = recognised(readCheckpoint(path), path);
  const auto& architecture = architectureNamed(content.card.architecture, source);
  requirePlausibleSize(architecture, content, source);
  auto network = architecture.build(content.card.architectureOptions, 0);
  assignWeights(*network, content.tensors, source);
  settleHash(content.card, *network, source);
  return Model(std::move(content.card), std::move(network));
}

const char* const exampleCard =
    R"({"name": "my network", "class_names": ["normal", "ill"], "input_size": [224, 224], )"
    R"("input_channels": 3, "mean": [0.485, 0.456, 0.406], "standard_deviation": [0.229, 0.224, 0.225], )"
    R"("gradcam_layer": "layer4"})";

/// TorchScript carries no card, so it lies beside it: NAME.pt and NAME.pt.json.
ModelCard cardBeside(const std::filesystem::path& path) {
  const auto file = path.string() + ".json";
  if (!std::filesystem::exists(file))
    throw InvalidInput(path.string(),
                       "a TorchScript network needs a model card, and " + file + " is not there",
                       std::string("make it, for example: ") + exampleCard);
  constexpr std::uintmax_t largestCard = 1 << 24;
  auto json = readJsonObject(file, largestCard, "correct the card");
  json["architecture"] = "torchscript";
  return cardFromJson(json, file);
}

/// One pass of a black image tells whether card and network belong together.
void requireFit(const ModelCard& card, TorchScriptNetwork& network, const std::string& source) {
  torch::NoGradGuard noGrad;
  const auto logits =
      network.forward(torch::zeros({1, card.inputChannels, card.inputHeight, card.inputWidth}));
  if (logits.dim() != 2 || logits.size(1) != card.classCount())
    throw InvalidInput(
        source,
        fmt::format("the network gives an output of shape {} for one image, the card names "
                    "{} classes",
                    shapeText(logits.sizes()), card.classCount()),
        "correct class_names in the card");
  const auto layers = network.layers();
  if (!card.gradCamLayer.empty() &&
      std::find(layers.begin(), layers.end(), card.gradCamLayer) == layers.end())
    throwUnknownLayer(card.gradCamLayer, layers);
}

Model modelFromTorchScript(const std::filesystem::path& path) {
  auto card = cardBeside(path);
  auto network = std::make_shared<TorchScriptNetwork>(path);
  TensorMap tensors;
  for (const auto& [name, tensor] : network->state()) tensors[name] = tensor;
  requireFinite(tensors, path.string());
  requireFit(card, *network, path.string());
  settleHash(card, *network, path.string());
  return Model(std::move(card), std::move(network));
}

/// A file as it is named, else the bundled network of that name, else what was asked for, so that
/// the error is about that.
std::filesystem::path fileOf(const std::filesystem::path& pathOrName) {
  if (pathOrName.has_parent_path() || pathOrName.has_extension() ||
      std::filesystem::exists(pathOrName))
    return pathOrName;
  try {
    return resourcePath("models/" + pathOrName.string() + ".safetensors");
  } catch (const MissingFile&) {
    return pathOrName;
  }
}

}  // namespace

Model loadModel(const std::filesystem::path& pathOrName, const std::string& device) try {
  const auto path = fileOf(pathOrName);
  auto model = isTorchScript(path) ? modelFromTorchScript(path) : modelFromWeights(path);
  model.to(device);
  return model;
} catch (...) {
  rethrowAs<BrokenFile>(pathOrName.string(), "cannot be loaded", "use another file");
}

void saveModel(const Model& model, const std::filesystem::path& path) {
  if (model.card().architecture == "torchscript")
    throw InvalidInput(model.card().name, "a TorchScript network is a program, not only weights",
                       "keep using its file as it is");
  architectureNamed(model.card().architecture, model.card().name);
  const auto state = model.network().state();
  TensorMap tensors;
  for (const auto& [name, tensor] : state) tensors[name] = tensor;
  ModelCard card = model.card();
  card.sha256 = hashOfWeights(state);
  writeSafetensors(path, tensors, {{"format", "pt"}, {"card", toJson(card).dump()}});
}

}  // namespace rho::model
