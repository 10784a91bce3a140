// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <functional>

class QMenu;
class QWidget;

namespace rho::workbench {

class JobTracker;

/// The entry of a menu that shows the archive's window; none in a build without DICOM. open: is
/// called with the folder of each study that came.
void addArchiveEntry(QMenu& menu, JobTracker& tracker, QWidget& window,
                     std::function<void(const QString&)> open);

}  // namespace rho::workbench
