// SPDX-License-Identifier: Apache-2.0
#include "model/frozen_kernels_sets.h"

namespace rho::model::frozen {

namespace {
// Four lanes are what every x86-64 (SSE2) and every 64-bit ARM has.
constexpr int Lanes = 4, WideBlock = 2, WidePixels = 4, NarrowPixels = 8;
#include "model/frozen_kernels_impl.h"
}  // namespace

const Kernels portableKernels = {"portable", blockOf, winograd, direct, scatter};

}  // namespace rho::model::frozen
