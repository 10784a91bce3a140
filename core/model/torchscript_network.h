// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>

#include "model/network.h"

namespace rho::model {

/// A TorchScript module, traced or scripted, as a network: in evaluation mode, its weights frozen,
/// with gradients to the input. Its forward method takes one tensor and returns the logits.
///
/// Layers for tap(): every tensor that forward computes from its input, outside of branches and
/// loops. A submodule's result has the submodule's path ("layer4.1.conv2"), any other value the
/// path and its operator ("layer4.1.add", "relu#2" for the second of its kind).
class TorchScriptNetwork : public Network {
 public:
  /// Throws RefusedFile when the program reads or writes files, BrokenFile when it cannot be read.
  explicit TorchScriptNetwork(const std::filesystem::path& path);
  ~TorchScriptNetwork() override;

  torch::Tensor forward(const torch::Tensor& x) override;
  /// On a CPU through a frozen, fused copy of the program where there can be one (InferenceGraph).
  torch::Tensor inference(const torch::Tensor& x, Precision precision) override;
  Tapped tap(const torch::Tensor& x, const std::string& layer) override;
  /// On a CPU the part before the layer runs as inference() does, where the program can be cut
  /// there.
  Tapped tapForGradient(const torch::Tensor& x, const std::string& layer) override;
  /// Of attention that is written with a softmax, or as scaled_dot_product_attention.
  Attended attend(const torch::Tensor& x) override;
  /// In a transformer the norm before the last attention: only the class token matters after it, so
  /// that patches have no gradients there. Empty where there is none. x: any image it takes.
  std::string layerBeforeAttention(const torch::Tensor& x);
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

/// Whether a file is an archive of torch.jit.save.
bool isTorchScript(const std::filesystem::path& path);

}  // namespace rho::model
