// SPDX-License-Identifier: GPL-3.0-or-later
// In place of all else in this folder where the project is built without RHO_WITH_DICOM.
#include "workbench/archive/archive_entry.h"

namespace rho::workbench {

void addArchiveEntry(QMenu&, JobTracker&, QWidget&, std::function<void(const QString&)>) {}

}  // namespace rho::workbench
