// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QtTest>

#include "archive/archive.h"
#include "testing/scratch.h"

namespace rho::test {

/// A port on which nobody listens.
inline int freePort() {
  QTcpServer server;
  server.listen(QHostAddress::LocalHost);
  return server.serverPort();
}

/// An Orthanc of its own on loopback, with its store in a folder that goes away with it. It takes
/// and gives whatever it is asked, without a web page.
class Orthanc {
 public:
  static constexpr const char* title = "ORTHANC";
  static constexpr const char* ourTitle = "RHOTEST";

  static QString program() {
    return QStandardPaths::findExecutable("Orthanc", {"/usr/sbin", "/usr/bin", "/usr/local/bin"});
  }

  Orthanc() : m_port(freePort()), m_ourPort(freePort()) {
    const auto file =
        m_folder.write("orthanc.json", QJsonDocument(settings()).toJson().toStdString());
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(program(), {QString::fromStdString(file.string())});
    QByteArray said;
    while (!said.contains("Orthanc has started") && m_process.waitForReadyRead(30000))
      said += m_process.readAll();
    m_runs = said.contains("Orthanc has started");
    if (!m_runs) qWarning("%s", said.constData());
  }
  ~Orthanc() {
    m_process.terminate();
    if (!m_process.waitForFinished(30000)) m_process.kill();
    m_process.waitForFinished();
  }

  bool runs() const { return m_runs; }
  archive::Archive address() const {
    archive::Archive archive;
    archive.name = "test";
    archive.host = "127.0.0.1";
    archive.port = m_port;
    archive.theirTitle = title;
    archive.ourTitle = ourTitle;
    archive.timeoutSeconds = 30;
    return archive;
  }
  /// The same for C-MOVE.
  archive::Archive movingAddress() const {
    auto archive = address();
    archive.ourPort = m_ourPort;
    return archive;
  }

 private:
  QJsonObject settings() const {
    const auto store = QString::fromStdString((m_folder / "store").string());
    return {{"Name", "test"},
            {"StorageDirectory", store},
            {"IndexDirectory", store},
            {"Plugins", QJsonArray()},
            {"HttpServerEnabled", false},
            {"RemoteAccessAllowed", false},
            {"DicomAet", title},
            {"DicomPort", m_port},
            {"DicomCheckCalledAet", true},
            {"DicomAlwaysAllowEcho", true},
            {"DicomAlwaysAllowFind", true},
            {"DicomAlwaysAllowGet", true},
            {"DicomAlwaysAllowMove", true},
            {"DicomAlwaysAllowStore", true},
            {"DicomModalities", QJsonObject{{"us", QJsonArray{ourTitle, "127.0.0.1", m_ourPort}}}}};
  }

  Scratch m_folder;
  int m_port;
  int m_ourPort;
  QProcess m_process;
  bool m_runs = false;
};

}  // namespace rho::test

/// Skips the test where Orthanc or DCMTK's programs are missing.
#define RHO_ORTHANC_OR_SKIP()                                     \
  if (rho::test::Orthanc::program().isEmpty())                    \
    QSKIP("needs the server Orthanc (Debian's package orthanc)"); \
  if (QStandardPaths::findExecutable("findscu").isEmpty())        \
  QSKIP("needs DCMTK's programs (Debian's package dcmtk)")
