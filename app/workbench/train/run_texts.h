// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "workbench/train/run_record.h"

namespace rho::workbench {

/// "running", "finished", …
QString phaseText(RunPhase phase);
/// What the state means where that is not obvious, for a tooltip; else empty.
QString phaseExplanation(RunPhase phase);
/// "2 h 05 min", "40 s".
QString durationText(double seconds);
/// The line below a run's name: state, epochs, accuracy, time left.
QString summaryOf(const RunRecord& run);

}  // namespace rho::workbench
