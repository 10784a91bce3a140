// SPDX-License-Identifier: Apache-2.0
#include <QtTest>
#include <chrono>
#include <vector>

#include "base/error.h"
#include "base/job_context.h"

using rho::JobContext;
using rho::Progress;

class TestJobContext : public QObject {
  Q_OBJECT

 private slots:
  void worksWithoutAListener() {
    const JobContext context;
    context.report(0.5, "stage");
    context.step(1, 2);
    QVERIFY(!context.stopRequested());
  }

  void throttlesButAlwaysGivesTheLastReport() {
    constexpr int steps = 20000;
    std::vector<double> seen;
    const auto start = std::chrono::steady_clock::now();
    const JobContext context({}, [&](const Progress& p) { seen.push_back(p.fraction); });
    for (int i = 1; i <= steps; ++i) context.step(i, steps);
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    QCOMPARE(seen.back(), 1.0);
    // One report each 50 ms of the time that it took, the first and the last one.
    QVERIFY2(seen.size() <= spent.count() / 0.05 + 2, qPrintable(QString::number(seen.size())));
  }

  void fractionNeverFalls() {
    std::vector<double> seen;
    const JobContext context({}, [&](const Progress& p) { seen.push_back(p.fraction); });
    context.report(0.5, "first");
    context.report(0.2, "second");
    context.report(7, "third");
    QCOMPARE(seen, (std::vector<double>{0.5, 0.5, 1.0}));
  }

  void stageChangesAreNotThrottled() {
    std::vector<std::string> stages;
    const JobContext context({}, [&](const Progress& p) { stages.push_back(p.stage); });
    for (const char* stage : {"load", "compute", "write"}) context.report(0.1, stage);
    context.report(1);
    QCOMPARE(stages, (std::vector<std::string>{"load", "compute", "write", "write"}));
  }

  void partsMapIntoTheWhole() {
    std::vector<double> seen;
    const JobContext context({}, [&](const Progress& p) { seen.push_back(p.fraction); });
    const auto half = context.part(0.5, 1);
    half.report(0, "a");
    half.part(0, 0.5).report(1, "b");
    half.report(1, "c");
    QCOMPARE(seen, (std::vector<double>{0.5, 0.75, 1.0}));
  }

  void aSilentOneStopsWithItsOwnerAndReportsNothing() {
    std::stop_source source;
    int reports = 0;
    const JobContext context(source.get_token(), [&](const Progress&) { ++reports; });
    const auto silent = context.silent();
    silent.report(0.5, "stage");
    silent.part(0, 1).step(1, 1);
    QCOMPARE(reports, 0);
    source.request_stop();
    QVERIFY_EXCEPTION_THROWN(silent.throwIfStopped(), rho::Cancelled);
  }

  void stopIsSeenByEveryPart() {
    std::stop_source source;
    const JobContext context(source.get_token());
    const auto part = context.part(0, 0.5);
    part.throwIfStopped();
    source.request_stop();
    QVERIFY(part.stopRequested());
    QVERIFY_EXCEPTION_THROWN(part.throwIfStopped(), rho::Cancelled);
    QVERIFY_EXCEPTION_THROWN(context.step(1, 2), rho::Cancelled);
  }
};

QTEST_GUILESS_MAIN(TestJobContext)
#include "tst_job_context.moc"
