// SPDX-License-Identifier: Apache-2.0

#include <QtTest>

#include "model/tensor.h"
#include "training/metrics.h"

using namespace rho::training;

class TestMetrics : public QObject {
  Q_OBJECT

  static torch::Tensor confidences(const std::vector<double>& positive) {
    const auto p = torch::tensor(positive, torch::kFloat64);
    return torch::stack({1 - p, p}, 1);
  }

 private slots:
  void accuracyAndConfusion() {
    const auto metrics = metricsOf(confidences({0.9, 0.2, 0.6, 0.4, 0.7}),
                                   torch::tensor({1, 0, 0, 1, 1}, torch::kInt64));
    QCOMPARE(metrics.n, 5);
    QCOMPARE(metrics.accuracy, 0.6);
    QCOMPARE(metrics.confusion[0][0], 1);
    QCOMPARE(metrics.confusion[0][1], 1);
    QCOMPARE(metrics.confusion[1][0], 1);
    QCOMPARE(metrics.confusion[1][1], 2);
    QCOMPARE(metrics.balancedAccuracy, (1.0 / 2 + 2.0 / 3) / 2);
  }

  void auc_data() {
    QTest::addColumn<QVector<double>>("scores");
    QTest::addColumn<QVector<qint64>>("labels");
    QTest::addColumn<double>("expected");
    QTest::newRow("perfect") << QVector<double>{0.1, 0.2, 0.8, 0.9} << QVector<qint64>{0, 0, 1, 1}
                             << 1.0;
    QTest::newRow("reversed") << QVector<double>{0.9, 0.8, 0.2, 0.1} << QVector<qint64>{0, 0, 1, 1}
                              << 0.0;
    QTest::newRow("all tied") << QVector<double>{0.5, 0.5, 0.5, 0.5} << QVector<qint64>{0, 1, 0, 1}
                              << 0.5;
    // Pairs (positive, negative): 0.4>0.1, 0.4<0.6, 0.8>both: 3 of 4.
    QTest::newRow("three of four")
        << QVector<double>{0.1, 0.6, 0.4, 0.8} << QVector<qint64>{0, 0, 1, 1} << 0.75;
    QTest::newRow("one tie") << QVector<double>{0.1, 0.4, 0.4, 0.8} << QVector<qint64>{0, 0, 1, 1}
                             << 0.875;
  }
  void auc() {
    QFETCH(QVector<double>, scores);
    QFETCH(QVector<qint64>, labels);
    QFETCH(double, expected);
    const std::vector<std::int64_t> values(labels.begin(), labels.end());
    const auto metrics = metricsOf(confidences({scores.begin(), scores.end()}),
                                   torch::tensor(values, torch::kInt64));
    QVERIFY(metrics.auc.has_value());
    QCOMPARE(*metrics.auc, expected);
  }

  void aucNeedsBothClasses() {
    const auto metrics = metricsOf(confidences({0.1, 0.6}), torch::tensor({1, 1}, torch::kInt64));
    QVERIFY(!metrics.auc.has_value());
    QVERIFY(!toJson(metrics).contains("auc"));
  }
};

QTEST_GUILESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
