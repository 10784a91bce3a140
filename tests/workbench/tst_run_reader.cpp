// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/train/run_reader.h"

#include <QTemporaryDir>
#include <QtTest>
#include <cmath>

#include "workbench/run_folder.h"
#include "workbench/train/run_request.h"

using namespace rho::workbench;
using namespace rho::test;

class TestRunReader : public QObject {
  Q_OBJECT
 private slots:
  void init() {
    m_home = std::make_unique<QTemporaryDir>();
    QVERIFY(m_home->isValid());
    QVERIFY(QDir(m_home->path()).mkpath("run-1"));
  }

  void followsAGrowingLog() {
    write(path("log.jsonl"), startLine(4, 10) + stepLine(5, 0.9));
    RunReader reader(run());
    QVERIFY(reader.update({}));
    const auto& record = reader.record();
    QCOMPARE(record.name, std::string("run-1"));
    QCOMPARE(record.epochs, 4);
    QCOMPARE(record.reports.size(), 1u);
    QCOMPARE(record.reports[0].epoch, 0.5);
    QCOMPARE(record.reports[0].crossEntropy, 0.9);
    QVERIFY(!reader.update({}));
    append(path("log.jsonl"), stepLine(10, 0.8) + epochLine(1, 0.75));
    QVERIFY(reader.update({}));
    QCOMPARE(record.reports.size(), 2u);
    QCOMPARE(record.measurements.size(), 1u);
    QCOMPARE(record.measurements[0].accuracy, 0.75);
    QCOMPARE(record.measurements[0].auc, 0.9);
    QVERIFY(std::isnan(record.measurements[0].ara));
  }

  void shortEpochsAreReportsOfTheirOwn() {
    write(path("log.jsonl"),
          startLine(4, 10) + epochLine(1, 0.5) + stepLine(15, 0.9) + epochLine(2, 0.6));
    RunReader reader(run());
    reader.update({});
    const auto& reports = reader.record().reports;
    QCOMPARE(reports.size(), 2u);
    QCOMPARE(reports[0].epoch, 1.0);
    QCOMPARE(reports[0].crossEntropy, 0.7);
    QVERIFY(std::isnan(reports[0].imagesPerSecond));
    QCOMPARE(reports[1].epoch, 1.5);
    QCOMPARE(reader.record().measurements.size(), 2u);
  }

  void aTornLastLineWaitsForItsEnd() {
    const auto line = stepLine(5, 0.9);
    write(path("log.jsonl"), startLine(4, 10) + line.left(20));
    RunReader reader(run());
    reader.update({});
    QCOMPARE(reader.record().reports.size(), 0u);
    QCOMPARE(reader.record().unreadableLines, 0);
    append(path("log.jsonl"), line.mid(20));
    QVERIFY(reader.update({}));
    QCOMPARE(reader.record().reports.size(), 1u);
    QCOMPARE(reader.record().unreadableLines, 0);
  }

  void garbageIsCounted_data() {
    QTest::addColumn<QByteArray>("garbage");
    QTest::newRow("text") << QByteArray("not JSON at all\n");
    QTest::newRow("bytes") << QByteArray("\x00\xff\xfe\x80\n", 5);
    QTest::newRow("list") << QByteArray("[1, 2]\n");
    QTest::newRow("empty") << QByteArray("\n");
    QTest::newRow("deep") << QByteArray(100000, '[') + "\n";
    QTest::newRow("huge") << QByteArray(int(3 * LogTail::longestLine), 'x') + "\n";
  }
  void garbageIsCounted() {
    QFETCH(QByteArray, garbage);
    write(path("log.jsonl"), startLine(4, 10) + garbage + stepLine(5, 0.9));
    RunReader reader(run());
    reader.update({});
    QCOMPARE(reader.record().unreadableLines, 1);
    QCOMPARE(reader.record().reports.size(), 1u);
  }

  void wrongValuesAreNoNumbers() {
    write(path("log.jsonl"), R"({"kind":"start","epochs":"four","steps_per_epoch":1e300})"
                             "\n"
                             R"({"kind":"step","step":[],"cross_entropy":null,"psi":"220"})"
                             "\n"
                             R"({"kind":"epoch","epoch":-3,"validation":7})"
                             "\n"
                             R"({"kind":{"a":1}})"
                             "\n");
    RunReader reader(run());
    reader.update({});
    QCOMPARE(reader.record().unreadableLines, 0);
    QCOMPARE(reader.record().reports.size(), 1u);
    QVERIFY(std::isnan(reader.record().reports[0].crossEntropy));
    QVERIFY(std::isnan(reader.record().reports[0].psi));
    QVERIFY(reader.record().measurements.empty());
  }

  void aHugeLineThatNeverEndsIsReadOnce() {
    LogTail tail(path("log.jsonl").toStdString());
    QStringList lines;
    const auto read = [&] {
      tail.read([] {}, [&](const std::string& line) { lines << QString::fromStdString(line); }, {});
    };
    write(path("log.jsonl"), "first\n" + QByteArray(int(2 * LogTail::longestLine), 'x'));
    read();
    QCOMPARE(lines, QStringList({"first"}));
    append(path("log.jsonl"), "end of it\nnext\n");
    read();
    QCOMPARE(lines, QStringList({"first", "", "next"}));
  }

  // What a run does again after it was resumed, it also tells again.
  void aCutLogIsReadAnew_data() {
    QTest::addColumn<QByteArray>("rest");
    QTest::newRow("shorter") << QByteArray();
    QTest::newRow("longer than before") << stepLine(10, 0.5) + stepLine(15, 0.4) + stepLine(20, 1);
  }
  void aCutLogIsReadAnew() {
    QFETCH(QByteArray, rest);
    const auto kept = startLine(4, 10) + stepLine(5, 0.9);
    write(path("log.jsonl"), kept + stepLine(10, 0.8) + epochLine(1, 0.75));
    RunReader reader(run());
    reader.update({});
    write(path("log.jsonl"), kept + rest);
    QVERIFY(reader.update({}));
    QCOMPARE(reader.record().reports.size(), std::size_t(1 + rest.count('\n')));
    QVERIFY(reader.record().measurements.empty());
  }

  void manyReportsAreThinned() {
    QByteArray log = startLine(4, 10);
    for (int i = 0; i < int(RunReader::mostReports) + 1; ++i) log += stepLine(i, 1);
    write(path("log.jsonl"), log);
    RunReader reader(run());
    reader.update({});
    const auto& reports = reader.record().reports;
    QCOMPARE(reports.size(), RunReader::mostReports / 2 + 1);
    QCOMPARE(reports[1].step, 2.0);
    QCOMPARE(reports.back().step, double(RunReader::mostReports));
  }

  void tellsWhatTheStatusSays_data() {
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<int>("phase");
    const auto row = [](const char* name, const QByteArray& status, RunPhase phase) {
      QTest::newRow(name) << status << static_cast<int>(phase);
    };
    row("running", statusOf("running", QCoreApplication::applicationPid(), 1, 4),
        RunPhase::running);
    row("killed", statusOf("running", noProcess, 1, 4), RunPhase::interrupted);
    row("no process", statusOf("running", -1, 1, 4), RunPhase::interrupted);
    row("finished", statusOf("finished", noProcess, 4, 4), RunPhase::finished);
    row("stopped", statusOf("stopped", noProcess, 2, 4), RunPhase::stopped);
    row("failed", statusOf("failed", noProcess, 2, 4, "the loss is no number"), RunPhase::failed);
    row("garbage", "{{{", RunPhase::interrupted);
    row("absent", "", RunPhase::interrupted);
  }
  void tellsWhatTheStatusSays() {
    QFETCH(QByteArray, status);
    QFETCH(int, phase);
    write(path("log.jsonl"), startLine(4, 10));
    if (!status.isEmpty()) write(path("status.json"), status);
    RunReader reader(run());
    reader.update({});
    QCOMPARE(static_cast<int>(reader.record().phase), phase);
    if (reader.record().phase == RunPhase::failed)
      QCOMPARE(reader.record().reason, std::string("the loss is no number"));
    QCOMPARE(reader.record().unreadableFile.empty(), status != "{{{");
  }

  void aStartThatEndedBeforeItToldAnythingHasFailed() {
    RunRequest request;
    request.data = "nowhere";
    writeRequest(run(), request);
    RunReader reader(run());
    QVERIFY(reader.update({}));
    QCOMPARE(reader.record().phase, RunPhase::waiting);
    write(m_home->filePath("rho"), "#!/bin/sh\necho one line\necho nowhere: is not there >&2\n");
    QFile::setPermissions(m_home->filePath("rho"), QFile::ReadOwner | QFile::ExeOwner);
    QVERIFY(startRequest(m_home->filePath("rho").toStdString(), run()));
    QVERIFY(!startRequest(m_home->filePath("rho").toStdString(), run()));  // once is enough
    const auto phase = [&] {
      reader.update({});
      return reader.record().phase;
    };
    QTRY_COMPARE(phase(), RunPhase::failed);
    QCOMPARE(reader.record().reason, std::string("nowhere: is not there"));
  }

  void samplesStayWithinTheFolder() {
    write(path("log.jsonl"), startLine(4, 10) +
                                 R"({"kind":"sample","epoch":1,"file":"samples/epoch-0001.png"})"
                                 "\n"
                                 R"({"kind":"sample","epoch":2,"file":"../../secret.png"})"
                                 "\n"
                                 R"({"kind":"sample","epoch":3,"file":"/etc/passwd"})"
                                 "\n");
    RunReader reader(run());
    reader.update({});
    QCOMPARE(reader.record().samples.size(), 1u);
    QCOMPARE(reader.record().samples[0].file, path("samples/epoch-0001.png").toStdString());
  }

  void timeLeftFollowsThePace() {
    write(path("log.jsonl"), startLine(4, 10) + stepLine(5, 1) + stepLine(10, 1));
    write(path("status.json"), statusOf("running", QCoreApplication::applicationPid(), 1, 4));
    RunReader reader(run());
    reader.update({});
    QCOMPARE(reader.record().fraction(), 0.25);
    QCOMPARE(reader.record().secondsLeft(), std::optional(30.0));  // a step took a second
  }

 private:
  QString path(const char* name) const { return m_home->filePath("run-1/") + name; }
  std::filesystem::path run() const { return m_home->filePath("run-1").toStdString(); }

  std::unique_ptr<QTemporaryDir> m_home;
};

QTEST_GUILESS_MAIN(TestRunReader)
#include "tst_run_reader.moc"
