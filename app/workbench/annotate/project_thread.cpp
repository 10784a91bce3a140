// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/annotate/project_thread.h"

#include <chrono>
#include <exception>
#include <new>
#include <utility>

#include "base/error.h"

namespace rho::workbench {

namespace {

using namespace std::chrono_literals;
constexpr auto untilRetry = 2s;

}  // namespace

ProjectThread::ProjectThread(QObject* parent) : QObject(parent), m_thread([this] { loop(); }) {}

ProjectThread::~ProjectThread() {
  {
    const std::lock_guard lock(m_mutex);
    m_isEnding = true;
    m_stop.request_stop();
  }
  m_changed.notify_one();
  m_thread.join();
}

void ProjectThread::post(Request request) {
  {
    const std::lock_guard lock(m_mutex);
    m_requests.push_back(std::move(request));
  }
  m_changed.notify_one();
}

void ProjectThread::stop() {
  const std::lock_guard lock(m_mutex);
  m_stop.request_stop();
}

void ProjectThread::loop() {
  for (;;) {
    Request request = [this] { writeAll(); };
    {
      std::unique_lock lock(m_mutex);
      const auto isWanted = [this] { return m_isEnding || !m_requests.empty(); };
      if (m_unwritten.empty())
        m_changed.wait(lock, isWanted);
      else
        m_changed.wait_for(lock, untilRetry, isWanted);
      if (!m_requests.empty()) {
        request = std::move(m_requests.front());
        m_requests.pop_front();
      } else if (m_isEnding) {
        break;
      }
    }
    run(request);
  }
  writeAll();
}

/// Every way out becomes a signal: an exception must not end the program.
void ProjectThread::run(const Request& request) {
  try {
    request();
  } catch (const Cancelled&) {
    // Whoever stopped it knows.
  } catch (const std::bad_alloc&) {
    tell(&ProjectThread::failed, tr("There is not enough memory for this."));
  } catch (const std::exception& error) {
    tell(&ProjectThread::failed, QString::fromStdString(error.what()));
  }
}

/// Values travel by copy.
template <typename Signal, typename... Values>
void ProjectThread::tell(Signal signal, Values... values) {
  QMetaObject::invokeMethod(
      this, [this, signal, values...] { emit(this->*signal)(values...); }, Qt::QueuedConnection);
}

void ProjectThread::create(const NewProject& request) {
  post([this, request] {
    writeAll();
    m_desk.create(request);
    tell(&ProjectThread::opened, m_desk.facts());
  });
}

void ProjectThread::open(const QString& file) {
  post([this, file] {
    writeAll();
    m_desk.open(file);
    tell(&ProjectThread::opened, m_desk.facts());
  });
}

void ProjectThread::close() {
  post([this] {
    writeAll();
    m_desk.close();
    tell(&ProjectThread::closed);
  });
}

void ProjectThread::join(const QString& name, annotation::Role role) {
  post([this, name, role] {
    writeAll();
    const auto annotator = m_desk.join(name, role);
    tell(&ProjectThread::factsChanged, m_desk.facts());
    tell(&ProjectThread::joined, annotator);
    tell(&ProjectThread::progressChanged, m_desk.index().progress());
    tell(&ProjectThread::historyChanged, m_desk.canUndo(), m_desk.canRedo());
  });
}

void ProjectThread::list(CaseFilter filter) {
  post([this, filter] { tell(&ProjectThread::listed, filter, m_desk.index().rows(filter)); });
}

void ProjectThread::show(annotation::Id caseId) {
  post([this, caseId] { tell(&ProjectThread::shown, m_desk.show(caseId)); });
}

void ProjectThread::write(const Edit& edit) {
  post([this, edit] {
    m_unwritten.push_back(edit);
    writeAll();
  });
}

/// In their order, until one fails that may succeed later. Returns whether all are written.
bool ProjectThread::writeAll() {
  const auto keep = [this](const QString& message) {
    m_isFailing = true;
    tell(&ProjectThread::writesFailed, message, static_cast<int>(m_unwritten.size()));
    return false;
  };
  while (!m_unwritten.empty()) {
    const auto& edit = m_unwritten.front();
    const auto caseId = edit.caseId;
    try {
      m_desk.apply(edit);
      if (!edit.changes.empty() || !edit.paint.empty())
        tell(&ProjectThread::historyChanged, true, false);
      tell(&ProjectThread::rowChanged, m_desk.index().row(caseId));
      tell(&ProjectThread::progressChanged, m_desk.index().progress());
    } catch (const WriteFailed& error) {
      return keep(QString::fromStdString(error.what()));
    } catch (const std::bad_alloc&) {
      return keep(tr("There is not enough memory."));
    } catch (const Error& error) {  // it never will
      tell(&ProjectThread::failed, QString::fromStdString(error.what()));
      run([this, caseId] { tell(&ProjectThread::shown, m_desk.show(caseId)); });
    }
    m_unwritten.pop_front();
  }
  if (std::exchange(m_isFailing, false)) tell(&ProjectThread::writesSucceeded);
  return true;
}

void ProjectThread::undo() {
  post([this] { go(&ProjectDesk::undo); });
}
void ProjectThread::redo() {
  post([this] { go(&ProjectDesk::redo); });
}

void ProjectThread::go(GoStep step) {
  if (!writeAll()) return;  // the step to be undone is not there yet
  if (const auto caseId = (m_desk.*step)()) {
    tell(&ProjectThread::rowChanged, m_desk.index().row(*caseId));
    tell(&ProjectThread::wentBack, m_desk.show(*caseId));
    tell(&ProjectThread::progressChanged, m_desk.index().progress());
  }
  tell(&ProjectThread::historyChanged, m_desk.canUndo(), m_desk.canRedo());
}

void ProjectThread::work(const QString& stage, const std::function<void(const JobContext&)>& call) {
  std::stop_token token;
  {
    const std::lock_guard lock(m_mutex);
    if (!m_isEnding) m_stop = {};
    token = m_stop.get_token();
  }
  tell(&ProjectThread::working, stage, 0.0);
  const JobContext context(token, [this, stage](const Progress& progress) {
    tell(&ProjectThread::working, stage, progress.fraction);
  });
  run([&] { call(context); });
  tell(&ProjectThread::rested);
}

/// After cases were added or flagged; also by what was stopped half way.
void ProjectThread::tellCases() {
  m_desk.reload();
  tell(&ProjectThread::factsChanged, m_desk.facts());
  tell(&ProjectThread::progressChanged, m_desk.index().progress());
}

void ProjectThread::importImages(const QString& source) {
  post([this, source] {
    annotation::ImportResult result;
    work(tr("Importing images"),
         [&](const JobContext& context) { result = m_desk.importImages(source, context); });
    tellCases();
    tell(&ProjectThread::imported, result);
  });
}

void ProjectThread::fill(const annotation::QueueRequest& request) {
  post([this, request] {
    work(tr("Filling the queue"), [&](const JobContext& context) {
      const auto batch = m_desk.fill(request, context);
      tellCases();
      tell(&ProjectThread::filled, batch);
    });
  });
}

void ProjectThread::countAgreement() {
  post([this] { tell(&ProjectThread::agreementCounted, m_desk.agreement()); });
}

void ProjectThread::exportTo(ExportFormat format, const QString& place) {
  post([this, format, place] {
    work(tr("Exporting"), [&](const JobContext& context) {
      const auto result = m_desk.exportTo(format, place, context);
      tell(&ProjectThread::exported, place, result);
    });
  });
}

void ProjectThread::makeTrainingSet(const TrainingSetRequest& request) {
  post([this, request] {
    writeAll();
    work(tr("Exporting"), [&](const JobContext& context) {
      const auto set = m_desk.makeTrainingSet(request, context);
      tell(&ProjectThread::trainingSetMade, set);
    });
  });
}

/// Whoever asks the network has to know that it was in vain.
void ProjectThread::score(quint64 ticket, const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    tell(&ProjectThread::scoringFailed, ticket, QString::fromStdString(error.what()));
  }
}

/// Flags of another network expire by this, so that lists may be others.
void ProjectThread::listToScore(quint64 ticket, const std::string& sha256, const std::string& name,
                                const flagging::ScoreRequest& request) {
  post([=, this] {
    score(ticket, [&] {
      const auto cases = m_desk.casesToScore(sha256, name, request);
      tellCases();
      tell(&ProjectThread::casesListed, ticket, cases);
    });
  });
}

void ProjectThread::keepScores(quint64 ticket, annotation::Id id,
                               const flagging::CaseScores& scores, std::uint64_t seed) {
  post([=, this] { score(ticket, [&] { m_desk.keepScores(id, scores, seed); }); });
}

void ProjectThread::tellScored() {
  post([this] {
    if (m_desk.isOpen()) tell(&ProjectThread::factsChanged, m_desk.facts());
  });
}

}  // namespace rho::workbench
