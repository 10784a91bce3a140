// SPDX-License-Identifier: Apache-2.0
#include "robustness/binomial.h"

#include <QtTest>

using namespace rho::robustness;

/// Against scipy 1.17 (beta.ppf, norm.ppf, binomtest).
class TestBinomial : public QObject {
  Q_OBJECT

 private slots:
  void boundIsThatOfScipy_data() {
    QTest::addColumn<qint64>("hits");
    QTest::addColumn<qint64>("trials");
    QTest::addColumn<double>("alpha");
    QTest::addColumn<double>("bound");
    QTest::addColumn<double>("quantile");
    const auto row = [](qint64 hits, qint64 trials, double alpha, double bound, double quantile) {
      QTest::addRow("%lld of %lld", hits, trials) << hits << trials << alpha << bound << quantile;
    };
    row(100, 100, 0.001, 0.933254300796991, 1.5004750241206364);
    row(990, 1000, 0.001, 0.9760361871553114, 1.9780095821411994);
    row(99999, 100000, 0.001, 0.9999076696662654, 3.739126668543357);
    row(60000, 100000, 0.001, 0.5952010472945846, 0.24094479223472548);
    row(50300, 100000, 0.001, 0.498108929572383, -0.004740228355092876);
    row(7, 10, 0.05, 0.39337578389458766, -0.27053126438698444);
    row(1, 5, 0.05, 0.010206218313011496, -2.318679209826409);
    row(100000, 100000, 0.001, 0.9999309248330094, 3.8114565633899145);
  }

  void boundIsThatOfScipy() {
    QFETCH(qint64, hits);
    QFETCH(qint64, trials);
    QFETCH(double, alpha);
    QFETCH(double, bound);
    QFETCH(double, quantile);
    const double found = probabilityAtLeast(hits, trials, alpha);
    QVERIFY2(std::abs(found - bound) < 1e-9, qPrintable(QString::number(found, 'g', 17)));
    QVERIFY(std::abs(normalQuantile(bound) - quantile) < 1e-9);
  }

  void nothingIsCertainWithoutHits() { QCOMPARE(probabilityAtLeast(0, 10, 0.001), 0.0); }

  void splitsAreThoseOfScipy_data() {
    QTest::addColumn<qint64>("hits");
    QTest::addColumn<double>("chance");
    QTest::newRow("60") << qint64{60} << 0.05688793364098089;
    QTest::newRow("25") << qint64{25} << 5.636282034205402e-07;
    QTest::newRow("51") << qint64{51} << 0.9204107626128221;
    QTest::newRow("100") << qint64{100} << 1.5777218104420236e-30;
    QTest::newRow("50") << qint64{50} << 1.0;
  }

  void splitsAreThoseOfScipy() {
    QFETCH(qint64, hits);
    QFETCH(double, chance);
    QVERIFY(std::abs(chanceOfSplit(hits, 100) / chance - 1) < 1e-9);
  }
};

QTEST_GUILESS_MAIN(TestBinomial)
#include "tst_binomial.moc"
