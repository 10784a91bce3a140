// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "base/job_context.h"
#include "explain/sweep.h"

namespace rho::workbench {

using SweepSink = std::function<void(const explain::SweepPoint&)>;
using SweepCall =
    std::function<void(const explain::SweepRequest&, const SweepSink&, const JobContext&)>;

/// Calls compute, as explain::sweep; where the memory does not suffice it is called again with half
/// the batch, down to 1, for the ρ that have not come yet. What fails with 1 is thrown.
void sweepWithinMemory(explain::SweepRequest request, const SweepCall& compute,
                       const SweepSink& sink, const JobContext& context);

}  // namespace rho::workbench
