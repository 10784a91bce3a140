// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include "model/activation.h"

namespace rho::model {

/// The tensors of a batch norm, one value per channel each.
struct BatchNorm {
  torch::Tensor weight, bias;
  torch::Tensor runningMean, runningVariance;
  double momentum = 0.1;  ///< the share of the batch in the running statistics
  double epsilon = 1e-5;
};

/// Whether normActivation() takes these values: N×C×H×W floats on the CPU, C a multiple of 16, and
/// no autocast.
bool normActivationSupports(const torch::Tensor& x);

/// Batch norm with the statistics of the batch (Ioffe and Szegedy 2015) and the activation behind
/// it as one operator, for training: updates the running statistics, keeps x alone for the
/// gradient, and is differentiable twice with few passes over the memory. The same values as the
/// separate operators within rounding, and the same bytes with any number of threads. d: width of
/// the half-Huber.
torch::Tensor normActivation(const torch::Tensor& x, const BatchNorm& norm, Activation activation,
                             double d);

}  // namespace rho::model
