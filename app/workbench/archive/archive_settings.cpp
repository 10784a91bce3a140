// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/archive/archive_settings.h"

#include <QSettings>
#include <QStandardPaths>

namespace rho::workbench {

namespace {

const QString listKey = "archive/list";
const QString folderKey = "archive/folder";

}  // namespace

std::vector<archive::Archive> savedArchives() {
  QSettings settings;
  std::vector<archive::Archive> archives;
  const int count = settings.beginReadArray(listKey);
  for (int i = 0; i < count; ++i) {
    settings.setArrayIndex(i);
    const auto text = [&](const char* key) { return settings.value(key).toString().toStdString(); };
    archive::Archive one;
    one.name = text("name");
    one.host = text("host");
    one.port = settings.value("port", one.port).toInt();
    one.theirTitle = text("their title");
    one.ourTitle = text("our title");
    one.ourPort = settings.value("our port", one.ourPort).toInt();
    one.timeoutSeconds = settings.value("timeout", one.timeoutSeconds).toInt();
    archives.push_back(one);
  }
  settings.endArray();
  return archives;
}

void saveArchives(const std::vector<archive::Archive>& archives) {
  QSettings settings;
  settings.remove(listKey);
  settings.beginWriteArray(listKey, static_cast<int>(archives.size()));
  for (std::size_t i = 0; i < archives.size(); ++i) {
    settings.setArrayIndex(static_cast<int>(i));
    const auto& one = archives[i];
    settings.setValue("name", QString::fromStdString(one.name));
    settings.setValue("host", QString::fromStdString(one.host));
    settings.setValue("port", one.port);
    settings.setValue("their title", QString::fromStdString(one.theirTitle));
    settings.setValue("our title", QString::fromStdString(one.ourTitle));
    settings.setValue("our port", one.ourPort);
    settings.setValue("timeout", one.timeoutSeconds);
  }
  settings.endArray();
}

QString retrievalFolder() {
  const auto chosen = QSettings().value(folderKey).toString();
  if (!chosen.isEmpty()) return chosen;
  return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + "/archive";
}

void setRetrievalFolder(const QString& folder) { QSettings().setValue(folderKey, folder); }

}  // namespace rho::workbench
