// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/job_tracker.h"

#include <exception>
#include <new>

#include "base/error.h"

namespace rho::workbench {

Job::Job(JobTracker* tracker, QString lane, quint64 ticket, std::stop_token stop)
    : m_tracker(tracker),
      m_lane(std::move(lane)),
      m_ticket(ticket),
      m_context(std::move(stop),
                [job = m_ticket, owner = m_tracker, name = m_lane](const Progress& progress) {
                  owner->post(name, job, [owner, name, progress] {
                    emit owner->progressed(name, QString::fromStdString(progress.stage),
                                           progress.fraction, progress.secondsLeft);
                  });
                }) {}

void Job::deliver(std::function<void()> action) const {
  m_tracker->post(m_lane, m_ticket, std::move(action));
}

JobTracker::JobTracker(QObject* parent) : QObject(parent) {}

JobTracker::~JobTracker() {
  for (const auto& [name, lane] : m_lanes) lane->stop.request_stop();
  for (const auto& [name, lane] : m_lanes) lane->pool.waitForDone();
}

JobTracker::Lane& JobTracker::laneNamed(const QString& name) {
  auto& lane = m_lanes[name];
  if (!lane) {
    lane = std::make_unique<Lane>();
    lane->pool.setMaxThreadCount(1);
    lane->pool.setExpiryTimeout(-1);  // a new thread would have to prepare for computing again
  }
  return *lane;
}

void JobTracker::start(const QString& lane, const QString& title, Work work) {
  Lane& current = laneNamed(lane);
  current.stop.request_stop();
  current.stop = std::stop_source();
  current.busy = true;
  const Job job(this, lane, ++current.ticket, current.stop.get_token());
  emit progressed(lane, title, 0, std::nullopt);
  current.pool.start([this, job, title, work = std::move(work)] {
    job.context().report(0, title.toStdString());
    run(work, job);
  });
}

/// Every way out of the work becomes a signal: an exception must not end the program.
void JobTracker::run(const Work& work, const Job& job) {
  const auto fail = [&](const QString& message) {
    post(job.m_lane, job.m_ticket, [this, lane = job.m_lane, message] {
      end(lane);
      emit failed(lane, message);
    });
  };
  try {
    job.context().throwIfStopped();
    work(job);
    post(job.m_lane, job.m_ticket, [this, lane = job.m_lane] {
      end(lane);
      emit finished(lane);
    });
  } catch (const Cancelled&) {
    // Whoever asked the job to stop has said so already.
  } catch (const std::bad_alloc&) {
    fail(tr("There is not enough memory for this; close other programs or use a smaller image."));
  } catch (const std::exception& error) {
    fail(QString::fromStdString(error.what()));
  }
}

void JobTracker::cancel(const QString& lane) {
  if (!isBusy(lane)) return;
  Lane& current = laneNamed(lane);
  current.stop.request_stop();
  ++current.ticket;  // what it still delivers is stale
  end(lane);
  emit cancelled(lane);
}

void JobTracker::cancelAll() {
  for (const auto& [name, lane] : m_lanes) cancel(name);
}

bool JobTracker::isBusy(const QString& lane) const {
  const auto found = m_lanes.find(lane);
  return found != m_lanes.end() && found->second->busy;
}

bool JobTracker::isBusy() const {
  for (const auto& [name, lane] : m_lanes)
    if (lane->busy) return true;
  return false;
}

bool JobTracker::isCurrent(const QString& lane, quint64 ticket) const {
  const auto found = m_lanes.find(lane);
  return found != m_lanes.end() && found->second->ticket == ticket;
}

void JobTracker::post(const QString& lane, quint64 ticket, std::function<void()> action) {
  QMetaObject::invokeMethod(
      this,
      [this, lane, ticket, action = std::move(action)] {
        if (isCurrent(lane, ticket)) action();
      },
      Qt::QueuedConnection);
}

void JobTracker::end(const QString& lane) { laneNamed(lane).busy = false; }

}  // namespace rho::workbench
