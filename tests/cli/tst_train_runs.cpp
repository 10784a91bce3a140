// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "train_runs.h"

using namespace rho;

/// A training run's folder, and what a kill at any moment leaves of it.
class TestTrainRuns : public QObject {
  Q_OBJECT

  test::TrainRuns m_runs;

 private slots:
  void initTestCase() {
    const auto done = test::runRho(m_runs.newRun("whole"));
    QVERIFY2(done.code == 0, done.err);
  }

  void aRunAndItsFolder() {
    QCOMPARE(m_runs.status("whole")["state"].toString(), QString("finished"));
    QCOMPARE(m_runs.status("whole")["epoch"].toInt(), 2);
    QCOMPARE(m_runs.status("whole")["step"].toInt(), test::TrainRuns::steps);
    const auto start = m_runs.lines("whole", "start");
    QCOMPARE(start.size(), 1u);
    QCOMPARE(start[0]["steps_per_epoch"].toInt(), 42);
    QCOMPARE(start[0]["images"].toInt(), 168);
    QCOMPARE(start[0]["classes"].toArray().size(), 2);
    QCOMPARE(m_runs.lines("whole", "step").size(), 4u);
    QCOMPARE(m_runs.lines("whole", "epoch").size(), 2u);
    QVERIFY(m_runs.lines("whole", "epoch")[1]["validation"].toObject().contains("accuracy"));
    QCOMPARE(m_runs.lines("whole", "end").size(), 1u);
    for (const char* file :
         {"recipe.json", "environment.json", "checkpoint.safetensors", "samples/epoch-0002.png"})
      QVERIFY2(!m_runs.contentOf(std::string("whole/") + file).empty(), file);
    const auto environment = m_runs.contentOf("whole/environment.json");
    for (const char* key : {"program", "libtorch", "device_name", "threads", "seed", "started"})
      QVERIFY2(environment.find(key) != std::string::npos, key);
  }

  void killedAtAnyMoment_data() {
    QTest::addColumn<int>("moment");
    QTest::addRow("before the first step") << 0;
    QTest::addRow("after some steps") << 1;
    QTest::addRow("while a checkpoint is written") << 2;
    QTest::addRow("at the end of an epoch") << 3;
    QTest::addRow("late") << 4;
  }

  void killedAtAnyMoment() {
    QFETCH(int, moment);
    const auto folder = "killed-" + std::to_string(moment);
    const auto has = [&, this] {
      switch (moment) {
        case 0:
          return std::filesystem::exists(m_runs.path(folder) / "status.json");
        case 1:
          return !m_runs.lines(folder, "step").empty();
        case 2:
          return m_runs.writesCheckpoint(folder);
        case 3:
          return !m_runs.lines(folder, "epoch").empty();
        default:
          return m_runs.lines(folder, "step").size() >= 4;
      }
    };
    const auto killed =
        m_runs.interrupted(m_runs.newRun(folder, {"--checkpoint-steps", "5"}), SIGKILL, has);
    QCOMPARE(killed.code, -1);
    QCOMPARE(m_runs.status(folder)["state"].toString(), QString("running"));
    const auto done = test::runRho(m_runs.resumed(folder));
    QVERIFY2(done.code == 0, done.err);
    m_runs.verifyAsWhole(folder);
  }

  /// Also where it was killed before there was a checkpoint.
  void aRunStartsFromWeights() {
    const auto started = [&](const std::string& folder) {
      return m_runs.newRun(folder, {"--start", m_runs.named("whole/model.safetensors"), "--seed",
                                    "5", "--epochs", "1"});
    };
    const auto done = test::runRho(started("started"));
    QVERIFY2(done.code == 0, done.err);
    const auto first = [&](const std::string& folder) {
      return m_runs.lines(folder, "step").front()["cross_entropy"].toDouble();
    };
    const auto random = test::runRho(m_runs.newRun("random", {"--seed", "5", "--epochs", "1"}));
    QVERIFY2(random.code == 0, random.err);
    QVERIFY(first("started") != first("random"));  // the same images, other weights
    const auto killed = m_runs.interrupted(started("started-killed"), SIGKILL, [&] {
      return std::filesystem::exists(m_runs.path("started-killed") / "status.json");
    });
    QCOMPARE(killed.code, -1);
    const auto resumed = test::runRho(m_runs.resumed("started-killed"));
    QVERIFY2(resumed.code == 0, resumed.err);
    QVERIFY(m_runs.contentOf("started-killed/model.safetensors") ==
            m_runs.contentOf("started/model.safetensors"));
    QVERIFY(m_runs.contentOf("started/environment.json").find("whole/model") != std::string::npos);
  }

  void aTornLastLineIsCut() {
    const auto killed = m_runs.interrupted(m_runs.newRun("torn"), SIGKILL,
                                           [&] { return !m_runs.lines("torn", "epoch").empty(); });
    QCOMPARE(killed.code, -1);
    std::ofstream(m_runs.path("torn/log.jsonl"), std::ios::app) << "{\"kind\": \"step\", \"epo";
    const auto done = test::runRho(m_runs.resumed("torn"));
    QVERIFY2(done.code == 0, done.err);
    m_runs.verifyAsWhole("torn");
  }
};

QTEST_GUILESS_MAIN(TestTrainRuns)
#include "tst_train_runs.moc"
