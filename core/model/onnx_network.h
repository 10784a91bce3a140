// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>

#include "model/network.h"
#include "model/onnx_description.h"

namespace rho::model {

/// A network from an ONNX file (opset 13 or newer; many older files work too), with gradients to
/// the input and any value in it.
///
/// Layers for tap(): every value that is computed from the image and passes gradients on, by the
/// name of its node; NAME:1 and so on for further outputs of a node. A network whose file fixes the
/// number of images runs that many at a time.
class OnnxNetwork : public Network {
 public:
  /// Throws as onnx::readModel and onnx::Program; InvalidInput when it does not take one image.
  explicit OnnxNetwork(const std::filesystem::path& path);
  ~OnnxNetwork() override;

  const OnnxDescription& description() const;
  /// Takes what the last operator, a softmax or sigmoid, is applied to as the logits.
  void dropLastOperator();
  /// Runs one black image of this shape, which tells whether the network takes it and what its
  /// layers are; gives the shape of the output.
  std::vector<std::int64_t> survey(std::int64_t channels, std::int64_t height, std::int64_t width);
  /// The last layer whose value has a height and a width that are the image's, or, in a
  /// transformer, lies before the last attention; empty where there is none.
  std::string lastSpatialLayer() const;

  torch::Tensor forward(const torch::Tensor& x) override;
  /// On a CPU through a copy of the program with fused convolutions (onnx_inference.h).
  torch::Tensor inference(const torch::Tensor& x, Precision precision) override;
  Tapped tap(const torch::Tensor& x, const std::string& layer) override;
  /// Nothing before the layer is recorded for gradients.
  Tapped tapForGradient(const torch::Tensor& x, const std::string& layer) override;
  /// Of attention that is written with a softmax, as exporters write it.
  Attended attend(const torch::Tensor& x) override;
  std::vector<std::string> layers() const override;
  void to(torch::Device device) override;
  /// Throws InvalidInput for true: foreign networks are explained, not trained.
  void train(bool on) override;
  std::vector<NamedTensor> parameters() const override;
  std::vector<NamedTensor> state() const override;

 private:
  struct State;
  std::unique_ptr<State> m_state;
};

}  // namespace rho::model
