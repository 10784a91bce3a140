// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <map>
#include <optional>

#include "workbench/train/run_record.h"

namespace rho::workbench {

class JobTracker;

/// Compares the network of a finished run with the one that it was to improve, in a job. The answer
/// is a file in the run's folder, comparison.json, where whoever reads the folder finds it.
class RunComparer : public QObject {
  Q_OBJECT
 public:
  RunComparer(JobTracker& tracker, QObject* parent = nullptr);

  void compare(const RunRecord& run);
  void stop(const QString& folder);
  /// How far it is, 0 to 1; nothing while it is not being compared.
  std::optional<double> progress(const QString& folder) const;

 signals:
  void progressed(const QString& folder);
  /// The file is there.
  void compared(const QString& folder);
  void failed(const QString& folder, const QString& message);
  /// After all of these, and when it was stopped.
  void ended(const QString& folder);

 private:
  static QString laneOf(const QString& folder);

  JobTracker& m_tracker;
  std::map<QString, double> m_running;  ///< by lane
};

}  // namespace rho::workbench
