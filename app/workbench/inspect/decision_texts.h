// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "workbench/inspect/inspection.h"

namespace rho::workbench {

// What a network decides, in words: one of its classes, or what it has found of its labels.

/// "cat 0.93", or of labels "found edema 0.93, mass 0.71", "none found, closest edema 0.12". Empty
/// until it is known. most: how many labels are named; the others are counted.
QString decisionText(const Inspection& state, std::size_t most = 3);
/// The same for a tile, as HTML, with the runner-up of a single-label network.
QString decisionHtml(const Inspection& state);

/// "found from 0.50 on", or "found from its operating point 0.27 on". Of a label.
QString decisionPointText(const model::ModelCard& card, int label);

}  // namespace rho::workbench
