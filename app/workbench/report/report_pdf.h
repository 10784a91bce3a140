// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include "base/job_context.h"
#include "workbench/report/report.h"

namespace rho::workbench {

/// The report as a PDF with numbered pages; no row of a table and no line of pictures is split.
/// Throws Cancelled.
QByteArray reportPdf(const ReportContent& content, const JobContext& context);

}  // namespace rho::workbench
