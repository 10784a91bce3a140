// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "base/file_bounds.h"
#include "base/resources.h"
#include "model/architectures.h"
#include "model/black_box.h"
#include "model/card_file.h"
#include "model/checkpoint.h"
#include "model/onnx_card.h"
#include "model/onnx_network.h"
#include "model/tensor.h"
#include "model/torch_errors.h"
#include "model/torchscript_network.h"
#include "model/weights.h"
#include "onnx/model_record.h"

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
  throw InvalidInput(path.string(), "holds weights, but nothing tells which network they belong to",
                     "export it as ONNX, or use a checkpoint of rho or " + known);
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

/// The file itself is well: another card is what is needed.
[[noreturn]] void throwWrongCount(const std::string& problem, std::int64_t outputs,
                                  const std::string& source) {
  CardNeeded error(source, problem, "correct class_names in the card");
  error.outputs = outputs;
  throw error;
}

void settleHash(ModelCard& card, const std::string& hash, const std::string& source) {
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
  auto network = architecture.buildFrom(content.card.architectureOptions, content.tensors, source);
  settleHash(content.card, hashOfWeights(network->state()), source);
  return Model(std::move(content.card), std::move(network));
}

/// Whether card and network belong together. output: the shape of the logits of one image.
void requireFit(const ModelCard& card, const Network& network,
                const std::vector<std::int64_t>& output, const std::string& source) {
  if (output.size() != 2 || output[1] != card.classCount())
    throwWrongCount(
        fmt::format("the network gives an output of shape {} for one image, the card names "
                    "{} classes",
                    shapeText(output), card.classCount()),
        output.size() == 2 ? output[1] : 0, source);
  const auto layers = network.layers();
  if (!card.gradCamLayer.empty() &&
      std::find(layers.begin(), layers.end(), card.gradCamLayer) == layers.end())
    throwUnknownLayer(card.gradCamLayer, layers);
}

torch::Tensor blackImage(const ModelCard& card) {
  return torch::zeros({1, card.inputChannels, card.inputHeight, card.inputWidth});
}

/// Of the logits of one black image, as the card wants it.
std::vector<std::int64_t> outputShape(Network& network, const ModelCard& card,
                                      const std::string& source) try {
  const torch::NoGradGuard noGrad;
  return network.forward(blackImage(card)).sizes().vec();
} catch (...) {
  rethrowAs<CardNeeded>(source,
                        fmt::format("does not take images of {}×{} with {} channels",
                                    card.inputWidth, card.inputHeight, card.inputChannels),
                        "correct input_size and input_channels in the card");
}

/// TorchScript carries no card, so it lies beside it.
Model modelFromTorchScript(const std::filesystem::path& path) {
  auto json = readCardBeside(path);
  if (!json) throwNoCard(path, "a TorchScript network needs a model card");
  (*json)["architecture"] = "torchscript";
  auto card = cardBesideFrom(*json, cardFileOf(path).string());
  auto network = std::make_shared<TorchScriptNetwork>(path);
  TensorMap tensors;
  for (const auto& [name, tensor] : network->state()) tensors[name] = tensor;
  requireFinite(tensors, path.string());
  requireFit(card, *network, outputShape(*network, card, path.string()), path.string());
  settleHash(card, hashOfWeights(network->state()), path.string());
  if (card.gradCamLayer.empty())
    card.gradCamLayer = network->layerBeforeAttention(blackImage(card));
  return Model(std::move(card), std::move(network));
}

/// The output's shape. What the network does not take, a card beside it may have asked for.
std::vector<std::int64_t> surveyed(OnnxNetwork& network, const ModelCard& card,
                                   const std::filesystem::path& path) try {
  return network.survey(card.inputChannels, card.inputHeight, card.inputWidth);
} catch (const InvalidInput& error) {
  if (readCardBeside(path)) throw CardNeeded({}, error.what());
  throw;
}

/// The file tells most of the card; one beside it may tell the rest.
Model modelFromOnnx(const std::filesystem::path& path) {
  auto network = std::make_shared<OnnxNetwork>(path);
  auto card = cardOfOnnx(*network, path);
  requireFit(card, *network, surveyed(*network, card, path), path.string());
  settleHash(card, network->description().sha256, path.string());
  if (card.gradCamLayer.empty()) card.gradCamLayer = network->lastSpatialLayer();
  return Model(std::move(card), std::move(network));
}

}  // namespace

std::filesystem::path modelFile(const std::filesystem::path& pathOrName) {
  if (pathOrName.has_parent_path() || pathOrName.has_extension() ||
      std::filesystem::exists(pathOrName))
    return pathOrName;
  try {
    return resourcePath("models/" + pathOrName.string() + ".safetensors");
  } catch (const MissingFile&) {
    return pathOrName;
  }
}

Model loadModel(const std::filesystem::path& pathOrName, const std::string& device) try {
  const auto path = modelFile(pathOrName);
  auto model = isBlackBox(path)      ? openBlackBox(path)
               : onnx::isOnnx(path)  ? modelFromOnnx(path)
               : isTorchScript(path) ? modelFromTorchScript(path)
                                     : modelFromWeights(path);
  model.to(device);
  return model;
} catch (...) {
  rethrowAs<BrokenFile>(pathOrName.string(), "cannot be loaded", "use another file");
}

void saveModel(const Model& model, const std::filesystem::path& path) {
  if (model.card().architecture == "torchscript" || model.card().architecture == "onnx")
    throw InvalidInput(model.card().name,
                       "a TorchScript or ONNX network is a program, not only weights",
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
