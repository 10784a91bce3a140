// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/job_entry.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace rho::widgets {

namespace {

struct JobText {
  Q_DECLARE_TR_FUNCTIONS(JobText)
};

}  // namespace

QString timeLeftText(double seconds) {
  if (seconds < 90) return JobText::tr("%1 s left").arg(std::max(1.0, std::ceil(seconds)));
  return JobText::tr("%1 min left").arg(std::ceil(seconds / 60));
}

QString progressText(const JobEntry& job) {
  if (!job.secondsLeft) return job.stage;
  return JobText::tr("%1 · %2").arg(job.stage, timeLeftText(*job.secondsLeft));
}

}  // namespace rho::widgets
