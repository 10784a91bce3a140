// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLockFile>
#include <QObject>
#include <QStringList>
#include <QTimer>
#include <memory>
#include <optional>

#include "workbench/document/workspace.h"

class QFileInfo;

namespace rho::workbench {

class Document;
class JobTracker;

/// Keeps the document on disk while the program runs, so that a crash loses at most the last half
/// second. Every running program has a file of its own and a lock; a file whose lock is stale was
/// left behind by one that was killed. After a proper end the file becomes the last session.
class Autosave : public QObject {
  Q_OBJECT
 public:
  static constexpr const char* lane = "autosave";

  /// folder: made where missing. Where nothing can be written there, nothing is kept.
  Autosave(Document& document, JobTracker& tracker, const QString& folder,
           QObject* parent = nullptr);

  /// What a killed program left behind: the newest.
  std::optional<Workspace> recovered() const { return m_recovered; }
  /// Session files of the other windows that were killed; they stay until they are mostKept.
  const QStringList& alsoRecovered() const { return m_alsoRecovered; }
  /// What was open when the program last ended properly.
  std::optional<Workspace> lastSession() const;
  /// Called at a proper end: writes the last session and removes the running one's file.
  void finish();

 private:
  void takeSlot();
  void recover();
  void keepForLater(const QFileInfo& file);
  void removeOldest();
  void saveSoon();
  void save();
  QString pathOf(const QString& name) const;

  Document& m_document;
  JobTracker& m_tracker;
  QString m_folder;
  QString m_slot;  ///< this program's file; empty: none
  std::unique_ptr<QLockFile> m_lock;
  std::optional<Workspace> m_recovered;
  QStringList m_alsoRecovered;
  QTimer m_timer;
};

}  // namespace rho::workbench
