// SPDX-License-Identifier: Apache-2.0
#include "model/frozen_kernels_sets.h"

#if defined(__x86_64__)

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,fma")
#endif

namespace rho::model::frozen {

namespace {
constexpr int Lanes = 8, WideBlock = 2, WidePixels = 4, NarrowPixels = 8;
#include "model/vector_impl.h"
// After the above.
#include "model/frozen_kernels_impl.h"
#include "model/norm_kernels_impl.h"
#include "model/winograd_weights_impl.h"
}  // namespace

const Kernels avx2Kernels = {"avx2", blockOf, winograd, direct, scatter, winogradWeights};
const norms::Kernels avx2NormKernels[2] = {normKernels<false>, normKernels<true>};

}  // namespace rho::model::frozen

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif

#endif
