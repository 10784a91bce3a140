// SPDX-License-Identifier: Apache-2.0
#include <sys/resource.h>

#include "base/error.h"
#include "train_runs.h"

using namespace rho;

/// Ways in which a training ends before its last epoch, and how it goes on.
class TestTrainEnds : public QObject {
  Q_OBJECT

  test::TrainRuns m_runs;

 private slots:
  void initTestCase() {
    const auto done = test::runRho(m_runs.newRun("whole"));
    QVERIFY2(done.code == 0, done.err);
  }

  void stoppedCleanly_data() {
    QTest::addColumn<int>("signal");
    QTest::addRow("by Ctrl-C") << SIGINT;
    QTest::addRow("by SIGTERM") << SIGTERM;
    QTest::addRow("by the file stop") << 0;
  }

  void stoppedCleanly() {
    QFETCH(int, signal);
    const auto folder = "stopped-" + std::to_string(signal);
    const auto stopped = m_runs.interrupted(m_runs.newRun(folder), signal, [&] {
      if (m_runs.lines(folder, "step").empty()) return false;
      if (signal == 0) m_runs.m_scratch.write(folder + "/stop", "");
      return true;
    });
    QCOMPARE(stopped.code, static_cast<int>(ExitCode::cancelled));
    QVERIFY2(stopped.err.contains("--resume"), stopped.err);
    QCOMPARE(m_runs.status(folder)["state"].toString(), QString("stopped"));
    QVERIFY(m_runs.status(folder)["step"].toInt() < test::TrainRuns::steps);
    const auto done = test::runRho(m_runs.resumed(folder));
    QVERIFY2(done.code == 0, done.err);
    QVERIFY(!std::filesystem::exists(m_runs.path(folder) / "stop"));
    m_runs.verifyAsWhole(folder);
  }

  void anExplodingLossEndsTheRun() {
    const auto failed = test::runRho(m_runs.newRun(
        "exploded", {"--set", "learning_rate=100", "--set", "gradient_clip=0", "--set", "ema=0"}));
    QCOMPARE(failed.code, static_cast<int>(ExitCode::invalidInput));
    QVERIFY2(failed.err.contains("learning rate"), failed.err);
    QCOMPARE(m_runs.status("exploded")["state"].toString(), QString("failed"));
    QVERIFY(m_runs.status("exploded")["reason"].toString().contains("finite"));
    QVERIFY(std::filesystem::exists(m_runs.path("exploded/model.safetensors")));
    QCOMPARE(m_runs.lines("exploded", "end").size(), 1u);
  }

  void aFullDiskEndsTheRun() {
    QProcess process;
    process.setChildProcessModifier([] {
      const rlimit limit{4096, 4096};
      ::setrlimit(RLIMIT_FSIZE, &limit);
      std::signal(SIGXFSZ, SIG_IGN);
    });
    process.start(RHO_PROGRAM, m_runs.newRun("full"));
    const auto failed = test::outcomeOf(process);
    QCOMPARE(failed.code, static_cast<int>(ExitCode::writeFailed));
    QCOMPARE(m_runs.status("full")["state"].toString(), QString("failed"));
    const auto done = test::runRho(m_runs.resumed("full"));
    QVERIFY2(done.code == 0, done.err);
    m_runs.verifyAsWhole("full");
  }

  /// Images that are read anew in every epoch go away in the middle, and come back.
  void vanishedDataEndTheRun() {
    const auto data = m_runs.path("phantoms"), away = m_runs.path("elsewhere");
    const auto drawn = test::runRho(
        {"data", "phantom", "--count", "24", "--size", "64", "--out", m_runs.named("phantoms")});
    QVERIFY2(drawn.code == 0, drawn.err);
    std::filesystem::remove_all(data / "masks");
    const auto arguments = [&](const std::string& folder) {
      return m_runs.newRun(folder, {"--data", m_runs.named("phantoms"), "--memory", "0.001",
                                    "--epochs", "40", "--samples", "0", "--validation", "none"});
    };
    const auto whole = test::runRho(arguments("undisturbed"));
    QVERIFY2(whole.code == 0, whole.err);
    const auto failed = m_runs.interrupted(arguments("vanished"), 0, [&] {
      if (m_runs.lines("vanished", "epoch").empty()) return false;
      std::filesystem::rename(data, away);
      return true;
    });
    QCOMPARE(failed.code, static_cast<int>(ExitCode::missingFile));
    QVERIFY2(failed.err.contains("phantom-"), failed.err);
    QCOMPARE(m_runs.status("vanished")["state"].toString(), QString("failed"));
    std::filesystem::rename(away, data);
    const auto done = test::runRho(m_runs.resumed("vanished"));
    QVERIFY2(done.code == 0, done.err);
    QVERIFY(m_runs.contentOf("vanished/model.safetensors") ==
            m_runs.contentOf("undisturbed/model.safetensors"));
  }

  void oneProcessAtATime() {
    QProcess first;
    first.start(RHO_PROGRAM, m_runs.newRun("twice", {"--epochs", "100000"}));
    first.waitForStarted(-1);
    while (m_runs.lines("twice", "step").empty() && !first.waitForFinished(0))
      QThread::yieldCurrentThread();
    const auto second = test::runRho(m_runs.resumed("twice"));
    QCOMPARE(second.code, static_cast<int>(ExitCode::invalidInput));
    QVERIFY2(second.err.contains("another process"), second.err);
    first.terminate();
    QCOMPARE(test::outcomeOf(first).code, static_cast<int>(ExitCode::cancelled));
    QCOMPARE(m_runs.status("twice")["state"].toString(), QString("stopped"));
  }

  void whatBelongsToTheRunIsChecked() {
    const auto killed = m_runs.interrupted(
        m_runs.newRun("moved"), SIGKILL, [&] { return m_runs.lines("moved", "step").size() >= 3; });
    QCOMPARE(killed.code, -1);
    const auto other = test::runRho(m_runs.resumed("moved") +
                                    QStringList{"--data", "phantom:nodule?count=100&size=32"});
    QCOMPARE(other.code, static_cast<int>(ExitCode::invalidInput));
    QVERIFY2(other.err.contains("other images"), other.err);
    std::filesystem::resize_file(m_runs.path("moved/checkpoint.safetensors"), 100);
    QCOMPARE(test::runRho(m_runs.resumed("moved")).code, static_cast<int>(ExitCode::brokenFile));
  }
};

QTEST_GUILESS_MAIN(TestTrainEnds)
#include "tst_train_ends.moc"
