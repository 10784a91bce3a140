// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/jobs/job_tracker.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QThread>
#include <QtTest>
#include <atomic>
#include <new>

#include "base/error.h"

using rho::workbench::Job;
using rho::workbench::JobTracker;

namespace {

/// Waits until the job is asked to stop, as a long call does.
void untilStopped(const Job& job) {
  for (;;) {
    job.context().throwIfStopped();
    QThread::yieldCurrentThread();
  }
}

}  // namespace

class TestJobTracker : public QObject {
  Q_OBJECT
 private slots:
  void deliversInTheOwnersThread() {
    JobTracker tracker;
    QSignalSpy finished(&tracker, &JobTracker::finished);
    QThread* worker = nullptr;
    QThread* receiver = nullptr;
    std::vector<int> values;
    tracker.start("lane", "work", [&](const Job& job) {
      worker = QThread::currentThread();
      for (int i = 0; i < 3; ++i)
        job.deliver([&, i] {
          receiver = QThread::currentThread();
          values.push_back(i);
        });
    });
    QVERIFY(tracker.isBusy("lane"));
    QVERIFY(finished.wait());
    QVERIFY(worker != QThread::currentThread());
    QCOMPARE(receiver, QThread::currentThread());
    QCOMPARE(values, (std::vector<int>{0, 1, 2}));
    QVERIFY(!tracker.isBusy());
  }

  void newestWins() {
    JobTracker tracker;
    QSignalSpy finished(&tracker, &JobTracker::finished);
    QSignalSpy failed(&tracker, &JobTracker::failed);
    QSemaphore started;
    QString result;
    tracker.start("lane", "old", [&](const Job& job) {
      job.deliver([&] { result += "old"; });
      started.release();
      untilStopped(job);
    });
    started.acquire();
    tracker.start("lane", "new", [&](const Job& job) { job.deliver([&] { result += "new"; }); });
    QVERIFY(finished.wait());
    QCOMPARE(result, "new");  // what the old one had delivered before is stale, too
    QCOMPARE(finished.size(), 1);
    QVERIFY(failed.isEmpty());
  }

  void jobsOfALaneNeverOverlap() {
    JobTracker tracker;
    QSignalSpy finished(&tracker, &JobTracker::finished);
    std::atomic<int> running = 0, most = 0;
    for (int i = 0; i < 20; ++i)
      tracker.start("lane", "work", [&](const Job&) {
        most = std::max(most.load(), ++running);
        QThread::yieldCurrentThread();
        --running;
      });
    QVERIFY(finished.wait());
    QCOMPARE(most.load(), 1);
  }

  void lanesAreIndependent() {
    JobTracker tracker;
    QSignalSpy finished(&tracker, &JobTracker::finished);
    tracker.start("slow", "work", untilStopped);
    tracker.start("quick", "work", [](const Job&) {});
    QVERIFY(finished.wait());
    QCOMPARE(finished[0][0].toString(), "quick");
    QVERIFY(tracker.isBusy("slow"));
  }

  void cancelStopsAndDropsResults() {
    JobTracker tracker;
    QSignalSpy cancelled(&tracker, &JobTracker::cancelled);
    QSignalSpy finished(&tracker, &JobTracker::finished);
    QSignalSpy failed(&tracker, &JobTracker::failed);
    QSemaphore started, ended;
    bool arrived = false;
    tracker.start("lane", "work", [&](const Job& job) {
      started.release();
      while (!job.context().stopRequested()) QThread::yieldCurrentThread();
      job.deliver([&] { arrived = true; });
      ended.release();
    });
    started.acquire();
    tracker.cancelAll();
    QCOMPARE(cancelled.size(), 1);
    QVERIFY(!tracker.isBusy());
    ended.acquire();
    QCoreApplication::processEvents();
    QVERIFY(!arrived);
    QVERIFY(finished.isEmpty() && failed.isEmpty());
    tracker.cancel("lane");
    QCOMPARE(cancelled.size(), 1);
  }

  void exceptionsArriveAsMessages_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("message");
    QTest::newRow("ours") << 0 << "x.png: is broken; copy it again";
    QTest::newRow("standard") << 1 << "something else";
    QTest::newRow("memory") << 2 << "There is not enough memory";
  }
  void exceptionsArriveAsMessages() {
    QFETCH(int, kind);
    QFETCH(QString, message);
    JobTracker tracker;
    QSignalSpy failed(&tracker, &JobTracker::failed);
    tracker.start("lane", "work", [kind](const Job&) {
      if (kind == 0) throw rho::BrokenFile("x.png", "is broken", "copy it again");
      if (kind == 1) throw std::runtime_error("something else");
      throw std::bad_alloc();
    });
    QVERIFY(failed.wait());
    QVERIFY2(failed[0][1].toString().startsWith(message), qPrintable(failed[0][1].toString()));
    QVERIFY(!tracker.isBusy());
  }

  void reportsProgress() {
    JobTracker tracker;
    QSignalSpy progressed(&tracker, &JobTracker::progressed);
    QSignalSpy finished(&tracker, &JobTracker::finished);
    tracker.start("lane", "first words", [](const Job& job) { job.context().report(0.5, "half"); });
    QCOMPARE(progressed[0][1].toString(), "first words");
    QVERIFY(finished.wait());
    QCOMPARE(progressed.last()[1].toString(), "half");
    QCOMPARE(progressed.last()[2].toDouble(), 0.5);
  }

  void listsWhatRunsTheOldestFirst() {
    JobTracker tracker;
    QSignalSpy finished(&tracker, &JobTracker::finished);
    QSemaphore reported;
    tracker.start("b", "first", [&](const Job& job) {
      job.context().report(0.25, "half of the half");
      reported.release();
      untilStopped(job);
    });
    tracker.start("a", "second", [&](const Job& job) {
      reported.acquire();
      job.deliver([] {});  // after the other's report
    });
    QCOMPARE(tracker.running().size(), std::size_t(2));
    QCOMPARE(tracker.running()[0].lane, "b");
    QCOMPARE(tracker.running()[0].stage, "first");  // until it says more
    QVERIFY(finished.wait());
    const auto running = tracker.running();
    QCOMPARE(running.size(), std::size_t(1));
    QCOMPARE(running[0].title, "first");
    QCOMPARE(running[0].stage, "half of the half");
    QCOMPARE(running[0].fraction, 0.25);
    QSignalSpy changed(&tracker, &JobTracker::jobsChanged);
    tracker.cancel("b");
    QVERIFY(!changed.isEmpty());
    QVERIFY(tracker.running().empty());
  }

  void failuresStayUntilTheyAreDismissed() {
    JobTracker tracker;
    QSignalSpy failed(&tracker, &JobTracker::failed);
    QSignalSpy finished(&tracker, &JobTracker::finished);
    for (std::size_t i = 0; i < JobTracker::keptFailures + 2; ++i) {
      tracker.start("lane", QString("job %1").arg(i),
                    [](const Job&) { throw std::runtime_error("no"); });
      QVERIFY(failed.wait());
    }
    tracker.start("lane", "good", [](const Job&) {});
    QVERIFY(finished.wait());
    QCOMPARE(tracker.failures().size(), JobTracker::keptFailures);
    const auto newest = tracker.failures().front();
    QCOMPARE(newest.title, QString("job %1").arg(JobTracker::keptFailures + 1));
    QCOMPARE(newest.message, "no");
    QSignalSpy changed(&tracker, &JobTracker::jobsChanged);
    tracker.dismiss(newest.id);
    QCOMPARE(changed.size(), 1);
    QVERIFY(tracker.failures().front().id != newest.id);
    tracker.dismiss(newest.id);  // once is enough
    QCOMPARE(changed.size(), 1);
  }

  void orderSurvivesALoopInsideAnAction() {
    JobTracker tracker;
    QSignalSpy finished(&tracker, &JobTracker::finished);
    std::vector<int> order;
    tracker.start("lane", "work", [&](const Job& job) {
      job.deliver([&] {
        order.push_back(0);
        QEventLoop loop;  // as a dialog would run
        connect(&tracker, &JobTracker::finished, &loop, &QEventLoop::quit);
        // Qt looks at what was posted before the loop only when something new comes.
        QTimer::singleShot(0, &loop, [] {});
        loop.exec();
      });
      for (int i = 1; i < 4; ++i) job.deliver([&, i] { order.push_back(i); });
    });
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(order, (std::vector<int>{0, 1, 2, 3}));
  }

  void endsItsJobsWithItself() {
    std::atomic<bool> ended = false;
    {
      JobTracker tracker;
      QSemaphore started;
      tracker.start("lane", "work", [&](const Job& job) {
        started.release();
        while (!job.context().stopRequested()) QThread::yieldCurrentThread();
        ended = true;
      });
      started.acquire();
    }
    QVERIFY(ended);
  }
};

QTEST_GUILESS_MAIN(TestJobTracker)
#include "tst_job_tracker.moc"
