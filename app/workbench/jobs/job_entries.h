// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <functional>
#include <vector>

#include "widgets/job_entry.h"

namespace rho::widgets {
class JobStatus;
}

namespace rho::workbench {

class JobTracker;

using IsBackground = std::function<bool(const QString& lane)>;

/// The tracker's jobs as the status bar lists them: what runs, the oldest first, then what failed.
std::vector<widgets::JobEntry> jobEntries(const JobTracker& tracker,
                                          const IsBackground& isBackground);

/// Keeps the status at what the tracker does, and lets it cancel and dismiss single jobs.
void followJobs(JobTracker& tracker, widgets::JobStatus& status, IsBackground isBackground);

}  // namespace rho::workbench
