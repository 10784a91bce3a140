// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "testing/processes.h"
#include "train_runs.h"

namespace rho::test {

/// Runs that several processes share.
class SharedRuns : public TrainRuns {
 public:
  /// batch images per process.
  QStringList shared(const std::string& folder, int batch) const {
    return newRun(folder, {"--set", QString("batch=%1").arg(batch), "--set",
                           "global_batch_norm=true", "--checkpoint-steps", "10"});
  }
};

inline void verifyAllSucceeded(ProcessSet& processes) {
  for (const auto& outcome : processes.outcomes()) QVERIFY2(outcome.code == 0, outcome.err);
}

}  // namespace rho::test
