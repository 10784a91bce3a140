// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/frozen_kernels.h"
#include "model/norm_kernels.h"

namespace rho::model::frozen {

extern const Kernels portableKernels;
extern const norms::Kernels portableNormKernels[2];  ///< ReLU, half-Huber
#if defined(__x86_64__)
extern const Kernels avx2Kernels;
extern const norms::Kernels avx2NormKernels[2];  ///< ReLU, half-Huber
extern const Kernels avx512Kernels;
extern const norms::Kernels avx512NormKernels[2];  ///< ReLU, half-Huber
#endif

}  // namespace rho::model::frozen
