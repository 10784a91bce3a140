// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace rho::workbench {

/// What a bundled recipe reproduces, in one line; empty for one that is not known here.
QString recipeSummary(const QString& name);

}  // namespace rho::workbench
