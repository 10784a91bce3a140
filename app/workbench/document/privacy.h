// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace rho::workbench {

// What the user wants of patients' data, kept in the settings; asked wherever it matters.

/// Whether patients' names stay off the screen.
bool hidesNames();
void setHidesNames(bool on);

/// Whether files and folders that were open are listed for another time.
bool remembersFiles();
void setRemembersFiles(bool on);

}  // namespace rho::workbench
