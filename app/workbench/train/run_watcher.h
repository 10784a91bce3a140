// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <deque>
#include <map>
#include <memory>
#include <vector>

#include "workbench/jobs/job_tracker.h"
#include "workbench/train/run_places.h"
#include "workbench/train/run_reader.h"
#include "workbench/train/run_request.h"

namespace rho::workbench {

using RunRecordPtr = std::shared_ptr<const RunRecord>;

/// Follows the runs of all places, and starts those that wait one after another. It only reads
/// their folders, but for the requests to start and to stop: what trains is a process of its own.
class RunWatcher : public QObject {
  Q_OBJECT
 public:
  /// program: `rho`.
  RunWatcher(const QString& program, QObject* parent = nullptr);

  /// Begins to look, now and every so many milliseconds.
  void watch(int interval);
  /// The newest first.
  const std::vector<RunRecordPtr>& runs() const { return m_runs; }
  /// Null where it is not listed.
  RunRecordPtr run(const QString& folder) const;
  RunPlaces& places() { return m_places; }

  /// Puts a run at the end of the queue.
  void ask(const QString& folder, const RunRequest& request);
  /// One that waits is taken out of the queue, one that runs is asked to stop.
  void stop(const QString& folder);
  void resume(const QString& folder);
  void addFolder(const QString& folder);
  /// Not listed any more; its folder stays.
  void remove(const QString& folder);
  /// Something in a folder has changed.
  void lookSoon() { look(); }

 signals:
  /// runs() are others than before.
  void changed();
  /// A run was asked for, and its folder is made.
  void asked(const QString& folder);
  void failed(const QString& message);

 private:
  static constexpr const char* lookLane = "look";
  static constexpr const char* changeLane = "change";
  struct Followed {
    std::unique_ptr<RunReader> reader;
    RunRecordPtr record;
  };

  void look();
  void take(std::vector<RunRecordPtr> runs, int asks);
  void startNext();
  void change(JobTracker::Work work);
  void changeNext();

  QString m_program;
  RunPlaces m_places;
  /// For the jobs of lookLane alone.
  std::shared_ptr<std::map<std::string, Followed>> m_followed;
  std::vector<RunRecordPtr> m_runs;
  std::deque<JobTracker::Work> m_changes;  ///< the first one is under way
  int m_asks = 0;     ///< how many runs were asked for; a look that began before knows less
  QString m_started;  ///< the latest one; until it is seen to run, no other is started
  QTimer m_timer;
  JobTracker m_tracker;  ///< of its own: Esc stops what is computed, not what is looked at
};

/// The program `rho` beside this one, else in PATH; empty where there is none.
QString rhoProgram();

}  // namespace rho::workbench
