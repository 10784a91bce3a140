// SPDX-License-Identifier: Apache-2.0

#include <QtTest>

#include <cmath>

#include "model/tensor.h"
#include "training/robust_terms.h"

using namespace rho;
using namespace rho::training;

class TestRobustTerms : public QObject {
  Q_OBJECT

 private slots:
  /// For a linear network ∂s/∂x is a row of its weights, whatever x: the penalty is known.
  void penaltyOfALinearNetwork() {
    RobustTerms terms;
    terms.psi = 3;
    terms.zeta = 0;
    const RobustPenalty penalty(terms);
    const auto weights = torch::tensor({{1.0f, 2.0f, 3.0f, 4.0f}, {1.0f, 2.0f, 3.0f, 4.0f}});
    const auto inputs = torch::rand({5, 1, 2, 2}).requires_grad_();
    const auto logits = inputs.flatten(1).matmul(weights.t());
    Random random(1);
    const auto value = penalty.penalty(inputs, logits, torch::zeros({5}, torch::kInt64), random);
    QVERIFY(std::abs(value.item<double>() - 3 * (1 + 4 + 9 + 16) / 4.0) < 1e-5);
  }

  /// With ζ = 1 the score is the margin: its gradient is the difference of two rows.
  void marginOfALinearNetwork() {
    RobustTerms terms;
    terms.psi = 1;
    terms.zeta = 1;
    const RobustPenalty penalty(terms);
    const auto weights = torch::tensor({{1.0f, 0.0f}, {0.0f, 3.0f}});
    const auto inputs = torch::rand({4, 1, 1, 2}).requires_grad_();
    const auto logits = inputs.flatten(1).matmul(weights.t());
    Random random(1);
    const auto value = penalty.penalty(inputs, logits, torch::zeros({4}, torch::kInt64), random);
    QVERIFY(std::abs(value.item<double>() - (1 + 9) / 2.0) < 1e-5);
  }

  /// The penalty must move the weights: its derivative against finite differences.
  void derivativeForTheWeights() {
    RobustTerms terms;
    terms.psi = 1;
    const RobustPenalty penalty(terms);
    const auto inputs = torch::rand({3, 1, 2, 2}, torch::kFloat64);
    const auto labels = torch::tensor({0, 1, 1}, torch::kInt64);
    const auto valueFor = [&](const torch::Tensor& weights) {
      auto x = inputs.clone().requires_grad_();
      Random random(7);
      return penalty.penalty(x, torch::tanh(x.flatten(1).matmul(weights)), labels, random);
    };
    auto weights = torch::rand({4, 2}, torch::kFloat64).requires_grad_();
    const auto gradient = torch::autograd::grad({valueFor(weights)}, {weights})[0];
    constexpr double h = 1e-5;
    for (int i = 0; i < 4; ++i) {
      auto up = weights.detach().clone(), down = weights.detach().clone();
      up[i][0] += h;
      down[i][0] -= h;
      const double expected =
          (valueFor(up).item<double>() - valueFor(down).item<double>()) / (2 * h);
      QVERIFY(std::abs(gradient[i][0].item<double>() - expected) < 1e-7);
    }
  }

  void psiFollowsTheLoss() {
    RobustTerms terms;
    terms.lossTarget = 0.5;
    RobustPenalty penalty(terms);
    QCOMPARE(penalty.psi(), 220.0);
    penalty.adapt(1.0);  // above the target: r would fall below 0 and stays there
    QCOMPARE(penalty.psi(), 220.0);
    penalty.adapt(0.25);  // −ln(0.5) = 0.693
    QVERIFY(std::abs(penalty.psi() - 220 * std::exp(0.02 * std::log(2.0))) < 1e-9);
    penalty.adapt(0);  // at most 1 a step
    QVERIFY(std::abs(penalty.psi() - 220 * std::exp(0.02 * (std::log(2.0) + 1))) < 1e-9);
    penalty.adapt(100);  // at most 0.01 down
    QVERIFY(std::abs(penalty.psi() - 220 * std::exp(0.02 * (std::log(2.0) + 0.99))) < 1e-9);
  }
};

QTEST_GUILESS_MAIN(TestRobustTerms)
#include "tst_robust_terms.moc"
