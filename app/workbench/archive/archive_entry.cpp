// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/archive/archive_entry.h"

#include <QCoreApplication>
#include <QMenu>
#include <QPointer>

#include "workbench/archive/archive_window.h"

namespace rho::workbench {

void addArchiveEntry(QMenu& menu, JobTracker& tracker, QWidget& window,
                     std::function<void(const QString&)> open) {
  const auto show = [&tracker, &window, open = std::move(open),
                     shown = QPointer<ArchiveWindow>()]() mutable {
    if (!shown) {
      shown = new ArchiveWindow(tracker, &window);
      QObject::connect(shown, &ArchiveWindow::studyRetrieved, &window, open);
    }
    shown->show();
    shown->raise();
    shown->activateWindow();
  };
  menu.addAction(QCoreApplication::translate("rho::workbench::ArchiveWindow", "Arc&hive…"), &window,
                 show);
}

}  // namespace rho::workbench
