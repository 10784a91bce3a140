// SPDX-License-Identifier: Apache-2.0
#include "model/frozen_kernels_sets.h"

namespace rho::model::frozen {

namespace {
// Four lanes are what every x86-64 (SSE2) and every 64-bit ARM has.
constexpr int Lanes = 4, WideBlock = 2, WidePixels = 4, NarrowPixels = 8;
#include "model/vector_impl.h"
// After the above.
#include "model/frozen_kernels_impl.h"
#include "model/norm_kernels_impl.h"
#include "model/winograd_weights_impl.h"
}  // namespace

const Kernels portableKernels = {"portable", blockOf, winograd, direct, scatter, winogradWeights};
const norms::Kernels portableNormKernels[2] = {normKernels<false>, normKernels<true>};

}  // namespace rho::model::frozen
