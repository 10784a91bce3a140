// SPDX-License-Identifier: Apache-2.0
#include <QtTest>
#include <cmath>
#include <set>
#include <vector>

#include "base/random.h"

using rho::Random;

namespace {
constexpr int draws = 200000;

struct Moments {
  double mean = 0;
  double variance = 0;
};
template <typename Draw>
Moments momentsOf(Draw draw) {
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < draws; ++i) {
    const double value = draw();
    sum += value;
    squares += value * value;
  }
  const double mean = sum / draws;
  return {mean, squares / draws - mean * mean};
}
}  // namespace

class TestRandom : public QObject {
  Q_OBJECT

 private slots:
  /// The standard fixes the engine, this project the distributions: the same everywhere, for ever.
  void firstNumbersAreFixed() {
    Random random(5489);
    QCOMPARE(random.bits(), std::uint64_t{14514284786278117030ULL});
    Random uniform(5489);
    QCOMPARE(uniform.uniform(), static_cast<double>(14514284786278117030ULL >> 11) * 0x1.0p-53);
  }

  void sameSeedSameNumbers() {
    Random a(7);
    Random b(7);
    Random c(8);
    bool differs = false;
    for (int i = 0; i < 100; ++i) {
      const double value = a.normal();
      QCOMPARE(b.normal(), value);
      differs = differs || c.normal() != value;
    }
    QVERIFY(differs);
  }

  void itemsDoNotDependOnEachOther() {
    std::set<std::uint64_t> first;
    for (std::uint64_t item = 0; item < 1000; ++item) first.insert(Random::forItem(1, item).bits());
    QCOMPARE(first.size(), std::size_t{1000});
    QCOMPARE(Random::forItem(1, 5).bits(), Random::forItem(1, 5).bits());
    QVERIFY(Random::forItem(1, 5).bits() != Random::forItem(2, 5).bits());
  }

  void moments() {
    Random random(42);
    const auto uniform = momentsOf([&] { return random.uniform(-1, 3); });
    QVERIFY(std::abs(uniform.mean - 1) < 0.02);
    QVERIFY(std::abs(uniform.variance - 16.0 / 12) < 0.02);
    const auto normal = momentsOf([&] { return random.normal(2, 3); });
    QVERIFY(std::abs(normal.mean - 2) < 0.04);
    QVERIFY(std::abs(normal.variance - 9) < 0.15);
    const auto coin = momentsOf([&] { return random.coin(0.2) ? 1.0 : 0.0; });
    QVERIFY(std::abs(coin.mean - 0.2) < 0.005);
  }

  void integersCoverTheirRangeEvenly() {
    Random random(3);
    std::vector<int> counts(7, 0);
    for (int i = 0; i < draws; ++i) {
      const auto value = random.integer(7);
      QVERIFY(value >= 0 && value < 7);
      ++counts[static_cast<std::size_t>(value)];
    }
    for (const int count : counts)
      QVERIFY(std::abs(count - draws / 7.0) < 5 * std::sqrt(draws / 7.0));
  }
};

QTEST_GUILESS_MAIN(TestRandom)
#include "tst_random.moc"
