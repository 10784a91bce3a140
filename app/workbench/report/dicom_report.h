// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>

#include "workbench/report/export_contents.h"

namespace rho::workbench {

/// A report as headings with lines of text below them: decisions, confidences, methods and their
/// options, measurements with what their millimetres are worth, the way to the network, warnings,
/// the program. Sections that would be empty are left out. It names no file.
std::vector<std::pair<QString, QStringList>> reportSections(const Snapshot& snapshot);

/// What the pixels of a capture show: the tiles in the order in which they are read.
QString derivationOf(const Exhibit& exhibit);

}  // namespace rho::workbench
