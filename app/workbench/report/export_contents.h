// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workbench/inspect/inspection.h"
#include "workbench/report/array_export.h"
#include "workbench/report/curve_export.h"
#include "workbench/report/exhibit.h"
#include "workbench/report/report.h"
#include "workbench/trust/trust_question.h"

namespace rho::workbench {

/// What is on screen, as values that a job may write while the window goes on. Copies are cheap.
struct Snapshot {
  Workspace workspace;
  OpenCase opened;
  std::vector<Inspection> rows;
  int current = 0;   ///< of rows
  TrustState trust;  ///< in the current network's finding
};

// From a snapshot to what is exported. May run in a worker. tile: only this one; empty: all.

Exhibit exhibitOf(const Snapshot& snapshot, const std::string& tile = {});
ReportContent reportOf(const Snapshot& snapshot);
// Of the current network:
CurvePage curvePageOf(const Snapshot& snapshot);
ExhibitArrays arraysOf(const Snapshot& snapshot, const std::string& tile = {});

}  // namespace rho::workbench
