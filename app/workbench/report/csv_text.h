// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace rho::workbench {

/// A text as one cell of a CSV file, as RFC 4180 has it: names may hold commas, quotes and line
/// breaks.
inline QString csvQuoted(QString text) { return '"' + text.replace('"', "\"\"") + '"'; }

}  // namespace rho::workbench
