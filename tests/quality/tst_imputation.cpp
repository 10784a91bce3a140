// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "base/error.h"
#include "quality/imputation.h"
#include "quality/similarity.h"
#include "quality_fixture.h"

using namespace rho;
using quality::LinearImputation;

namespace {

torch::Tensor shuffledRanks(std::int64_t height, std::int64_t width) {
  auto generator = at::make_generator<at::CPUGeneratorImpl>(2);
  return torch::randperm(height * width, generator).view({height, width});
}

/// The same system, written out in full.
torch::Tensor solvedDensely(const torch::Tensor& plane, const torch::Tensor& removed) {
  const auto height = plane.size(0), width = plane.size(1), n = height * width;
  auto a = torch::zeros({n, n}, torch::kFloat64), b = torch::zeros({n, 1}, torch::kFloat64);
  for (std::int64_t i = 0; i < n; ++i) {
    const auto y = i / width, x = i % width;
    if (!removed[y][x].item<bool>()) {
      a[i][i] = 1;
      b[i][0] = plane[y][x].to(torch::kFloat64);
      continue;
    }
    for (std::int64_t dy = -1; dy <= 1; ++dy)
      for (std::int64_t dx = -1; dx <= 1; ++dx) {
        const auto v = y + dy, u = x + dx;
        if ((dy == 0 && dx == 0) || v < 0 || u < 0 || v >= height || u >= width) continue;
        const double weight = dy == 0 || dx == 0 ? 1.0 / 6 : 1.0 / 12;
        a[i][i] += weight;
        a[i][v * width + u] -= weight;
      }
  }
  return torch::linalg_solve(a, b).view({height, width});
}

}  // namespace

class TestImputation : public QObject {
  Q_OBJECT

 private slots:
  void solvesTheSystem_data() {
    QTest::addColumn<int>("count");
    for (const int count : {0, 1, 40, 90, 107}) QTest::addRow("%d of 108", count) << count;
  }

  void solvesTheSystem() {
    QFETCH(int, count);
    const auto pixels = test::randomInput(1, 2, 12)[0].slice(1, 0, 9).contiguous();
    const auto ranks = shuffledRanks(9, 12);
    LinearImputation imputation(pixels, ranks);
    imputation.remove(count / 2);
    const auto filled = imputation.remove(count);
    for (std::int64_t c = 0; c < 2; ++c) {
      const auto expected = solvedDensely(pixels[c], ranks < count);
      const double difference = (filled[c] - expected).abs().max().item<double>();
      QVERIFY2(difference < 2e-5, qPrintable(QString::number(difference)));
    }
  }

  void somethingMustRemain() {
    LinearImputation imputation(test::randomInput(1, 1, 4)[0], shuffledRanks(4, 4));
    QVERIFY_THROWS_EXCEPTION(InvalidInput, imputation.remove(16));
    imputation.remove(8);
    QVERIFY_THROWS_EXCEPTION(InvalidInput, imputation.remove(7));
  }

  void rankCorrelationOfKnownMaps() {
    // scipy.stats.spearmanr([1, 2, 2, 5], [3, 1, 4, 4]) is 0.5.
    const auto a = torch::tensor({{1.0F, 2.0F}, {2.0F, 5.0F}});
    const auto b = torch::tensor({{3.0F, 1.0F}, {4.0F, 4.0F}});
    QVERIFY(std::abs(quality::rankCorrelation(a, b) - 0.5) < 1e-9);
    QCOMPARE(quality::rankCorrelation(a, a), 1.0);
    QCOMPARE(quality::rankCorrelation(a, -a), -1.0);
    QCOMPARE(quality::rankCorrelation(a, torch::zeros({2, 2})), 0.0);
  }

  void similarityOfKnownMaps() {
    const auto a = test::randomInput(1, 1, 16)[0][0];
    QVERIFY(std::abs(quality::structuralSimilarity(a, a * 3 + 1) - 1) < 1e-5);
    QVERIFY(quality::structuralSimilarity(a, -a) < 0);
    QVERIFY(quality::structuralSimilarity(a, shuffledRanks(16, 16).to(torch::kFloat32)) < 0.3);
  }
};

QTEST_GUILESS_MAIN(TestImputation)
#include "tst_imputation.moc"
