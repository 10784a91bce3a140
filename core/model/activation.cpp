// SPDX-License-Identifier: Apache-2.0
#include "model/activation.h"

#include <torch/autograd.h>

#include "base/error.h"
#include "model/tensor.h"

namespace rho::model {

namespace {

/// Saves the input alone, and one pass less each way than the same formula in separate operators.
struct HalfHuber : torch::autograd::Function<HalfHuber> {
  static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& x,
                               double d) {
    context->save_for_backward({x});
    context->saved_data["d"] = d;
    const auto c = x.clamp(0, d);
    return (x - c * 0.5).mul_(c).mul_(1 / d);
  }

  static torch::autograd::tensor_list backward(torch::autograd::AutogradContext* context,
                                               torch::autograd::tensor_list gradients) {
    const double d = context->saved_data["d"].toDouble();
    const auto x = context->get_saved_variables()[0];
    return {gradients[0] * (x.clamp(0, d) * (1 / d)), torch::Tensor()};
  }
};

}  // namespace

Activation activationFromName(const std::string& name) {
  if (name == "relu") return Activation::relu;
  if (name == "half-huber") return Activation::halfHuber;
  throw InvalidInput("activation", "\"" + name + "\" is unknown", "use relu or half-huber");
}

std::string nameOf(Activation activation) {
  return activation == Activation::relu ? "relu" : "half-huber";
}

torch::Tensor halfHuber(const torch::Tensor& x, double d) { return HalfHuber::apply(x, d); }

}  // namespace rho::model
