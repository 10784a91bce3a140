// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "base/job_context.h"
#include "workbench/report/curve_figure.h"

namespace rho::workbench {

/// The curves of one network on a page of their own.
struct CurvePage {
  QString caseName;
  QString networkName;
  QString target;  ///< the class that is raised and lowered
  ReportCurves curves;
};

/// Writes the page as .png, .svg or .pdf, or its values as .csv with the columns class, direction
/// (of the target), rho and confidence (in [0,1]). The file is replaced as a whole. Throws
/// InvalidInput (no curves yet, another ending), WriteFailed, Cancelled.
void exportCurves(const CurvePage& page, const std::filesystem::path& path,
                  const JobContext& context = {});

}  // namespace rho::workbench
