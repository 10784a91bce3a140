// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/guide.h"

namespace rho::workbench {

class InspectPage;

/// The parts of the window in the order in which one uses them, in the words of the field.
widgets::Guide* makeWindowGuide(QWidget& window, QWidget& cases, InspectPage& page,
                                QWidget& network);

/// The first time on this computer; from then on never again by itself.
bool isFirstRun();
void rememberFirstRun();

}  // namespace rho::workbench
