// SPDX-License-Identifier: Apache-2.0

#include <QtTest>

#include <cmath>

#include "tiny_networks.h"
#include "training/robust_penalty.h"

using namespace rho;
using namespace rho::training;

class TestRobustPenalty : public QObject {
  Q_OBJECT

  /// The penalty of a model for inputs, with the random numbers of step 0.
  static torch::Tensor penaltyOf(RobustPenalty& penalty, const model::Model& model,
                                 const torch::Tensor& inputs, const torch::Tensor& labels) {
    StepRandom random(7, 0);
    TrainingStep step{model, inputs, labels, random};
    penalty.prepare(step, {});
    return penalty.term(step, model.logits(step.inputs));
  }

 private slots:
  /// LibTorch's own seed differs from run to run.
  void init() { torch::manual_seed(1); }

  /// For a linear network ∂s/∂x is a row of its weights, whatever x: the penalty is known.
  void penaltyOfALinearNetwork() {
    const auto model =
        test::matrixModel(torch::tensor({{1.0, 2.0, 3.0, 4.0}, {1.0, 2.0, 3.0, 4.0}}), 2, 2);
    RobustPenalty penalty({.psi = 3, .zeta = 0}, model);
    const auto value =
        penaltyOf(penalty, model, torch::rand({5, 1, 2, 2}), torch::zeros({5}, torch::kInt64));
    QVERIFY(std::abs(value.item<double>() - 3 * (1 + 4 + 9 + 16) / 4.0) < 1e-5);
  }

  /// With ζ = 1 the score is the margin: its gradient is the difference of two rows.
  void marginOfALinearNetwork() {
    const auto model = test::matrixModel(torch::tensor({{1.0, 0.0}, {0.0, 3.0}}), 1, 2);
    RobustPenalty penalty({.psi = 1, .zeta = 1}, model);
    const auto value =
        penaltyOf(penalty, model, torch::rand({4, 1, 1, 2}), torch::zeros({4}, torch::kInt64));
    QVERIFY(std::abs(value.item<double>() - (1 + 9) / 2.0) < 1e-5);
  }

  void exponent() {
    const auto model = test::matrixModel(torch::tensor({{1.0, -2.0}, {1.0, -2.0}}), 1, 2);
    RobustPenalty penalty({.psi = 1, .zeta = 0, .exponent = 3}, model);
    const auto value =
        penaltyOf(penalty, model, torch::rand({4, 1, 1, 2}), torch::zeros({4}, torch::kInt64));
    QVERIFY(std::abs(value.item<double>() - (1 + 8) / 2.0) < 1e-5);
  }

  /// Of 4000 images with ζ = 0.2 about 800 take the margin, the others each class equally often:
  /// every score has a gradient of its own size here.
  void scoresAreDrawnAsTheyShould() {
    const auto model = test::matrixModel(torch::tensor({{1.0}, {0.0}, {0.0}}), 1, 1);
    RobustPenalty penalty({.psi = 1, .zeta = 0.2, .exponent = 2}, model);
    const std::int64_t count = 4000;
    // Class 0 has gradient 1, the others 0; the margin of label 0 has gradient 1.
    const auto value = penaltyOf(penalty, model, torch::rand({count, 1, 1, 1}),
                                 torch::zeros({count}, torch::kInt64));
    const double expected = 0.2 + 0.8 / 3;
    QVERIFY(std::abs(value.item<double>() - expected) < 0.03);
  }

  void severalLabelsHaveNoMargin() {
    const auto model = test::matrixModel(torch::tensor({{2.0, 0.0}, {0.0, 2.0}}), 1, 2, false,
                                         model::Task::multiLabel);
    RobustPenalty penalty({.psi = 1, .zeta = 1}, model);
    const auto value = penaltyOf(penalty, model, torch::rand({4, 1, 1, 2}), torch::ones({4, 2}));
    QVERIFY(std::abs(value.item<double>() - 4 / 2.0) < 1e-5);
  }

  /// The penalty must move the weights: its derivative against finite differences.
  void derivativeForTheWeights_data() {
    QTest::addColumn<double>("zeta");
    QTest::addColumn<double>("exponent");
    QTest::newRow("logits") << 0.0 << 2.0;
    QTest::newRow("margins") << 1.0 << 2.0;
    QTest::newRow("mixed, exponent 3") << 0.5 << 3.0;
  }
  void derivativeForTheWeights() {
    QFETCH(double, zeta);
    QFETCH(double, exponent);
    const auto inputs = torch::rand({3, 1, 2, 2}, torch::kFloat64);
    const auto labels = torch::tensor({0, 1, 1}, torch::kInt64);
    const auto weight = torch::rand({2, 4}, torch::kFloat64);
    const auto valueFor = [&](const torch::Tensor& w) {
      const auto model = test::matrixModel(w, 2, 2, /*bent=*/true);
      RobustPenalty penalty({.psi = 1, .zeta = zeta, .exponent = exponent}, model);
      return penaltyOf(penalty, model, inputs, labels);
    };
    auto moving = weight.clone().requires_grad_();
    const auto gradient = torch::autograd::grad({valueFor(moving)}, {moving})[0];
    constexpr double h = 1e-5;
    for (int i = 0; i < 4; ++i) {
      auto up = weight.clone(), down = weight.clone();
      up[0][i] += h;
      down[0][i] -= h;
      const double expected =
          (valueFor(up).item<double>() - valueFor(down).item<double>()) / (2 * h);
      QVERIFY(std::abs(expected) > 1e-4);
      QVERIFY(std::abs(gradient[0][i].item<double>() - expected) < 1e-7);
    }
  }

  void psiFollowsTheLoss() {
    const auto model = test::matrixModel(torch::ones({2, 1}), 1, 1);
    RobustPenalty penalty({.lossTarget = 0.5}, model);
    const auto psi = [&] { return penalty.psi().item<double>(); };
    const auto updated = [&](double loss) { penalty.updated(torch::tensor(loss)); };
    QCOMPARE(psi(), 220.0);
    updated(1.0);  // above the target: r would fall below 0 and stays there
    QCOMPARE(psi(), 220.0);
    updated(0.25);  // −ln(0.5) = 0.693
    QVERIFY(std::abs(psi() - 220 * std::exp(0.02 * std::log(2.0))) < 1e-4);
    updated(0);  // at most 1 a step
    QVERIFY(std::abs(psi() - 220 * std::exp(0.02 * (std::log(2.0) + 1))) < 1e-4);
    updated(100);  // at most 0.01 down
    QVERIFY(std::abs(psi() - 220 * std::exp(0.02 * (std::log(2.0) + 0.99))) < 1e-4);
  }
};

QTEST_GUILESS_MAIN(TestRobustPenalty)
#include "tst_robust_penalty.moc"
