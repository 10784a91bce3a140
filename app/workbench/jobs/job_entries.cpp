// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/jobs/job_entries.h"

#include "widgets/job_status.h"
#include "workbench/inspect/core_texts.h"
#include "workbench/jobs/job_tracker.h"

namespace rho::workbench {

namespace {

/// Lanes are names, failures numbers: their keys do not collide.
const QString failureKey = "failure %1";

}  // namespace

std::vector<widgets::JobEntry> jobEntries(const JobTracker& tracker,
                                          const IsBackground& isBackground) {
  std::vector<widgets::JobEntry> entries;
  for (const auto& job : tracker.running())
    entries.push_back({job.lane,
                       job.title,
                       coreText(job.stage.toStdString()),
                       job.fraction,
                       job.secondsLeft,
                       {},
                       isBackground(job.lane)});
  for (const auto& job : tracker.failures())
    entries.push_back({failureKey.arg(job.id), job.title, {}, 0, std::nullopt, job.message, false});
  return entries;
}

void followJobs(JobTracker& tracker, widgets::JobStatus& status, IsBackground isBackground) {
  using widgets::JobStatus;
  QObject::connect(&tracker, &JobTracker::jobsChanged, &status,
                   [&tracker, &status, isBackground = std::move(isBackground)] {
                     status.setJobs(jobEntries(tracker, isBackground));
                   });
  QObject::connect(&status, &JobStatus::cancelJobRequested, &tracker, &JobTracker::cancel);
  QObject::connect(&status, &JobStatus::dismissRequested, &tracker, [&tracker](const QString& key) {
    const auto failures = tracker.failures();
    for (const auto& job : failures)
      if (failureKey.arg(job.id) == key) tracker.dismiss(job.id);
  });
}

}  // namespace rho::workbench
