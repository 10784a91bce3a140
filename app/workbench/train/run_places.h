// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace rho::workbench {

/// Where the window finds runs, and which of them wait for their turn. It stays in the settings, so
/// that every window of this user sees the same.
class RunPlaces {
 public:
  /// New runs go here, and every run in it is listed. By default a folder in the user's data.
  QString runsFolder() const;
  void setRunsFolder(const QString& folder);

  /// Folders of runs that were added or started elsewhere.
  QStringList added() const;
  void add(const QString& folder);
  /// It is not listed any more, until it is added again. The folder stays.
  void remove(const QString& folder);
  QStringList removed() const;

  /// Folders whose requests wait, the next one first.
  QStringList queue() const;
  void enqueue(const QString& folder);
  void dequeue(const QString& folder);
};

/// Absolute and clean, so that one folder has one name.
QString folderName(const QString& path);

/// A folder for a new run that does not exist: the name, with a number where it is taken.
QString freeFolder(const QString& runsFolder, const QString& name);

}  // namespace rho::workbench
