// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/jobs/job_tracker.h"

#include <QCoreApplication>
#include <QEvent>
#include <algorithm>
#include <exception>
#include <new>

#include "base/error.h"
#include "workbench/jobs/job_thread.h"

namespace rho::workbench {

Job::Job(JobTracker* tracker, QString lane, quint64 ticket, std::stop_token stop)
    : m_tracker(tracker),
      m_lane(std::move(lane)),
      m_ticket(ticket),
      m_context(std::move(stop), [job = m_ticket, owner = m_tracker,
                                  name = m_lane](const Progress& progress) {
        owner->post(name, job, [owner, name, progress] { owner->takeProgress(name, progress); });
      }) {}

void Job::deliver(std::function<void()> action) const {
  m_tracker->post(m_lane, m_ticket, std::move(action));
}

JobTracker::JobTracker(QObject* parent) : QObject(parent) {}

JobTracker::~JobTracker() {
  for (const auto& [name, lane] : m_lanes) lane->stop.request_stop();
  for (const auto& [name, lane] : m_lanes) lane->thread.reset();
}

JobTracker::Lane& JobTracker::laneNamed(const QString& name) {
  auto& lane = m_lanes[name];
  if (!lane) {
    lane = std::make_unique<Lane>();
    lane->thread = std::make_unique<JobThread>();
  }
  return *lane;
}

void JobTracker::start(const QString& lane, const QString& title, Work work) {
  Lane& current = laneNamed(lane);
  current.stop.request_stop();
  current.stop = std::stop_source();
  current.busy = true;
  current.ticket = ++m_tickets;
  current.job = {lane, title, title, 0, std::nullopt};
  const Job job(this, lane, current.ticket, current.stop.get_token());
  emit progressed(lane, title, 0, std::nullopt);
  emit jobsChanged();
  current.thread->doNext([this, job, title, work = std::move(work)] {
    job.context().report(0, title.toStdString());
    run(work, job);
  });
}

/// Every way out of the work becomes a signal: an exception must not end the program.
void JobTracker::run(const Work& work, const Job& job) {
  const auto fail = [&](const QString& message) {
    post(job.m_lane, job.m_ticket,
         [this, lane = job.m_lane, message] { takeFailure(lane, message); });
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

void JobTracker::takeProgress(const QString& lane, const Progress& progress) {
  auto& job = laneNamed(lane).job;
  if (!progress.stage.empty()) job.stage = QString::fromStdString(progress.stage);
  job.fraction = progress.fraction;
  job.secondsLeft = progress.secondsLeft;
  emit progressed(lane, job.stage, job.fraction, job.secondsLeft);
  emit jobsChanged();
}

void JobTracker::takeFailure(const QString& lane, const QString& message) {
  const auto& failing = laneNamed(lane);
  m_failures.insert(m_failures.begin(), {failing.ticket, lane, failing.job.title, message});
  if (m_failures.size() > keptFailures) m_failures.pop_back();
  end(lane);
  emit failed(lane, message);
}

void JobTracker::dismiss(quint64 failure) {
  if (std::erase_if(m_failures, [=](const auto& job) { return job.id == failure; }) > 0)
    emit jobsChanged();
}

void JobTracker::cancel(const QString& lane) {
  if (!isBusy(lane)) return;
  Lane& current = laneNamed(lane);
  current.stop.request_stop();
  current.ticket = ++m_tickets;  // what it still delivers is stale
  end(lane);
  emit cancelled(lane);
}

void JobTracker::cancelAll() {
  for (const auto& job : running()) cancel(job.lane);
}

bool JobTracker::isBusy(const QString& lane) const {
  const auto found = m_lanes.find(lane);
  return found != m_lanes.end() && found->second->busy;
}

bool JobTracker::isBusy() const {
  return std::any_of(m_lanes.begin(), m_lanes.end(),
                     [](const auto& lane) { return lane.second->busy; });
}

std::vector<RunningJob> JobTracker::running() const {
  std::vector<const Lane*> busy;
  for (const auto& [name, lane] : m_lanes)
    if (lane->busy) busy.push_back(lane.get());
  std::sort(busy.begin(), busy.end(),
            [](const Lane* a, const Lane* b) { return a->ticket < b->ticket; });
  std::vector<RunningJob> jobs;
  for (const auto* lane : busy) jobs.push_back(lane->job);
  return jobs;
}

bool JobTracker::isCurrent(const QString& lane, quint64 ticket) const {
  const auto found = m_lanes.find(lane);
  return found != m_lanes.end() && found->second->ticket == ticket;
}

void JobTracker::post(const QString& lane, quint64 ticket, std::function<void()> action) {
  const std::lock_guard lock(m_postedMutex);
  m_posted.push_back({lane, ticket, std::move(action)});
  QCoreApplication::postEvent(this, new QEvent(QEvent::User));
}

/// One delivery for each event: an action may run an event loop of its own, and the order stays.
void JobTracker::customEvent(QEvent*) {
  Delivery delivery;
  {
    const std::lock_guard lock(m_postedMutex);
    delivery = std::move(m_posted.front());
    m_posted.pop_front();
  }
  if (isCurrent(delivery.lane, delivery.ticket)) delivery.action();
}

void JobTracker::end(const QString& lane) {
  laneNamed(lane).busy = false;
  emit jobsChanged();
}

}  // namespace rho::workbench
