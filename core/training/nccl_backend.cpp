// SPDX-License-Identifier: Apache-2.0
#include "training/nccl_backend.h"

#ifdef RHO_WITH_NCCL
#define USE_C10D_NCCL
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroupNCCL.hpp>
#endif

namespace rho::training {

#ifdef RHO_WITH_NCCL
bool hasNccl() { return true; }

c10::intrusive_ptr<c10d::Backend> ncclBackend(const c10::intrusive_ptr<c10d::Store>& store,
                                              int rank, int size) {
  return c10::make_intrusive<c10d::ProcessGroupNCCL>(
      c10::make_intrusive<c10d::PrefixStore>("nccl", store), rank, size);
}
#else
bool hasNccl() { return false; }

c10::intrusive_ptr<c10d::Backend> ncclBackend(const c10::intrusive_ptr<c10d::Store>&, int, int) {
  return {};
}
#endif

}  // namespace rho::training
