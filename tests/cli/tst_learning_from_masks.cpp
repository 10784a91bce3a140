// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "train_runs.h"

using namespace rho;

/// Masks in the address of the data: what a run reports of them, and how networks are compared.
class TestLearningFromMasks : public QObject {
  Q_OBJECT

  test::TrainRuns m_runs;

  static QString images(int count, const char* options = "&shortcut=90&masks=known") {
    return QString("phantom:nodule?count=%1&size=32%2").arg(count).arg(options);
  }
  QStringList masked(const std::string& folder, const QString& weight) const {
    return m_runs.newRun(folder, {"--data", images(64), "--validation", images(16), "--set",
                                  "robust_terms=null", "--set", "evidence.weight=" + weight});
  }

 private slots:
  void aRunReportsPenaltyAndShares() {
    const auto done = test::runRho(masked("masked", "100"));
    QVERIFY2(done.code == 0, done.err);
    const auto epochs = m_runs.lines("masked", "epoch");
    QCOMPARE(epochs.size(), 2u);
    const auto validation = epochs.back()["validation"].toObject();
    QVERIFY(epochs.back()["penalty"].toDouble() > 0);
    for (const char* share : {"evidence_inside", "evidence_outside"}) {
      const double value = validation[share].toDouble(-1);
      QVERIFY2(value > 0 && value < 1, share);
    }
    QVERIFY(done.err.contains("evidence outside"));
    const auto none = test::runRho(masked("weightless", "0"));
    QVERIFY2(none.code == 0, none.err);
    QCOMPARE(m_runs.lines("weightless", "epoch").back()["penalty"].toDouble(-1), 0.0);
  }

  void networksAreComparedByWhereTheirEvidenceLies() {
    const auto compare = [&](const QString& data) {
      return test::runRho({"compare", m_runs.named("masked/model.safetensors"),
                           m_runs.named("weightless/model.safetensors"), "--data", data, "--csv",
                           m_runs.named("compared.csv"), "--json"});
    };
    const auto done = compare(images(8));
    QVERIFY2(done.code == 0, done.err);
    const auto networks = QJsonDocument::fromJson(done.out).object()["networks"].toArray();
    QCOMPARE(networks.size(), 2);
    for (const auto& network : networks) {
      QVERIFY(network.toObject()["evidence_inside"].toDouble() > 0);
      QVERIFY(network.toObject()["evidence_outside"].toDouble() > 0);
    }
    QVERIFY(m_runs.contentOf("compared.csv").find("\"evidence inside\",\"evidence outside\"") !=
            std::string::npos);
    const auto without = compare(images(8, ""));
    QVERIFY2(without.code == 0, without.err);
    QVERIFY(!without.out.contains("evidence"));
  }

  void mistakes_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char* tag, const QStringList& arguments, ExitCode code,
                        const char* words) {
      QTest::newRow(tag) << arguments << static_cast<int>(code) << QByteArray(words);
    };
    std::filesystem::create_directories(m_runs.path("others/0"));
    std::filesystem::create_directories(m_runs.path("empty"));
    m_runs.m_scratch.write("others/a.png", "of no image");
    const auto withMasks = [&](const std::string& folder) {
      return images(64, "&masks=") + m_runs.named(folder);
    };
    const auto train = [&](const QString& data) {
      return m_runs.newRun("wrong", {"--data", data, "--set", "evidence.weight=1"});
    };
    const auto compare = [&](const QString& data) {
      return QStringList{"compare", "phantom-nodule", "--n", "2", "--data", data};
    };
    row("no masks", train(images(64, "")), ExitCode::invalidInput, "needs masks");
    row("masks of other images", train(withMasks("others")), ExitCode::invalidInput, "needs masks");
    row("an empty folder", train(withMasks("empty")), ExitCode::invalidInput, "holds no masks");
    row("no such folder", train(withMasks("none")), ExitCode::missingFile, "no folder of masks");
    row("compared by masks of other images", compare(withMasks("others")), ExitCode::invalidInput,
        "holds no mask of an image");
  }
  void mistakes() {
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QByteArray, words);
    const auto failed = test::runRho(arguments);
    QVERIFY2(failed.code == code, failed.err);
    QVERIFY2(failed.err.contains(words), failed.err);
  }
};

QTEST_GUILESS_MAIN(TestLearningFromMasks)
#include "tst_learning_from_masks.moc"
