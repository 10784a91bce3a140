// SPDX-License-Identifier: Apache-2.0

#include <QtTest>

#include <cmath>
#include <limits>

#include "tiny_networks.h"
#include "training/autocast.h"
#include "training/task_loss.h"

using namespace rho;
using namespace rho::training;
using model::Task;

class TestTaskLoss : public QObject {
  Q_OBJECT

  static constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

  static bool near(double a, double b, double tolerance = 1e-9) {
    return std::abs(a - b) < tolerance;
  }

 private slots:
  /// LibTorch's own seed differs from run to run.
  void init() { torch::manual_seed(1); }

  /// Softmax of (ln 1, ln 3) is (1/4, 3/4).
  void crossEntropy() {
    const auto logits =
        torch::tensor({{0.0, std::log(3.0)}, {0.0, std::log(3.0)}}, torch::kFloat64);
    const auto labels = torch::tensor({1, 0}, torch::kInt64);
    const double right = -std::log(0.75), wrong = -std::log(0.25);
    QVERIFY(near(taskLoss(logits, labels, Task::singleLabel).item<double>(), (right + wrong) / 2));
    // The label is 0.9 of the truth, the rest is 0.05 for each class.
    const double smoothed = (0.95 * right + 0.05 * wrong + 0.95 * wrong + 0.05 * right) / 2;
    QVERIFY(near(taskLoss(logits, labels, Task::singleLabel, 0.1).item<double>(), smoothed));
  }

  /// Sigmoid of ln 3 is 3/4. Of four labels one is unknown: the mean is over three.
  void severalLabels() {
    const auto logits = torch::full({2, 2}, std::log(3.0), torch::kFloat64);
    const auto labels = torch::tensor({{1.0, 0.0}, {unknown, 1.0}});
    const double right = -std::log(0.75), wrong = -std::log(0.25);
    QVERIFY(
        near(taskLoss(logits, labels, Task::multiLabel).item<double>(), (2 * right + wrong) / 3));
    const double a = 0.95 * right + 0.05 * wrong, b = 0.05 * right + 0.95 * wrong;
    QVERIFY(near(taskLoss(logits, labels, Task::multiLabel, 0.1).item<double>(), (2 * a + b) / 3));
  }

  void unknownLabelsHaveNoGradient() {
    auto logits = torch::rand({2, 2}, torch::kFloat64).requires_grad_();
    const auto labels = torch::tensor({{1.0, unknown}, {unknown, 0.0}});
    taskLoss(logits, labels, Task::multiLabel).backward();
    QVERIFY(logits.grad().isfinite().all().item<bool>());
    QCOMPARE(logits.grad()[0][1].item<double>(), 0.0);
    QVERIFY(logits.grad()[0][0].item<double>() < 0);
    QVERIFY(logits.grad()[1][1].item<double>() > 0);
  }

  void nothingKnownIsNoLoss() {
    const auto labels = torch::full({2, 2}, unknown);
    QCOMPARE(taskLoss(torch::rand({2, 2}), labels, Task::multiLabel).item<double>(), 0.0);
  }

  /// The gradient of the cross-entropy is 0 in single precision here; the direction is not.
  void awayDoesNotUnderflow() {
    const auto model = test::matrixModel(torch::tensor({{500.0, 0.0}, {0.0, 500.0}}), 1, 2);
    const auto inputs = torch::tensor({1.0F, 0.0F}).view({1, 1, 1, 2});
    const auto away = awayFromTargets(model, inputs, torch::zeros({1}, torch::kInt64)).flatten();
    QVERIFY(away[0].item<double>() < 0 && away[1].item<double>() > 0);
  }

  void awayFromSeveralLabels() {
    const auto model =
        test::matrixModel(torch::tensor({{1.0, 0.0}, {0.0, 1.0}}), 1, 2, false, Task::multiLabel);
    const auto inputs = torch::zeros({1, 1, 1, 2});
    const auto away = awayFromTargets(model, inputs, torch::tensor({{1.0, unknown}})).flatten();
    QVERIFY(away[0].item<double>() < 0);
    QCOMPARE(away[1].item<double>(), 0.0);
  }

  void halfPrecisionOnlyWithin() {
    const auto x = torch::rand({1, 4, 8, 8}), w = torch::rand({4, 4, 3, 3});
    {
      const Autocast precision(torch::kCPU, Precision::bfloat16);
      QVERIFY(torch::conv2d(x, w).scalar_type() == torch::kBFloat16);
      {
        const Autocast inner(torch::kCPU, Precision::float32);
        QVERIFY(torch::conv2d(x, w).scalar_type() == torch::kFloat32);
      }
      QVERIFY(torch::conv2d(x, w).scalar_type() == torch::kBFloat16);
    }
    QVERIFY(torch::conv2d(x, w).scalar_type() == torch::kFloat32);
    QVERIFY(fullPrecision(x.to(torch::kBFloat16)).scalar_type() == torch::kFloat32);
    QVERIFY(fullPrecision(x.to(torch::kFloat64)).scalar_type() == torch::kFloat64);
  }
};

QTEST_GUILESS_MAIN(TestTaskLoss)
#include "tst_task_loss.moc"
