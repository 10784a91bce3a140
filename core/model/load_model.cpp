// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "base/error.h"
#include "base/file.h"
#include "model/architectures.h"
#include "model/checkpoint.h"
#include "model/weights.h"

namespace rho::model {

namespace {

/// The card and the weights under our names, whoever wrote the file.
Recognised recognised(Checkpoint checkpoint, const std::filesystem::path& path) {
  if (checkpoint.metadata.contains("card"))
    return {cardFromJson(checkpoint.metadata["card"], path.string()), std::move(checkpoint.tensors)};
  std::string known;
  for (const auto& recogniser : recognisers()) {
    if (auto result = recogniser->recognise(checkpoint, path)) return std::move(*result);
    known += (known.empty() ? "" : "; ") + recogniser->name();
  }
  throw InvalidInput(path.string(),
                     "holds weights, but nothing tells which network they belong to",
                     "export it as TorchScript with a card beside it, or use a checkpoint of rho or " +
                         known);
}

/// Before the network is built: a card may describe far more than its file holds.
void requirePlausibleSize(const Architecture& architecture, const Recognised& content,
                          const std::string& source) {
  std::int64_t held = 0;
  for (const auto& [name, tensor] : content.tensors) held += tensor.numel();
  const auto wanted = architecture.weightCount(content.card.architectureOptions);
  constexpr std::int64_t harmless = 1 << 24;
  if (wanted > harmless && wanted > 2 * held)
    throw InvalidInput(source,
                       fmt::format("the card describes a network of {} weights, the file holds {}", wanted,
                                   held),
                       "correct the card");
}

void settleHash(ModelCard& card, const Network& network, const std::string& source) {
  const auto hash = hashOfWeights(network.state());
  if (!card.sha256.empty() && card.sha256 != hash)
    throw BrokenFile(source, "the weights do not have the SHA-256 that the card gives",
                     "copy the file again from its source");
  card.sha256 = hash;
}

}  // namespace

Model loadModel(const std::filesystem::path& path, const std::string& device) {
  auto content = recognised(readCheckpoint(path), path);
  const auto& architecture = architectureNamed(content.card.architecture, path.string());
  requirePlausibleSize(architecture, content, path.string());
  auto network = architecture.build(content.card.architectureOptions, 0);
  assignWeights(*network, content.tensors, path.string());
  settleHash(content.card, *network, path.string());
  Model model(std::move(content.card), std::move(network));
  model.to(device);
  return model;
}

void saveModel(const Model& model, const std::filesystem::path& path) {
  architectureNamed(model.card().architecture, model.card().name);
  const auto state = model.network().state();
  TensorMap tensors;
  for (const auto& [name, tensor] : state) tensors[name] = tensor;
  ModelCard card = model.card();
  card.sha256 = hashOfWeights(state);
  writeSafetensors(path, tensors, {{"format", "pt"}, {"card", toJson(card).dump()}});
}

}  // namespace rho::model
