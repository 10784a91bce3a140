// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QThreadPool>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>

#include "base/job_context.h"

namespace rho::workbench {

class JobTracker;

/// What work gets to know of its job. Used in the worker's thread alone.
class Job {
 public:
  const JobContext& context() const { return m_context; }

  /// Runs action in the thread of the tracker, in the order of the calls, unless the job has been
  /// replaced or cancelled by then. Captured values travel with it: nothing is shared.
  void deliver(std::function<void()> action) const;

 private:
  friend class JobTracker;
  Job(JobTracker* tracker, QString lane, quint64 ticket, std::stop_token stop);

  JobTracker* m_tracker;
  QString m_lane;
  quint64 m_ticket;
  JobContext m_context;
};

/// Runs work outside the thread that it lives in (the GUI's). Jobs are in lanes by what they
/// answer: in each lane the newest request wins, the one before it is asked to stop and nothing
/// that it still delivers arrives. Jobs of one lane never overlap in time.
class JobTracker : public QObject {
  Q_OBJECT
 public:
  using Work = std::function<void(const Job&)>;

  explicit JobTracker(QObject* parent = nullptr);
  /// Asks all jobs to stop and waits for them.
  ~JobTracker() override;

  /// title: what is being done, for people, until the work reports stages of its own.
  void start(const QString& lane, const QString& title, Work work);
  void cancel(const QString& lane);
  void cancelAll();
  bool isBusy(const QString& lane) const;
  bool isBusy() const;

 signals:
  void progressed(const QString& lane, const QString& stage, double fraction,
                  std::optional<double> secondsLeft);
  /// Exactly one of these ends every job, unless a newer one of its lane replaces it.
  void finished(const QString& lane);
  void failed(const QString& lane, const QString& message);
  void cancelled(const QString& lane);

 private:
  friend class Job;
  struct Lane {
    QThreadPool pool;  ///< of one thread
    std::stop_source stop;
    quint64 ticket = 0;  ///< of the newest request
    bool busy = false;
  };

  Lane& laneNamed(const QString& name);
  bool isCurrent(const QString& lane, quint64 ticket) const;
  /// To be called from any thread.
  void post(const QString& lane, quint64 ticket, std::function<void()> action);
  void run(const Work& work, const Job& job);
  void end(const QString& lane);

  std::map<QString, std::unique_ptr<Lane>> m_lanes;
};

}  // namespace rho::workbench
