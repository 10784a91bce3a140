// SPDX-License-Identifier: Apache-2.0
#include "robustness/paired_bootstrap.h"

#include <QtTest>
#include <cmath>
#include <limits>

using namespace rho::robustness;

namespace {

FigureOf meanOf(const std::vector<double>& values) {
  return [&values](const std::vector<std::size_t>& drawn) {
    double sum = 0;
    for (const auto place : drawn) sum += values[place];
    return sum / static_cast<double>(drawn.size());
  };
}

}  // namespace

class TestPairedBootstrap : public QObject {
  Q_OBJECT
 private slots:
  /// Images differ much, and the two figures of each by the same: pairs know it.
  void whatAllImagesShareHasNoSpread() {
    std::vector<double> before, after;
    for (int i = 0; i < 50; ++i) {
      before.push_back(i * i);
      after.push_back(i * i + 0.25);
    }
    const auto interval = bootstrapDifference(50, meanOf(before), meanOf(after));
    QVERIFY(interval);
    QVERIFY(std::abs(interval->low - 0.25) < 1e-9);
    QVERIFY(std::abs(interval->high - 0.25) < 1e-9);
  }

  /// Of n differences that are 0 or 1 the mean's standard error is √(p (1−p) / n).
  void theIntervalIsAsWideAsTheoryTells() {
    const int n = 400;
    std::vector<double> before(n, 0), after(n, 0);
    for (int i = 0; i < n / 2; ++i) after[static_cast<std::size_t>(2 * i)] = 1;
    const auto interval = bootstrapDifference(n, meanOf(before), meanOf(after));
    QVERIFY(interval);
    const double half = 1.96 * std::sqrt(0.25 / n);
    QVERIFY(std::abs(interval->low - (0.5 - half)) < 0.01);
    QVERIFY(std::abs(interval->high - (0.5 + half)) < 0.01);
    const auto again = bootstrapDifference(n, meanOf(before), meanOf(after));
    QCOMPARE(again->low, interval->low);
  }

  void whatIsNotKnownHasNone() {
    const std::vector<double> finite = {1, 2},
                              infinite = {1, std::numeric_limits<double>::infinity()};
    QVERIFY(!bootstrapDifference(2, meanOf(finite), meanOf(infinite)));
    QVERIFY(!bootstrapDifference(1, meanOf(finite), meanOf(finite)));
  }
};

QTEST_GUILESS_MAIN(TestPairedBootstrap)
#include "tst_paired_bootstrap.moc"
