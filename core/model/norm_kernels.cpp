// SPDX-License-Identifier: Apache-2.0
#include "model/norm_kernels.h"

#include "model/frozen_kernels_sets.h"

namespace rho::model::norms {

std::vector<const Kernels*> allKernels(bool huber) {
  const std::size_t table = huber ? 1 : 0;
  std::vector<const Kernels*> found = {&frozen::portableNormKernels[table]};
#if defined(__x86_64__)
  for (const auto* set : frozen::allKernels()) {
    if (set == &frozen::avx2Kernels) found.push_back(&frozen::avx2NormKernels[table]);
    if (set == &frozen::avx512Kernels) found.push_back(&frozen::avx512NormKernels[table]);
  }
#endif
  return found;
}

const Kernels& kernels(bool huber) {
  static const Kernels* const best[2] = {allKernels(false).back(), allKernels(true).back()};
  return *best[huber ? 1 : 0];
}

}  // namespace rho::model::norms
