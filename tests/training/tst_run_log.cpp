// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <QtTest>

#include "base/error.h"
#include "testing/limited_disk.h"
#include "testing/refuses.h"
#include "testing/scratch.h"
#include "training/run_log.h"
#include "training/run_status.h"

using namespace rho;
using namespace rho::training;

class TestRunLog : public QObject {
  Q_OBJECT

  static nlohmann::json step(int number) { return {{"kind", "step"}, {"step", number}}; }
  static nlohmann::json epoch(int number) { return {{"kind", "epoch"}, {"epoch", number}}; }

 private slots:
  void whatIsAppendedIsRead() {
    const test::Scratch scratch;
    RunLog log(scratch / "log.jsonl");
    log.append(step(1));
    log.append(epoch(1));
    QVERIFY(readRunLog(scratch / "log.jsonl") == (std::vector<nlohmann::json>{step(1), epoch(1)}));
  }

  void aTornLineIsLeftOutAndCut() {
    const test::Scratch scratch;
    const auto path = scratch.write("log.jsonl", step(1).dump() + "\n{\"kind");
    QVERIFY(readRunLog(path) == std::vector<nlohmann::json>{step(1)});
    RunLog(path).append(step(2));
    QVERIFY(readRunLog(path) == (std::vector<nlohmann::json>{step(1), step(2)}));
  }

  void whatComesLaterThanTheCheckpointIsCut() {
    const test::Scratch scratch;
    RunLog log(scratch / "log.jsonl");
    const nlohmann::json end = {{"kind", "end"}};
    for (const auto& line : {step(20), epoch(1), step(40), epoch(2), end}) log.append(line);
    log.cutAfter(45, 2);
    QCOMPARE(readRunLog(scratch / "log.jsonl").size(), 5u);
    log.cutAfter(45, 1);  // killed between the epoch's line and its checkpoint
    QCOMPARE(readRunLog(scratch / "log.jsonl").size(), 3u);
    log.cutAfter(0, 0);
    QVERIFY(readRunLog(scratch / "log.jsonl").empty());
    log.append(step(20));
    QCOMPARE(readRunLog(scratch / "log.jsonl").size(), 1u);
  }

  void aFullDiskLeavesNoHalfLine() {
    const test::Scratch scratch;
    const auto path = scratch / "log.jsonl";
    RunLog log(path);
    log.append(step(1));
    {
      const test::LimitedDisk disk(40);
      QVERIFY(test::refuses<WriteFailed>([&] { log.append(step(123456)); }, {"log.jsonl"}));
    }
    QCOMPARE(test::contentOf(path), step(1).dump() + "\n");
    log.append(step(2));
    QCOMPARE(readRunLog(path).size(), 2u);
  }

  void oneWriterAtATime() {
    const test::Scratch scratch;
    const RunLog log(scratch / "log.jsonl");
    QVERIFY(
        test::refuses<InvalidInput>([&] { RunLog(scratch / "log.jsonl"); }, {"another process"}));
  }

  void brokenFiles() {
    const test::Scratch scratch;
    const auto log = scratch.write("log.jsonl", step(1).dump() + "\nno JSON\n");
    QVERIFY(test::refuses<BrokenFile>([&] { readRunLog(log); }, {"line 2"}));
    QVERIFY(test::refuses<MissingFile>([&] { readRunLog(scratch / "none"); }, {"none"}));
    for (const char* text : {"no JSON", "{}", "[1]", R"({"state": "dancing"})"}) {
      const auto status = scratch.write("status.json", text);
      QVERIFY2(test::refuses<BrokenFile>([&] { readRunStatus(status); }, {"status.json"}), text);
    }
  }

  void aStatusComesBack() {
    const test::Scratch scratch;
    const auto path = scratch / "status.json";
    writeRunStatus(path, {.state = RunState::failed,
                          .epoch = 2,
                          .epochs = 5,
                          .step = 30,
                          .steps = 70,
                          .reason = "why"});
    const auto status = readRunStatus(path);
    QCOMPARE(status.state, RunState::failed);
    QCOMPARE(status.pid, static_cast<long>(::getpid()));
    QCOMPARE(status.epoch, 2);
    QCOMPARE(status.steps, std::int64_t{70});
    QCOMPARE(status.reason, std::string("why"));
    QVERIFY(QDateTime::fromString(QString::fromStdString(status.updated), Qt::ISODate).isValid());
  }

  void aRunWithoutItsProcessHasCrashed() {
    RunStatus status{.state = RunState::running, .pid = ::getpid()};
    QVERIFY(!status.crashed());
    status.pid = 2147483646;  // beyond the largest process number of Linux
    QVERIFY(status.crashed());
    status.state = RunState::stopped;
    QVERIFY(!status.crashed());
  }
};

QTEST_GUILESS_MAIN(TestRunLog)
#include "tst_run_log.moc"
