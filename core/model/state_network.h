// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/architectures.h"
#include "model/known_network.h"

namespace rho::model {

/// A known network with its weights. Layers for tap(): its convolutions, norms, blocks and stages,
/// by the names that PyTorch gives the modules; in transformers the grids of tokens after norms and
/// blocks, as images. It is explained, never trained.
class StateNetwork : public Network {
 public:
  /// weights: all of partsOf(), and no other.
  StateNetwork(const KnownNetwork& known, const KnownOptions& options, TensorMap weights);

  torch::Tensor forward(const torch::Tensor& x) override;
  Tapped tap(const torch::Tensor& x, const std::string& layer) override;
  Tapped tapForGradient(const torch::Tensor& x, const std::string& layer) override;
  Attended attend(const torch::Tensor& x) override;
  std::vector<std::string> layers() const override { return m_parts.layers; }
  void to(torch::Device device) override;
  /// Throws InvalidInput for true.
  void train(bool on) override;
  std::vector<NamedTensor> parameters() const override;
  std::vector<NamedTensor> state() const override;

 private:
  Tapped tapped(const torch::Tensor& x, const std::string& layer, bool detached);

  const KnownNetwork& m_known;
  KnownOptions m_options;
  NetworkParts m_parts;
  TensorMap m_weights;
};

/// The registry's entry of a known network.
class StateArchitecture : public Architecture {
 public:
  explicit StateArchitecture(const KnownNetwork& known) : m_known(known) {}

  std::string name() const override { return m_known.name; }
  std::vector<std::string> optionNames() const override;
  std::int64_t weightCount(const nlohmann::json& options) const override;
  std::shared_ptr<Network> build(const nlohmann::json& options, std::uint64_t seed) const override;
  std::shared_ptr<Network> buildFrom(const nlohmann::json& options, const TensorMap& weights,
                                     const std::string& source) const override;

 private:
  const KnownNetwork& m_known;
};

}  // namespace rho::model
