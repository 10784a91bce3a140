// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/inspect/thrifty_network.h"

#include <c10/util/Exception.h>

#include "model/tensor.h"

namespace rho::workbench {

torch::Tensor ThriftyNetwork::inParts(const torch::Tensor& x, const Function& compute) {
  for (;;) {
    const auto part = std::min(m_most.load(), x.size(0));
    try {
      if (part == x.size(0)) return compute(x);
      std::vector<torch::Tensor> results;
      for (const auto& piece : x.split(part)) results.push_back(compute(piece));
      return torch::cat(results);
    } catch (const c10::OutOfMemoryError&) {
      if (part <= 1) throw;
      m_most = part / 2;
    }
  }
}

torch::Tensor ThriftyNetwork::forward(const torch::Tensor& x) {
  if (at::GradMode::is_enabled() && x.requires_grad()) return m_model.network().forward(x);
  return inParts(x, [this](const torch::Tensor& part) { return m_model.network().forward(part); });
}

torch::Tensor ThriftyNetwork::inference(const torch::Tensor& x, model::Precision precision) {
  return inParts(
      x, [&](const torch::Tensor& part) { return m_model.network().inference(part, precision); });
}

model::Network::Tapped ThriftyNetwork::tap(const torch::Tensor& x, const std::string& layer) {
  return m_model.network().tap(x, layer);
}

model::Network::Tapped ThriftyNetwork::tapForGradient(const torch::Tensor& x,
                                                      const std::string& layer) {
  return m_model.network().tapForGradient(x, layer);
}

std::vector<std::string> ThriftyNetwork::layers() const { return m_model.network().layers(); }

void ThriftyNetwork::to(torch::Device device) { m_model.network().to(device); }

void ThriftyNetwork::train(bool on) { m_model.network().train(on); }

std::vector<model::NamedTensor> ThriftyNetwork::parameters() const {
  return m_model.network().parameters();
}

std::vector<model::NamedTensor> ThriftyNetwork::state() const { return m_model.network().state(); }

model::Model thrifty(model::Model model) {
  auto card = model.card();
  return {std::move(card), std::make_shared<ThriftyNetwork>(std::move(model))};
}

}  // namespace rho::workbench
