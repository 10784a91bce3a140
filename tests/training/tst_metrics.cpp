// SPDX-License-Identifier: Apache-2.0

#include <QtTest>

#include <cmath>
#include <limits>

#include "model/tensor.h"
#include "training/calibration.h"
#include "training/metrics.h"

using namespace rho::training;

class TestMetrics : public QObject {
  Q_OBJECT

  static torch::Tensor confidences(const std::vector<double>& positive) {
    const auto p = torch::tensor(positive, torch::kFloat64);
    return torch::stack({1 - p, p}, 1);
  }

 private slots:
  /// LibTorch's own seed differs from run to run.
  void init() { torch::manual_seed(1); }

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

  /// Three classes, each against the rest; class 2 never occurs and is left out of the mean.
  void aucOfManyClasses() {
    const auto p = torch::tensor(
        {{0.7, 0.2, 0.1}, {0.4, 0.5, 0.1}, {0.6, 0.3, 0.1}, {0.1, 0.8, 0.1}}, torch::kFloat64);
    const auto metrics = metricsOf(p, torch::tensor({0, 0, 1, 1}, torch::kInt64));
    QCOMPARE(metrics.aucPerClass.size(), 3u);
    QCOMPARE(*metrics.aucPerClass[0], 3.0 / 4);  // 0.7 > 0.6, 0.1; 0.4 > 0.1
    QCOMPARE(*metrics.aucPerClass[1], 3.0 / 4);  // 0.3 > 0.2; 0.8 > 0.2, 0.5
    QVERIFY(!metrics.aucPerClass[2]);
    QCOMPARE(*metrics.auc, 3.0 / 4);
    const auto json = toJson(metrics);
    QVERIFY(json["auc_per_class"][2].is_null());
    QCOMPARE(json["auc"].get<double>(), 0.75);
  }

  void largeConfusionsAreNotListed() {
    const auto of = [](std::int64_t classes) {
      return toJson(metricsOf(torch::softmax(torch::rand({4, classes}), 1),
                              torch::zeros({4}, torch::kInt64)));
    };
    QVERIFY(of(100).contains("confusion"));
    QVERIFY(!of(101).contains("confusion"));
  }

  void severalLabels() {
    const double unknown = std::numeric_limits<double>::quiet_NaN();
    const auto p =
        torch::tensor({{0.9, 0.2, 0.5}, {0.4, 0.6, 0.5}, {0.8, 0.7, 0.5}}, torch::kFloat64);
    const auto labels = torch::tensor(
        {{1.0, 0.0, unknown}, {1.0, unknown, unknown}, {0.0, 1.0, unknown}}, torch::kFloat64);
    const auto metrics = metricsOf(p, labels);
    QCOMPARE(metrics.n, 3);
    // First label: right, wrong, wrong; second: right, right.
    QCOMPARE(metrics.accuracy, 3.0 / 5);
    QCOMPARE(metrics.balancedAccuracy, ((0.5 + 0) / 2 + 1) / 2);
    const double loss =
        -(std::log(0.9) + std::log(0.4) + std::log(0.2) + std::log(0.8) + std::log(0.7)) / 5;
    QVERIFY(std::abs(metrics.crossEntropy - loss) < 1e-12);
    QCOMPARE(*metrics.aucPerClass[0], 0.5);  // 0.9 > 0.8, 0.4 < 0.8
    QCOMPARE(*metrics.aucPerClass[1], 1.0);
    QVERIFY(!metrics.aucPerClass[2]);
    QCOMPARE(*metrics.auc, 0.75);
    QVERIFY(!toJson(metrics).contains("confusion"));
    // Decided at other points, the third image's first label is right, too.
    QCOMPARE(metricsOf(p, labels, {0.85, 0.65, 0.5}).accuracy, 4.0 / 5);
  }

  /// Answers of 0.9 that are right 1 time in 2, and of 0.6 that are always right.
  void calibration() {
    const auto p = confidences({0.9, 0.9, 0.6, 0.6});
    const auto metrics = metricsOf(p, torch::tensor({1, 0, 1, 1}, torch::kInt64));
    QVERIFY(std::abs(metrics.calibrationError - (2 * 0.4 + 2 * 0.4) / 4) < 1e-12);
    QVERIFY(std::abs(toJson(metrics)["ece"].get<double>() - 0.4) < 1e-12);
  }

  void calibrationTakesBins() {
    CalibrationError error;
    QCOMPARE(error.value(), 0.0);
    // In one bin, (9/15, 10/15]: mean confidence 0.63, all right.
    error.add(0.61, true);
    error.add(0.65, true);
    QVERIFY(std::abs(error.value() - 0.37) < 1e-12);
    // A wrong answer in the bin evens it out; in another bin it would not.
    error.add(0.62, false);
    QVERIFY(std::abs(error.value() - std::abs(2 - 1.88) / 3) < 1e-12);
    error.add(1, true);
    error.add(0, false);
    QVERIFY(std::abs(error.value() - std::abs(2 - 1.88) / 5) < 1e-12);
  }
};

QTEST_GUILESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
