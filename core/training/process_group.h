// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "training/launch.h"
#include "training/workers.h"

namespace rho::training {

/// Joins the processes of a run through LibTorch's c10d: Gloo for tensors on the CPU, NCCL for
/// those on a GPU where the build has it, else Gloo for them too. Returns the trivial Workers for
/// one process. Blocks until all have come, at most five minutes. Throws WorkerLost, whose message
/// says what was waited for; every later call throws it as soon as a process is gone.
std::unique_ptr<Workers> joinWorkers(const Launch& launch);

}  // namespace rho::training
