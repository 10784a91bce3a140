// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workbench/inspect/inspection.h"
#include "workbench/trust/trust_question.h"

namespace rho::workbench {

/// What there is to compare about the class that is explained: the perturbations of the sweep in
/// both directions, whether or not tiles show them, and the finished answers of the tiles.
std::vector<TrustQuestion::Shown> shownMethods(const Inspection& row, const Workspace& workspace);

}  // namespace rho::workbench
