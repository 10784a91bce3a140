// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/csrc/distributed/c10d/Backend.hpp>
#include <torch/csrc/distributed/c10d/Store.hpp>

namespace rho::training {

/// Whether the program was built with NCCL: a CUDA LibTorch with the headers of NCCL and of the
/// CUDA runtime, which packages of LibTorch do not carry.
bool hasNccl();
/// The exchange between GPUs, on the current device; only where hasNccl().
c10::intrusive_ptr<c10d::Backend> ncclBackend(const c10::intrusive_ptr<c10d::Store>& store,
                                              int rank, int size);

}  // namespace rho::training
