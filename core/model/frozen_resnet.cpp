// SPDX-License-Identifier: Apache-2.0
#include "model/frozen_resnet.h"

#include <torch/autograd.h>

#include <algorithm>

#include "base/error.h"
#include "model/frozen_engine.h"
#include "model/tensor.h"

namespace rho::model {

namespace {

/// Lets the graph hold the engine until the gradient is done.
struct EngineHandle : torch::CustomClassHolder {
  explicit EngineHandle(std::shared_ptr<const FrozenResNet::Engine> held)
      : engine(std::move(held)) {}
  std::shared_ptr<const FrozenResNet::Engine> engine;
};

struct Whole : torch::autograd::Function<Whole> {
  static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& x,
                               const std::shared_ptr<const FrozenResNet::Engine>& engine) {
    const int n = static_cast<int>(x.size(0));
    const int height = static_cast<int>(x.size(2)), width = static_cast<int>(x.size(3));
    const auto input = x.contiguous();
    const auto gates = engine->borrowGates(n * engine->gateFloats(height, width));
    auto logits = torch::empty({n, engine->classes()}, x.options());
    engine->forward(input.data_ptr<float>(), n, height, width, logits.data_ptr<float>(),
                    gates.data_ptr<float>());
    context->saved_data["engine"] =
        c10::IValue::make_capsule(c10::make_intrusive<EngineHandle>(engine));
    context->saved_data["sizes"] = x.sizes();
    context->save_for_backward({gates});
    return logits;
  }

  static torch::autograd::tensor_list backward(torch::autograd::AutogradContext* context,
                                               const torch::autograd::tensor_list& gradients) {
    if (torch::GradMode::is_enabled())
      throw InvalidInput("network", "the fast path has no second derivatives",
                         "turn it off with SmallResNet::setFast(false)");
    const auto handle =
        c10::static_intrusive_pointer_cast<EngineHandle>(context->saved_data["engine"].toCapsule());
    const auto sizes = context->saved_data["sizes"].toIntVector();
    const auto logits = gradients[0].contiguous();
    const auto gates = context->get_saved_variables()[0];
    auto x = torch::empty(sizes, logits.options());
    handle->engine->backward(logits.data_ptr<float>(), gates.data_ptr<float>(),
                             static_cast<int>(sizes[0]), static_cast<int>(sizes[2]),
                             static_cast<int>(sizes[3]), x.data_ptr<float>());
    return {x, torch::Tensor()};
  }
};

}  // namespace

bool FrozenResNet::supports(const std::vector<int>& features, int inputChannels) {
  return inputChannels <= 5 &&
         std::all_of(features.begin(), features.end(), [](int f) { return f % 16 == 0; });
}

FrozenResNet::FrozenResNet(const FrozenWeights& weights)
    : m_engine(std::make_shared<const Engine>(weights)) {}

FrozenResNet::~FrozenResNet() = default;

bool FrozenResNet::accepts(const torch::Tensor& x) const {
  return x.dim() == 4 && x.is_cpu() && x.scalar_type() == torch::kFloat &&
         x.layout() == torch::kStrided && x.numel() > 0 && x.size(1) == m_engine->channels();
}

torch::Tensor FrozenResNet::forward(const torch::Tensor& x) const {
  if (torch::GradMode::is_enabled() && x.requires_grad()) return Whole::apply(x, m_engine);
  const auto input = x.contiguous();
  auto logits = torch::empty({x.size(0), m_engine->classes()}, x.options().requires_grad(false));
  m_engine->forward(input.data_ptr<float>(), static_cast<int>(x.size(0)),
                    static_cast<int>(x.size(2)), static_cast<int>(x.size(3)),
                    logits.data_ptr<float>(), nullptr);
  return logits;
}

}  // namespace rho::model
