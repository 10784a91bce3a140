// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>

#include "model/model.h"

namespace rho::workbench {

/// A model's network for a device whose memory may not suffice: a batch that does not fit is
/// computed in halves, down to single images, and the next ones at once in parts that fitted. Only
/// without gradients, as LIME and occlusion ask: with them all parts would stay in memory.
class ThriftyNetwork : public model::Network {
 public:
  explicit ThriftyNetwork(model::Model model) : m_model(std::move(model)) {}

  torch::Tensor forward(const torch::Tensor& x) override;
  torch::Tensor inference(const torch::Tensor& x, model::Precision precision) override;
  Tapped tap(const torch::Tensor& x, const std::string& layer) override;
  Tapped tapForGradient(const torch::Tensor& x, const std::string& layer) override;
  std::vector<std::string> layers() const override;
  void to(torch::Device device) override;
  void train(bool on) override;
  std::vector<model::NamedTensor> parameters() const override;
  std::vector<model::NamedTensor> state() const override;

 private:
  using Function = std::function<torch::Tensor(const torch::Tensor&)>;
  torch::Tensor inParts(const torch::Tensor& x, const Function& compute);

  model::Model m_model;
  std::atomic<std::int64_t> m_most = std::int64_t{1} << 30;  ///< images at once
};

/// The same model, thrifty. What it computes does not change.
model::Model thrifty(model::Model model);

}  // namespace rho::workbench
