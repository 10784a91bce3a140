// SPDX-License-Identifier: Apache-2.0
#include "model/training_convolution.h"

#include <ATen/autocast_mode.h>
#include <torch/autograd.h>

#include "model/tensor.h"
#include "model/winograd_passes.h"

namespace rho::model {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::tensor_list;

torch::Tensor channelsLast(const torch::Tensor& x) {
  return x.contiguous(torch::MemoryFormat::ChannelsLast);
}

// The three bilinear maps that all derivatives consist of. Images are in channels-last order.

torch::Tensor convolved(const torch::Tensor& x, const torch::Tensor& weight, std::int64_t stride) {
  if (stride == 1 && winogradSupports(weight)) return winogradConvolution(x, weight, false);
  return at::convolution(x, weight, {}, {stride, stride}, {1, 1}, {1, 1}, false, {0, 0}, 1);
}

torch::Tensor convolutionGradient(const torch::Tensor& g, const torch::Tensor& x,
                                  const torch::Tensor& weight, std::int64_t stride, bool ofWeight) {
  const auto gradients =
      at::convolution_backward(g, x, weight, std::nullopt, {stride, stride}, {1, 1}, {1, 1}, false,
                               {0, 0}, 1, {!ofWeight, ofWeight, false});
  return ofWeight ? std::get<1>(gradients) : std::get<0>(gradients);
}

torch::Tensor inputGradient(const torch::Tensor& g, const torch::Tensor& weight,
                            torch::IntArrayRef inputSizes, std::int64_t stride) {
  if (stride == 1 && winogradSupports(weight)) return winogradConvolution(g, weight, true);
  // Only its sizes and layout are looked at.
  const auto x =
      torch::empty(inputSizes, g.options().memory_format(torch::MemoryFormat::ChannelsLast));
  return convolutionGradient(g, x, weight, stride, false);
}

torch::Tensor weightGradient(const torch::Tensor& x, const torch::Tensor& g, std::int64_t stride) {
  if (stride == 1 && winogradSupports(x.size(1), g.size(1))) return winogradWeightGradient(x, g);
  return convolutionGradient(g, x, torch::empty({g.size(1), x.size(1), 3, 3}, g.options()), stride,
                             true);
}

// Each as an operator whose gradients are the other two. What is saved must be what was given, so
// that derivatives of higher order find it in the graph: the callers see to the order of the
// channels.

tensor_list gradientsOfConvolution(AutogradContext* context, const torch::Tensor& g);
tensor_list gradientsOfInputGradient(AutogradContext* context, const torch::Tensor& u);
tensor_list gradientsOfWeightGradient(AutogradContext* context, const torch::Tensor& u);

struct Convolution : torch::autograd::Function<Convolution> {
  static torch::Tensor forward(AutogradContext* context, const torch::Tensor& x,
                               const torch::Tensor& weight, std::int64_t stride) {
    context->save_for_backward({x, weight});
    context->saved_data["stride"] = stride;
    return convolved(x, weight, stride);
  }
  static tensor_list backward(AutogradContext* context, const tensor_list& g) {
    return gradientsOfConvolution(context, channelsLast(g[0]));
  }
};

struct InputGradient : torch::autograd::Function<InputGradient> {
  static torch::Tensor forward(AutogradContext* context, const torch::Tensor& g,
                               const torch::Tensor& weight, torch::IntArrayRef inputSizes,
                               std::int64_t stride) {
    context->save_for_backward({g, weight});
    context->saved_data["stride"] = stride;
    return inputGradient(g, weight, inputSizes, stride);
  }
  static tensor_list backward(AutogradContext* context, const tensor_list& u) {
    return gradientsOfInputGradient(context, channelsLast(u[0]));
  }
};

struct WeightGradient : torch::autograd::Function<WeightGradient> {
  static torch::Tensor forward(AutogradContext* context, const torch::Tensor& x,
                               const torch::Tensor& g, std::int64_t stride) {
    context->save_for_backward({x, g});
    context->saved_data["stride"] = stride;
    return weightGradient(x, g, stride);
  }
  static tensor_list backward(AutogradContext* context, const tensor_list& u) {
    return gradientsOfWeightGradient(context, u[0]);
  }
};

tensor_list gradientsOfConvolution(AutogradContext* context, const torch::Tensor& g) {
  const auto saved = context->get_saved_variables();
  const auto stride = context->saved_data["stride"].toInt();
  tensor_list gradients(3);
  if (context->needs_input_grad(0))
    gradients[0] = InputGradient::apply(g, saved[1], saved[0].sizes(), stride);
  if (context->needs_input_grad(1)) gradients[1] = WeightGradient::apply(saved[0], g, stride);
  return gradients;
}

tensor_list gradientsOfInputGradient(AutogradContext* context, const torch::Tensor& u) {
  const auto saved = context->get_saved_variables();
  const auto stride = context->saved_data["stride"].toInt();
  tensor_list gradients(4);
  if (context->needs_input_grad(0)) gradients[0] = Convolution::apply(u, saved[1], stride);
  if (context->needs_input_grad(1)) gradients[1] = WeightGradient::apply(u, saved[0], stride);
  return gradients;
}

tensor_list gradientsOfWeightGradient(AutogradContext* context, const torch::Tensor& u) {
  const auto saved = context->get_saved_variables();
  const auto stride = context->saved_data["stride"].toInt();
  tensor_list gradients(3);
  if (context->needs_input_grad(0))
    gradients[0] = InputGradient::apply(saved[1], u, saved[0].sizes(), stride);
  if (context->needs_input_grad(1)) gradients[1] = Convolution::apply(saved[0], u, stride);
  return gradients;
}

}  // namespace

bool trainingConvolutionSupports(const torch::Tensor& x) {
  return x.dim() == 4 && x.is_cpu() && x.scalar_type() == torch::kFloat && x.numel() > 0 &&
         !at::autocast::is_autocast_enabled(at::kCPU);
}

torch::Tensor trainingConvolution(const torch::Tensor& x, const torch::Tensor& weight, int stride) {
  return Convolution::apply(channelsLast(x), weight, std::int64_t{stride});
}

}  // namespace rho::model
