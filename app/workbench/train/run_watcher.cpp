// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/train/run_watcher.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <algorithm>
#include <set>

#include "base/error.h"
#include "base/file.h"

namespace rho::workbench {

namespace {

namespace fs = std::filesystem;

/// The folders that were added, and those below the folder of runs.
std::set<std::string> foldersOf(const QString& runs, const QStringList& added,
                                const QStringList& removed) {
  std::set<std::string> folders;
  for (const auto& folder : added)
    if (isRunFolder(folder.toStdString())) folders.insert(folder.toStdString());
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(runs.toStdString(), ignored))
    if (entry.is_directory(ignored) && isRunFolder(entry.path()))
      folders.insert(entry.path().string());
  for (const auto& folder : removed) folders.erase(folder.toStdString());
  return folders;
}

}  // namespace

QString rhoProgram() {
  const auto beside =
      QStandardPaths::findExecutable("rho", {QCoreApplication::applicationDirPath()});
  return beside.isEmpty() ? QStandardPaths::findExecutable("rho") : beside;
}

RunWatcher::RunWatcher(const QString& program, QObject* parent)
    : QObject(parent),
      m_program(program),
      m_followed(std::make_shared<std::map<std::string, Followed>>()) {
  connect(&m_timer, &QTimer::timeout, this, &RunWatcher::look);
  connect(&m_tracker, &JobTracker::failed, this, [this](const QString& lane, const QString& text) {
    emit failed(text);
    if (lane == changeLane) changeNext();
  });
  connect(&m_tracker, &JobTracker::finished, this, [this](const QString& lane) {
    if (lane == changeLane) changeNext();
  });
}

void RunWatcher::watch(int interval) {
  m_timer.start(interval);
  look();
}

RunRecordPtr RunWatcher::run(const QString& folder) const {
  const auto found = std::find_if(m_runs.begin(), m_runs.end(), [&](const auto& run) {
    return run->folder == folder.toStdString();
  });
  return found == m_runs.end() ? nullptr : *found;
}

void RunWatcher::look() {
  if (m_tracker.isBusy(lookLane)) return;
  m_tracker.start(
      lookLane, {},
      [this, asks = m_asks, followed = m_followed, runs = folderName(m_places.runsFolder()),
       added = m_places.added(), removed = m_places.removed()](const Job& job) {
        std::vector<RunRecordPtr> records;
        for (const auto& folder : foldersOf(runs, added, removed)) {
          auto& one = (*followed)[folder];
          if (!one.reader) one.reader = std::make_unique<RunReader>(folder);
          if (one.reader->update(job.context()) || !one.record)
            one.record = std::make_shared<const RunRecord>(one.reader->record());
          records.push_back(one.record);
        }
        std::stable_sort(records.begin(), records.end(),
                         [](const auto& a, const auto& b) { return a->since > b->since; });
        job.deliver([this, records, asks] { take(records, asks); });
      });
}

/// asks: as many were known when the look began. It may have read a folder before the latest one
/// was written there, and then does not tell whether that one waits.
void RunWatcher::take(std::vector<RunRecordPtr> runs, int asks) {
  if (runs != m_runs) {
    m_runs = std::move(runs);
    emit changed();
  }
  if (asks == m_asks) startNext();
}

/// One after another: what trains takes the whole machine.
void RunWatcher::startNext() {
  const auto started = run(m_started);
  const bool isComing = started && started->phase == RunPhase::waiting;
  if (!isComing) m_started.clear();
  const bool isBusy = std::any_of(m_runs.begin(), m_runs.end(),
                                  [](const auto& run) { return isActive(run->phase); });
  if (isComing || isBusy || !m_changes.empty()) return;
  for (const auto& folder : m_places.queue()) {
    const auto next = run(folder);
    if (!next) continue;  // not seen yet, or gone
    if (next->phase != RunPhase::waiting) {
      m_places.dequeue(folder);
      continue;
    }
    m_started = folder;
    m_places.dequeue(folder);
    return change([program = m_program.toStdString(), folder = folder.toStdString()](const Job&) {
      startRequest(program, folder);
    });
  }
}

void RunWatcher::ask(const QString& path, const RunRequest& request) {
  const auto folder = folderName(path);
  change([this, folder, request](const Job& job) {
    writeRequest(folder.toStdString(), request);
    job.deliver([this, folder] {
      m_places.add(folder);
      m_places.enqueue(folder);
      ++m_asks;
      emit asked(folder);
    });
  });
}

void RunWatcher::stop(const QString& folder) {
  const auto found = run(folder);
  if (!found) return;
  m_places.dequeue(folder);
  change([folder = folder.toStdString(), waits = found->phase == RunPhase::waiting](const Job&) {
    waits ? withdrawRequest(folder) : writeFileAtomically(fs::path(folder) / "stop", "");
  });
}

void RunWatcher::resume(const QString& folder) {
  RunRequest request;
  request.resume = true;
  ask(folder, request);
}

void RunWatcher::addFolder(const QString& path) {
  const auto folder = folderName(path);
  change([this, folder](const Job& job) {
    if (!isRunFolder(folder.toStdString()))
      throw InvalidInput(folder.toStdString(), "holds no training run",
                         "choose the folder that rho train was given by --out");
    job.deliver([this, folder] { m_places.add(folder); });
  });
}

void RunWatcher::remove(const QString& folder) {
  const auto found = run(folder);
  if (found && found->phase == RunPhase::waiting) stop(folder);
  m_places.remove(folder);
  look();
}

/// One after another, and none is lost: jobs of one lane would replace each other.
void RunWatcher::change(JobTracker::Work work) {
  m_changes.push_back(std::move(work));
  if (m_changes.size() == 1) m_tracker.start(changeLane, {}, m_changes.front());
}

void RunWatcher::changeNext() {
  m_changes.pop_front();
  if (!m_changes.empty()) m_tracker.start(changeLane, {}, m_changes.front());
  look();
}

}  // namespace rho::workbench
