// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "train_runs.h"

using namespace rho;

/// What a user may get wrong when starting a training.
class TestTrainMistakes : public QObject {
  Q_OBJECT

  test::TrainRuns m_runs;

 private slots:
  void initTestCase() {
    const auto done = test::runRho(m_runs.newRun("whole", {"--epochs", "1"}));
    QVERIFY2(done.code == 0, done.err);
  }

  void mistakes_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("named");
    const auto row = [](const char* tag, const QStringList& arguments, ExitCode code,
                        const QString& named) {
      QTest::newRow(tag) << arguments << static_cast<int>(code) << named;
    };
    row("nothing named", {"train"}, ExitCode::usage, "--recipe");
    row("no data", {"train", "--recipe", "pneumonia"}, ExitCode::usage, "--data");
    row("no folder", {"train", "--recipe", "pneumonia", "--data", "phantom:nodule"},
        ExitCode::usage, "--out");
    row("resume with a recipe", m_runs.resumed("whole") + QStringList{"--recipe", "pneumonia"},
        ExitCode::usage, "--recipe");
    row("resume from weights", m_runs.resumed("whole") + QStringList{"--start", "pneumonia"},
        ExitCode::usage, "--start");
    row("weights of another network", m_runs.newRun("mistake", {"--start", "pneumonia"}),
        ExitCode::invalidInput, "pneumonia");
    row("nothing to resume", m_runs.resumed("no-such-run"), ExitCode::missingFile, "no-such-run");
    row("resume a finished run", m_runs.resumed("whole"), ExitCode::invalidInput, "finished");
    row("a run is there already", m_runs.newRun("whole"), ExitCode::invalidInput, "--resume");
    row("unknown key", m_runs.newRun("mistake", {"--set", "magic=1"}), ExitCode::invalidInput,
        "magic");
    row("unknown part", m_runs.newRun("mistake", {"--set", "trades.magic=1"}),
        ExitCode::invalidInput, "magic");
    row("no value", m_runs.newRun("mistake", {"--set", "epochs"}), ExitCode::usage, "epochs");
    row("wrong value", m_runs.newRun("mistake", {"--set", "epochs=many"}), ExitCode::invalidInput,
        "epochs");
    row("no epochs", m_runs.newRun("mistake", {"--epochs", "0"}), ExitCode::invalidInput, "epochs");
    row("batch too large", m_runs.newRun("mistake", {"--set", "batch=1000"}),
        ExitCode::invalidInput, "batch");
    row("unknown device", m_runs.newRun("mistake", {"--device", "tpu"}), ExitCode::invalidInput,
        "tpu");
    row("no threads", m_runs.newRun("mistake", {"--threads", "0"}), ExitCode::usage, "--threads");
  }

  void mistakes() {
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QString, named);
    const auto done = test::runRho(arguments);
    QCOMPARE(done.code, code);
    QVERIFY2(done.err.contains(named.toUtf8()), done.err);
    QCOMPARE(done.err.count('\n'), 1);
    QVERIFY2(done.out.isEmpty(), done.out);
    QVERIFY(!std::filesystem::exists(m_runs.path("mistake")));
  }
};

QTEST_GUILESS_MAIN(TestTrainMistakes)
#include "tst_train_mistakes.moc"
