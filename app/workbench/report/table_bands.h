// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "workbench/report/page_band.h"
#include "workbench/report/report_tables.h"

namespace rho::workbench {

/// A band for each row; the titles stand above the first one and again on every new page.
std::vector<Band> tableBands(const ReportTable& table, int textPixels, double width);

}  // namespace rho::workbench
