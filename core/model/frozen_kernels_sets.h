// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/frozen_kernels.h"

namespace rho::model::frozen {

extern const Kernels portableKernels;
#if defined(__x86_64__)
extern const Kernels avx2Kernels;
extern const Kernels avx512Kernels;
#endif

}  // namespace rho::model::frozen
