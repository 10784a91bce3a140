// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

#include "base/job_context.h"

namespace rho::workbench {

class JobThread;
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

/// A job that runs, for those who show it.
struct RunningJob {
  QString lane;
  QString title;  ///< as it was started with
  QString stage;  ///< of the work; the title until there is one
  double fraction = 0;
  std::optional<double> secondsLeft;
};

/// A job that failed, until it is dismissed.
struct FailedJob {
  quint64 id = 0;
  QString lane, title, message;
};

/// Runs work outside the thread that it lives in (the GUI's). Jobs are in lanes by what they
/// answer: in each lane the newest request wins, the one before it is asked to stop and nothing
/// that it still delivers arrives. Jobs of one lane never overlap in time.
class JobTracker : public QObject {
  Q_OBJECT
 public:
  using Work = std::function<void(const Job&)>;
  static constexpr std::size_t keptFailures = 8;

  explicit JobTracker(QObject* parent = nullptr);
  /// Asks all jobs to stop and waits for them.
  ~JobTracker() override;

  /// title: what is being done, for people, until the work reports stages of its own.
  void start(const QString& lane, const QString& title, Work work);
  void cancel(const QString& lane);
  void cancelAll();
  bool isBusy(const QString& lane) const;
  bool isBusy() const;

  /// What runs, the oldest first.
  std::vector<RunningJob> running() const;
  /// The last ones that failed, the newest first.
  const std::vector<FailedJob>& failures() const { return m_failures; }
  void dismiss(quint64 failure);

 signals:
  void progressed(const QString& lane, const QString& stage, double fraction,
                  std::optional<double> secondsLeft);
  /// Exactly one of these ends every job, unless a newer one of its lane replaces it.
  void finished(const QString& lane);
  void failed(const QString& lane, const QString& message);
  void cancelled(const QString& lane);
  /// running() or failures() are others than before.
  void jobsChanged();

 private:
  friend class Job;
  struct Lane {
    std::unique_ptr<JobThread> thread;
    std::stop_source stop;
    quint64 ticket = 0;  ///< of the newest request; they rise over all lanes
    bool busy = false;
    RunningJob job;
  };
  /// Something to be done in the tracker's thread for the job of this ticket.
  struct Delivery {
    QString lane;
    quint64 ticket = 0;
    std::function<void()> action;
  };

  Lane& laneNamed(const QString& name);
  bool isCurrent(const QString& lane, quint64 ticket) const;
  /// To be called from any thread.
  void post(const QString& lane, quint64 ticket, std::function<void()> action);
  /// For each delivery: the only events that are sent to this object.
  void customEvent(QEvent* event) override;
  void run(const Work& work, const Job& job);
  void takeProgress(const QString& lane, const Progress& progress);
  void takeFailure(const QString& lane, const QString& message);
  void end(const QString& lane);

  std::map<QString, std::unique_ptr<Lane>> m_lanes;
  std::vector<FailedJob> m_failures;
  quint64 m_tickets = 0;
  // A queue of its own, rather than Qt's: the thread sanitizer sees its lock.
  std::mutex m_postedMutex;
  std::deque<Delivery> m_posted;  ///< guarded by it; for each one an event is under way
};

}  // namespace rho::workbench
