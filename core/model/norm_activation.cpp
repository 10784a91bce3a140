// SPDX-License-Identifier: Apache-2.0
#include "model/norm_activation.h"

#include <ATen/autocast_mode.h>
#include <torch/autograd.h>

#include "base/error.h"
#include "model/norm_passes.h"
#include "model/tensor.h"

namespace rho::model {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::tensor_list;

torch::Tensor channelsLast(const torch::Tensor& x) {
  return x.contiguous(torch::MemoryFormat::ChannelsLast);
}

// What is saved must be what was given, so that second derivatives find it in the graph: the
// callers see to the order of the channels.

/// (y's gradient) → (gradients of x, weight, bias), itself differentiable.
struct Gradient : torch::autograd::Function<Gradient> {
  static tensor_list forward(AutogradContext* context, const torch::Tensor& x,
                             const torch::Tensor& weight, const torch::Tensor& bias,
                             const torch::Tensor& mean, const torch::Tensor& inverse,
                             const torch::Tensor& g, bool huber, double d) {
    const NormPasses passes({weight, bias, mean, inverse, huber, d});
    const auto gradient = passes.gradient(x, g);
    context->save_for_backward({x, weight, bias, mean, inverse, g, gradient.weight, gradient.bias});
    context->saved_data["huber"] = huber;
    context->saved_data["d"] = d;
    context->set_materialize_grads(false);
    return {gradient.x, gradient.weight, gradient.bias};
  }

  static tensor_list backward(AutogradContext* context, tensor_list u) {
    if (torch::GradMode::is_enabled())
      throw InvalidInput("network", "batch norm in training has no third derivatives",
                         "use separate operators");
    const auto saved = context->get_saved_variables();
    const NormPasses passes({saved[1], saved[2], saved[3], saved[4],
                             context->saved_data["huber"].toBool(),
                             context->saved_data["d"].toDouble()});
    const auto orZero = [](const torch::Tensor& given, const torch::Tensor& like) {
      return given.defined() ? given : torch::zeros_like(like);
    };
    const auto second = passes.secondGradient(
        saved[0], saved[5], {{}, saved[6], saved[7]},
        {channelsLast(orZero(u[0], saved[0])), orZero(u[1], saved[1]), orZero(u[2], saved[1])});
    return {second.x, second.weight, second.bias, {}, {}, second.g, {}, {}};
  }
};

struct Forward : torch::autograd::Function<Forward> {
  static torch::Tensor forward(AutogradContext* context, const torch::Tensor& x,
                               const BatchNorm& norm, const torch::Tensor& weight,
                               const torch::Tensor& bias, bool huber, double d) {
    const auto moments = momentsOf(x);
    const auto inverse = (moments.variance + norm.epsilon).rsqrt().to(torch::kFloat);
    const auto mean = moments.mean.to(torch::kFloat);
    updateRunning(norm, moments, static_cast<double>(x.numel() / x.size(1)));
    context->save_for_backward({x, weight, bias, mean, inverse});
    context->saved_data["huber"] = huber;
    context->saved_data["d"] = d;
    return NormPasses({weight, bias, mean, inverse, huber, d}).forward(x);
  }

  static tensor_list backward(AutogradContext* context, const tensor_list& g) {
    const auto saved = context->get_saved_variables();
    const auto gradients =
        Gradient::apply(saved[0], saved[1], saved[2], saved[3], saved[4], channelsLast(g[0]),
                        context->saved_data["huber"].toBool(), context->saved_data["d"].toDouble());
    return {gradients[0], {}, gradients[1], gradients[2], {}, {}};
  }

  /// As LibTorch does, with the unbiased variance.
  static void updateRunning(const BatchNorm& norm, const NormMoments& moments, double count) {
    const auto mean = norm.runningMean, variance = norm.runningVariance;
    mean.lerp_(moments.mean.to(mean.scalar_type()), norm.momentum);
    const double unbiased = count / std::max(count - 1, 1.0);
    variance.lerp_((moments.variance * unbiased).to(variance.scalar_type()), norm.momentum);
  }
};

}  // namespace

bool normActivationSupports(const torch::Tensor& x) {
  return x.dim() == 4 && x.is_cpu() && x.scalar_type() == torch::kFloat && x.numel() > 0 &&
         x.size(1) % 16 == 0 && !at::autocast::is_autocast_enabled(at::kCPU);
}

torch::Tensor normActivation(const torch::Tensor& x, const BatchNorm& norm, Activation activation,
                             double d) {
  return Forward::apply(channelsLast(x), norm, norm.weight, norm.bias,
                        activation == Activation::halfHuber, d);
}

}  // namespace rho::model
