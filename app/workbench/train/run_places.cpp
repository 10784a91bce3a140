// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/train/run_places.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

namespace rho::workbench {

namespace {

const QString folderKey = "train/runs folder";
const QString addedKey = "train/added runs";
const QString removedKey = "train/removed runs";
const QString queueKey = "train/queue";

QStringList listOf(const QString& key) { return QSettings().value(key).toStringList(); }

void append(const QString& key, const QString& folder) {
  auto list = listOf(key);
  if (list.contains(folderName(folder))) return;
  QSettings().setValue(key, list << folderName(folder));
}

void take(const QString& key, const QString& folder) {
  auto list = listOf(key);
  if (list.removeAll(folderName(folder)) > 0) QSettings().setValue(key, list);
}

}  // namespace

QString folderName(const QString& path) {
  return QDir::cleanPath(QFileInfo(path).absoluteFilePath());
}

QString RunPlaces::runsFolder() const {
  const auto usual =
      QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).filePath("runs");
  return QSettings().value(folderKey, usual).toString();
}

void RunPlaces::setRunsFolder(const QString& folder) {
  QSettings().setValue(folderKey, folderName(folder));
}

QStringList RunPlaces::added() const { return listOf(addedKey); }

void RunPlaces::add(const QString& folder) {
  take(removedKey, folder);
  append(addedKey, folder);
}

void RunPlaces::remove(const QString& folder) {
  take(addedKey, folder);
  take(queueKey, folder);
  append(removedKey, folder);
}

QStringList RunPlaces::removed() const { return listOf(removedKey); }

QStringList RunPlaces::queue() const { return listOf(queueKey); }

void RunPlaces::enqueue(const QString& folder) { append(queueKey, folder); }

void RunPlaces::dequeue(const QString& folder) { take(queueKey, folder); }

QString freeFolder(const QString& runsFolder, const QString& name) {
  const QDir runs(runsFolder);
  QString folder = runs.filePath(name);
  for (int i = 2; QFileInfo::exists(folder); ++i)
    folder = runs.filePath(QString("%1-%2").arg(name).arg(i));
  return folder;
}

}  // namespace rho::workbench
