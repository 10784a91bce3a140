// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "shared_runs.h"

using namespace rho;

/// Several processes that train one network, each started as a launcher would.
class TestTrainTogether : public QObject {
  Q_OBJECT

  test::SharedRuns m_runs;

 private slots:
  void initTestCase() {
    const auto alone = test::runRho(m_runs.shared("alone", 8));
    QVERIFY2(alone.code == 0, alone.err);
  }

  /// Sums of floats in another order differ by rounding, which training amplifies: 0.1 % of the
  /// losses.
  void sameLossesAsOneProcess_data() {
    QTest::addColumn<int>("count");
    QTest::addRow("2 processes") << 2;
    QTest::addRow("4 processes") << 4;
  }
  void sameLossesAsOneProcess() {
    QFETCH(int, count);
    const auto folder = std::to_string(count);
    test::ProcessSet processes(RHO_PROGRAM, m_runs.shared(folder, 8 / count), count);
    test::verifyAllSucceeded(processes);
    const auto expected = m_runs.lines("alone", "step"), got = m_runs.lines(folder, "step");
    QCOMPARE(got.size(), expected.size());
    QVERIFY(!got.empty());
    for (std::size_t i = 0; i < got.size(); ++i) {
      QCOMPARE(got[i]["step"], expected[i]["step"]);
      for (const char* value : {"cross_entropy", "penalty", "psi"}) {
        const double one = expected[i][value].toDouble(), several = got[i][value].toDouble();
        QVERIFY2(std::abs(several - one) < 1e-3 * std::abs(one),
                 qPrintable(QString("step %1, %2: %3 instead of %4")
                                .arg(got[i]["step"].toInt())
                                .arg(value)
                                .arg(several)
                                .arg(one)));
      }
    }
  }
};

QTEST_GUILESS_MAIN(TestTrainTogether)
#include "tst_train_together.moc"
