// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "shared_runs.h"

using namespace rho;

/// One of several processes that train together dies, or is asked to stop.
class TestTrainLostWorker : public QObject {
  Q_OBJECT

  test::SharedRuns m_runs;

 private slots:
  void initTestCase() {
    test::ProcessSet pair(RHO_PROGRAM, m_runs.shared("whole", 4), 2);
    test::verifyAllSucceeded(pair);
  }

  void aKilledProcessEndsTheRunOnAllAndItGoesOn_data() {
    QTest::addColumn<int>("victim");
    QTest::addRow("the one that leads") << 0;
    QTest::addRow("another one") << 1;
  }
  void aKilledProcessEndsTheRunOnAllAndItGoesOn() {
    QFETCH(int, victim);
    const auto folder = "victim-" + std::to_string(victim);
    {
      test::ProcessSet processes(RHO_PROGRAM, m_runs.shared(folder, 4), 2);
      auto& process = processes[static_cast<std::size_t>(victim)];
      while (m_runs.lines(folder, "step").empty() && !process.waitForFinished(0))
        QThread::yieldCurrentThread();
      process.kill();
      const auto outcomes = processes.outcomes();
      QCOMPARE(outcomes[static_cast<std::size_t>(victim)].code, -1);
      const auto& other = outcomes[static_cast<std::size_t>(1 - victim)];
      QCOMPARE(other.code, static_cast<int>(ExitCode::workerLost));
      QVERIFY2(other.err.contains("--resume"), other.err);
      if (victim == 1) {
        QCOMPARE(m_runs.status(folder)["state"].toString(), QString("failed"));
        QVERIFY(m_runs.status(folder)["reason"].toString().contains("another process"));
      }
    }
    const auto alone = test::runRho(m_runs.resumed(folder));
    QCOMPARE(alone.code, static_cast<int>(ExitCode::invalidInput));
    QVERIFY2(alone.err.contains("2 processes"), alone.err);
    test::ProcessSet again(RHO_PROGRAM, m_runs.resumed(folder), 2);
    test::verifyAllSucceeded(again);
    m_runs.verifyAsWhole(folder);
  }

  void anyProcessMayStopTheRun() {
    test::ProcessSet processes(RHO_PROGRAM, m_runs.shared("stopped", 4), 2);
    while (m_runs.lines("stopped", "step").empty() && !processes[1].waitForFinished(0))
      QThread::yieldCurrentThread();
    processes[1].terminate();
    for (const auto& outcome : processes.outcomes())
      QCOMPARE(outcome.code, static_cast<int>(ExitCode::cancelled));
    QCOMPARE(m_runs.status("stopped")["state"].toString(), QString("stopped"));
  }
};

QTEST_GUILESS_MAIN(TestTrainLostWorker)
#include "tst_train_lost_worker.moc"
