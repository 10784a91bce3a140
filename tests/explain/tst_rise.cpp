// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "explain/attributions.h"
#include "explain_fixture.h"

using namespace rho;

namespace {

/// Two labels: "corner" is as likely as the upper left quarter is bright, "always" is certain to a
/// half.
class CornerNetwork : public model::SmallResNet {
 public:
  CornerNetwork() : SmallResNet({}, 1) {}
  torch::Tensor forward(const torch::Tensor& x) override {
    const auto corner = x.narrow(2, 0, x.size(2) / 2).narrow(3, 0, x.size(3) / 2).mean({1, 2, 3});
    return torch::stack({torch::logit(corner, 1e-6), torch::zeros_like(corner)}, 1);
  }
};

model::Model cornerModel() {
  auto card = test::randomModel().card();
  card.task = model::Task::multiLabel;
  card.classNames = {"corner", "always"};
  card.mean = {0, 0, 0};
  card.standardDeviation = {1, 1, 1};
  return {card, std::make_shared<CornerNetwork>()};
}

torch::Tensor mapOf(int target, const explain::RiseMasks& masks, std::uint64_t seed = 5) {
  const auto input = torch::full({1, 3, 32, 32}, 0.75);
  return explain::riseValues(cornerModel(), input, target, torch::zeros_like(input), masks,
                             seed)[0][0];
}

}  // namespace

class TestRise : public QObject {
  Q_OBJECT

 private slots:
  void evidenceIsWhereTheScoreComesFrom() {
    const auto map = mapOf(0, {4000, 7, 0.5});
    const auto inside = map.narrow(0, 0, 16).narrow(1, 0, 16).mean().item<float>();
    const auto outside = map.narrow(0, 20, 12).narrow(1, 20, 12).mean().item<float>();
    QVERIFY2(inside > 1.02F * outside, qPrintable(QString("%1 %2").arg(inside).arg(outside)));
  }

  /// E[mask] = visible, so that a constant confidence is the map's value everywhere.
  void aConstantConfidenceIsTheMap_data() {
    QTest::addColumn<double>("visible");
    QTest::newRow("half") << 0.5;
    QTest::newRow("most") << 0.9;
    QTest::newRow("all") << 1.0;
  }
  void aConstantConfidenceIsTheMap() {
    QFETCH(double, visible);
    const auto map = mapOf(1, {4000, 7, visible});
    QVERIFY((map - 0.5).abs().max().item<float>() < 0.05F);
    if (visible == 1) QVERIFY((map - 0.5).abs().max().item<float>() < 1e-5F);
  }

  /// Masks belong to the seed and their number, not to a batch.
  void moreMasksContinueTheSame() {
    const auto one = mapOf(0, {1, 4, 0.5}), two = mapOf(0, {2, 4, 0.5});
    QVERIFY(!torch::equal(one, two));
    QVERIFY(torch::equal(one, mapOf(0, {1, 4, 0.5})));
    QVERIFY(!torch::equal(one, mapOf(0, {1, 4, 0.5}, 6)));
    // The second mask's part is what the first leaves.
    QVERIFY((2 * two - one).min().item<float>() > -1e-6F);
  }
};

QTEST_GUILESS_MAIN(TestRise)
#include "tst_rise.moc"
