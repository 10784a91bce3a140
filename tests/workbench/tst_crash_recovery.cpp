// SPDX-License-Identifier: GPL-3.0-or-later
// What is open survives the death of the program, which is the real one here.
#include "workbench/tiny_network.h"

#include <QDirIterator>
#include <QLockFile>
#include <QProcess>
#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

#include "base/error.h"
#include "widgets/message_bar.h"
#include "workbench/document/document.h"
#include "workbench/document/session_file.h"
#include "workbench/inspect/inspector.h"
#include "workbench/window/main_window.h"

using namespace rho::workbench;

namespace {

constexpr int patience = 60000;  ///< milliseconds, for machines that are busy

std::optional<Workspace> read(const QString& path) {
  try {
    return loadSession(path.toStdString());
  } catch (const rho::Error&) {
    return std::nullopt;
  }
}

/// A running rhoscope whose settings and sessions are in a folder of their own.
class Program {
 public:
  Program(const QTemporaryDir& home, const QStringList& arguments) {
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("QT_QPA_PLATFORM", "offscreen");
    environment.insert("XDG_DATA_HOME", home.filePath("data"));
    environment.insert("XDG_CONFIG_HOME", home.filePath("config"));
    m_process.setProcessEnvironment(environment);
    m_process.setProcessChannelMode(QProcess::ForwardedChannels);
    m_process.start(RHOSCOPE_PROGRAM, arguments);
  }
  ~Program() { killHard(); }

  /// With SIGKILL: the program gets no chance to tidy up.
  void killHard() {
    m_process.kill();
    m_process.waitForFinished(patience);
  }
  bool isRunning() { return m_process.state() != QProcess::NotRunning; }
  qint64 id() const { return m_process.processId(); }
  QDateTime started() const { return m_started; }

 private:
  const QDateTime m_started = QDateTime::currentDateTime();
  QProcess m_process;
};

/// The autosave file that the program wrote, or empty while it has none.
QString fileOf(const Program& program, const QTemporaryDir& home) {
  QDirIterator files(home.filePath("data"), {"running-*.rhosession"}, QDir::Files,
                     QDirIterator::Subdirectories);
  while (files.hasNext()) {
    const QString path = files.next();
    if (files.fileInfo().lastModified() < program.started()) continue;  // of the one before
    qint64 owner = 0;
    QString host, name;
    QLockFile lock(path + ".lock");
    if (lock.getLockInfo(&owner, &host, &name) && owner == program.id()) return path;
  }
  return {};
}

std::optional<Workspace> stateOf(const Program& program, const QTemporaryDir& home) {
  const QString path = fileOf(program, home);
  return path.isEmpty() ? std::nullopt : read(path);
}

}  // namespace

class TestCrashRecovery : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() {
    QVERIFY(m_files.isValid());
    // Settings of this process: not the user's.
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_files.filePath("config"));
    QCoreApplication::setOrganizationName("rhoscope-test");
    m_network = m_files.filePath("tiny.safetensors");
    rho::test::writeTinyNetwork(m_network.toStdString());
  }

  void aKilledProgramComesBackAsItWas_data() {
    QTest::addColumn<Workspace>("wanted");
    QTest::addColumn<QStringList>("arguments");
    Workspace opened;
    opened.currentCase = "demo:nodule-1";
    opened.networks = {m_network.toStdString()};
    QTest::newRow("case and network")
        << opened << QStringList{"--model", m_network, "demo:nodule-1"};
    Workspace worked = opened;
    worked.rho = 0.225;
    worked.target = "oval";
    worked.direction = Direction::lower;
    worked.tiles.pop_back();
    worked.tiles.front().method = "saliency";
    worked.maximised = worked.tiles.back().key();
    worked.view.zoom = 2;
    worked.view.invert = true;
    const QString session = m_files.filePath("worked.rhosession");
    saveSession(session.toStdString(), worked);
    QTest::newRow("everything that was set") << worked << QStringList{session};
  }
  void aKilledProgramComesBackAsItWas() {
    QFETCH(Workspace, wanted);
    QFETCH(QStringList, arguments);
    const QTemporaryDir home;
    {
      Program first(home, arguments);
      QTRY_VERIFY_WITH_TIMEOUT(stateOf(first, home) == wanted || !first.isRunning(), patience);
      QVERIFY(first.isRunning());
      first.killHard();
    }
    Program second(home, {});
    QTRY_VERIFY_WITH_TIMEOUT(stateOf(second, home) == wanted || !second.isRunning(), patience);
    QVERIFY(second.isRunning());
    const QString left = fileOf(second, home);
    second.killHard();
    theNextWindowSaysSo(QFileInfo(left).path(), wanted);
  }

  void aProgramThatStillRunsKeepsItsSession() {
    const QTemporaryDir home;
    Program first(home, {"--model", m_network, "demo:nodule-1"});
    const auto opened = [&](const Program& program, const char* address) {
      const auto state = stateOf(program, home);
      return state && state->currentCase == address && !state->networks.empty();
    };
    QTRY_VERIFY_WITH_TIMEOUT(opened(first, "demo:nodule-1") || !first.isRunning(), patience);
    Program second(home, {"--model", m_network, "demo:clear-1"});
    QTRY_VERIFY_WITH_TIMEOUT(opened(second, "demo:clear-1") || !second.isRunning(), patience);
    QVERIFY(opened(second, "demo:clear-1"));
    QVERIFY(opened(first, "demo:nodule-1"));
  }

  /// Two windows die: one comes back in the window, the other as a session among the recent files.
  void allKilledProgramsComeBack() {
    const QTemporaryDir home;
    QString folder;
    {
      Program first(home, {"--model", m_network, "demo:nodule-1"});
      Program second(home, {"--model", m_network, "demo:clear-1"});
      const auto opened = [&](const Program& program, const char* address) {
        const auto state = stateOf(program, home);
        return state && state->currentCase == address && !state->networks.empty();
      };
      QTRY_VERIFY_WITH_TIMEOUT(opened(first, "demo:nodule-1"), patience);
      QTRY_VERIFY_WITH_TIMEOUT(opened(second, "demo:clear-1"), patience);
      folder = QFileInfo(fileOf(first, home)).path();
    }
    MainWindow window;
    QVERIFY(window.keepIn(folder));
    const auto files = QDir(folder).entryInfoList({"recovered *.rhosession"}, QDir::Files);
    QCOMPARE(files.size(), 1);
    const auto kept = read(files[0].filePath());
    QVERIFY(kept);
    QStringList cases{
        QString::fromStdString(kept->currentCase),
        QString::fromStdString(window.findChild<Document*>()->workspace().currentCase)};
    cases.sort();
    QCOMPARE(cases, (QStringList{"demo:clear-1", "demo:nodule-1"}));
    QVERIFY(QSettings().value("recent files").toStringList().contains(files[0].filePath()));
    QVERIFY(window.findChild<rho::widgets::MessageBar*>()->text().contains("Recent files"));
  }

 private:
  /// Of another program nobody sees the message: the third start is in this process.
  void theNextWindowSaysSo(const QString& folder, const Workspace& wanted) {
    MainWindow window;
    QVERIFY(window.keepIn(folder));
    const auto* inspector = window.findChild<Inspector*>();
    QTRY_VERIFY_WITH_TIMEOUT(!inspector->opened().image.empty(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(inspector->current().network, patience);
    QVERIFY(window.findChild<Document*>()->workspace() == wanted);
    // Still to be read when the case and the network are there.
    const auto message = window.findChild<rho::widgets::MessageBar*>()->text();
    QVERIFY2(message.contains("ended unexpectedly"), qPrintable(message));
  }

  QTemporaryDir m_files;
  QString m_network;
};

QTEST_MAIN(TestCrashRecovery)
#include "tst_crash_recovery.moc"
