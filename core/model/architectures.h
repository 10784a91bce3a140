// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/checkpoint.h"
#include "model/weights.h"

namespace rho::model {

/// A kind of network that a card can name and that we can build from the card's options.
class Architecture {
 public:
  virtual ~Architecture() = default;
  /// As in ModelCard::architecture.
  virtual std::string name() const = 0;
  /// The options that it knows; it passes over others.
  virtual std::vector<std::string> optionNames() const = 0;
  /// How many numbers the network's weights are, found without building it, so that a hostile card
  /// cannot make us take memory that its file does not fill. Throws InvalidInput.
  virtual std::int64_t weightCount(const nlohmann::json& options) const = 0;
  /// Initialised from the seed, frozen. Throws InvalidInput for options that no network can have.
  virtual std::shared_ptr<Network> build(const nlohmann::json& options,
                                         std::uint64_t seed) const = 0;
  /// With these weights, frozen. Throws as requireSameWeights. source: the file, for messages.
  virtual std::shared_ptr<Network> buildFrom(const nlohmann::json& options,
                                             const TensorMap& weights,
                                             const std::string& source) const;
};

/// A foreign checkpoint in our own terms: a card, and weights under our names.
struct Recognised {
  ModelCard card;
  TensorMap tensors;
};

/// Knows one kind of checkpoint that carries no card of ours.
class Recogniser {
 public:
  virtual ~Recogniser() = default;
  /// For people, as in "the published CIFAR-10 networks".
  virtual std::string name() const = 0;
  /// Nothing when the checkpoint is of another kind; throws InvalidInput when it is of this kind
  /// but does not fit together. source: the file, for messages and the name.
  virtual std::optional<Recognised> recognise(const Checkpoint& checkpoint,
                                              const std::filesystem::path& source) const = 0;
};

/// The registries: a new architecture or kind of checkpoint is one file and one line.
const std::vector<std::unique_ptr<Architecture>>& architectures();
const std::vector<std::unique_ptr<Recogniser>>& recognisers();

/// Throws InvalidInput naming the ones that exist.
const Architecture& architectureNamed(const std::string& name, const std::string& source);

}  // namespace rho::model
