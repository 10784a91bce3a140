// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QMainWindow;

namespace rho::workbench {

/// A list of all keys, made from the window's own actions, and of what the mouse does.
void showKeys(QMainWindow& window);

}  // namespace rho::workbench
