// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include "base/job_context.h"
#include "workbench/report/report.h"

namespace rho::workbench {

/// The report as one HTML file in UTF-8: pictures and curves are part of it, nothing is loaded and
/// nothing in it runs. Follows the reader's light or dark colours; pictures stay on white. Throws
/// Cancelled.
QByteArray reportHtml(const ReportContent& content, const JobContext& context);

}  // namespace rho::workbench
