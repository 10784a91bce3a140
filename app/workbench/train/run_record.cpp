// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/train/run_record.h"

#include <algorithm>

namespace rho::workbench {

namespace {

constexpr std::size_t paceReports = 50;

}  // namespace

double RunRecord::fraction() const { return steps > 0 ? std::clamp(step / steps, 0.0, 1.0) : 0; }

std::optional<double> RunRecord::secondsLeft() const {
  if (phase != RunPhase::running || reports.size() < 2) return std::nullopt;
  const auto& last = reports.back();
  const auto& first = reports[reports.size() - std::min(reports.size(), paceReports)];
  const double done = last.step - first.step, took = last.seconds - first.seconds;
  if (done <= 0 || took <= 0 || steps < last.step) return std::nullopt;
  return (steps - last.step) * took / done;
}

}  // namespace rho::workbench
