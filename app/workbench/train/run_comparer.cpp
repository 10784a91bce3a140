// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/train/run_comparer.h"

#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "training/comparison.h"
#include "workbench/jobs/job_tracker.h"

namespace rho::workbench {

namespace {

const QString lanePrefix = "comparison ";

}  // namespace

RunComparer::RunComparer(JobTracker& tracker, QObject* parent)
    : QObject(parent), m_tracker(tracker) {
  const auto folderOf = [](const QString& lane) { return lane.mid(lanePrefix.size()); };
  connect(&m_tracker, &JobTracker::progressed, this,
          [this, folderOf](const QString& lane, const QString&, double fraction) {
            const auto found = m_running.find(lane);
            if (found == m_running.end()) return;
            found->second = fraction;
            emit progressed(folderOf(lane));
          });
  connect(&m_tracker, &JobTracker::finished, this, [this, folderOf](const QString& lane) {
    if (m_running.erase(lane) == 0) return;
    emit compared(folderOf(lane));
    emit ended(folderOf(lane));
  });
  connect(&m_tracker, &JobTracker::failed, this,
          [this, folderOf](const QString& lane, const QString& text) {
            if (m_running.erase(lane) == 0) return;
            emit failed(folderOf(lane), text);
            emit ended(folderOf(lane));
          });
  connect(&m_tracker, &JobTracker::cancelled, this, [this, folderOf](const QString& lane) {
    if (m_running.erase(lane) > 0) emit ended(folderOf(lane));
  });
}

/// Runs are compared beside each other: none replaces another.
QString RunComparer::laneOf(const QString& folder) { return lanePrefix + folder; }

void RunComparer::compare(const RunRecord& run) {
  const std::filesystem::path folder = run.folder;
  const training::ComparisonRequest request{.before = run.before,
                                            .after = (folder / "model.safetensors").string(),
                                            .data = run.data,
                                            .validation = run.validation,
                                            .device = "cpu"};
  const auto lane = laneOf(QString::fromStdString(run.folder));
  m_running[lane] = 0;
  const auto title = tr("Comparing %1, before and after").arg(QString::fromStdString(run.name));
  m_tracker.start(lane, title, [request, folder](const Job& job) {
    const auto comparison = training::compareNetworks(request, job.context());
    writeFileAtomically(folder / "comparison.json", toJson(comparison).dump(2) + "\n");
  });
  emit progressed(QString::fromStdString(run.folder));
}

void RunComparer::stop(const QString& folder) { m_tracker.cancel(laneOf(folder)); }

std::optional<double> RunComparer::progress(const QString& folder) const {
  const auto found = m_running.find(laneOf(folder));
  return found == m_running.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace rho::workbench
