// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command.h"
#include "experiment.h"

namespace rho::cli {

/// Does what is not done yet of an experiment with a simulated annotator, trial by trial; the
/// tables and curves are up to date after each. Throws BrokenFile, UsageError, InvalidInput
/// (another experiment is in the folder), Cancelled, and what reading images and training throw.
void runAnnotatorExperiment(const ExperimentFile& file, const ExperimentOptions& options,
                            const Console& console);

}  // namespace rho::cli
