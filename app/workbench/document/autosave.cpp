// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/document/autosave.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include "base/error.h"
#include "workbench/document/document.h"
#include "workbench/document/session_file.h"
#include "workbench/jobs/job_tracker.h"

namespace rho::workbench {

namespace {

constexpr int pause = 500;  ///< milliseconds after a change
constexpr int mostPrograms = 64;
constexpr int mostKept = 20;  ///< sessions of killed windows
const QString runningName = "running-%1.rhosession";
const QString recoveredName = "recovered %1.rhosession";
const QString lastName = "last.rhosession";

std::unique_ptr<QLockFile> lockOf(const QString& path) {
  auto lock = std::make_unique<QLockFile>(path + ".lock");
  lock->setStaleLockTime(0);  // stale only when its process is gone, however long it runs
  return lock;
}

std::optional<Workspace> load(const QString& path) {
  if (!QFile::exists(path)) return std::nullopt;
  try {
    return loadSession(path.toStdString());
  } catch (const Error&) {
    return std::nullopt;  // of an older version, or damaged by the disk: nobody asked for it
  }
}

}  // namespace

Autosave::Autosave(Document& document, JobTracker& tracker, const QString& folder, QObject* parent)
    : QObject(parent), m_document(document), m_tracker(tracker), m_folder(folder) {
  QDir().mkpath(folder);
  recover();
  takeSlot();
  m_timer.setSingleShot(true);
  m_timer.setInterval(pause);
  connect(&m_timer, &QTimer::timeout, this, &Autosave::save);
  connect(&m_document, &Document::changed, this, &Autosave::saveSoon);
}

QString Autosave::pathOf(const QString& name) const { return QDir(m_folder).filePath(name); }

/// Files without a living owner: the newest is taken over, so that it is there until it is written
/// anew. The others become sessions that can be opened.
void Autosave::recover() {
  const auto files = QDir(m_folder).entryInfoList({runningName.arg("*")}, QDir::Files, QDir::Time);
  for (const auto& file : files) {
    auto lock = lockOf(file.filePath());
    if (!lock->tryLock(0)) continue;
    if (!m_recovered) m_recovered = load(file.filePath());
    if (m_recovered && m_slot.isEmpty()) {
      m_slot = file.filePath();
      m_lock = std::move(lock);
    } else {
      keepForLater(file);
    }
  }
  removeOldest();
}

void Autosave::keepForLater(const QFileInfo& file) {
  const auto workspace = load(file.filePath());
  const auto time = file.lastModified().toString("yyyy-MM-dd HHmmss");
  QString kept;
  for (int i = 1; kept.isEmpty() || QFile::exists(kept); ++i)
    kept =
        pathOf(i == 1 ? recoveredName.arg(time) : recoveredName.arg(time + QString(" %1").arg(i)));
  const bool isWorthIt = workspace && !workspace->currentCase.empty();
  if (isWorthIt && QFile::rename(file.filePath(), kept))
    m_alsoRecovered << kept;
  else
    QFile::remove(file.filePath());
}

void Autosave::removeOldest() {
  const auto kept = QDir(m_folder).entryInfoList({recoveredName.arg("*")}, QDir::Files, QDir::Time);
  for (const auto& file : kept.mid(mostKept)) QFile::remove(file.filePath());
}

void Autosave::takeSlot() {
  for (int i = 0; i < mostPrograms && m_slot.isEmpty(); ++i) {
    const auto path = pathOf(runningName.arg(i));
    auto lock = lockOf(path);
    if (!lock->tryLock(0)) continue;
    m_slot = path;
    m_lock = std::move(lock);
  }
}

void Autosave::saveSoon() {
  if (!m_slot.isEmpty()) m_timer.start();
}

void Autosave::save() {
  m_tracker.start(lane, {},
                  [path = m_slot.toStdString(), workspace = m_document.workspace()](const Job&) {
                    saveSession(path, workspace);
                  });
}

std::optional<Workspace> Autosave::lastSession() const { return load(pathOf(lastName)); }

void Autosave::finish() {
  if (m_slot.isEmpty()) return;
  m_timer.stop();
  m_tracker.cancel(lane);
  try {
    saveSession(pathOf(lastName).toStdString(), m_document.workspace());
    QFile::remove(m_slot);
  } catch (const Error&) {
    // The running file stays: the next start finds it.
  }
  m_slot.clear();
  m_lock.reset();
}

}  // namespace rho::workbench
