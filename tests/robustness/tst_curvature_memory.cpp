// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "model/tensor.h"
#include "robustness/curvature_memory.h"
#include "robustness/per_item.h"

using namespace rho;
using robustness::CurvatureMemory;

class TestCurvatureMemory : public QObject {
  Q_OBJECT

  /// Of ½ Σ w x², w rising from 1 to 50.
  static torch::Tensor gradientAt(const torch::Tensor& x) {
    return x * torch::linspace(1, 50, x.numel() / x.size(0)).view_as(x[0]);
  }

 private slots:
  void init() { torch::manual_seed(1); }

  void nothingLearntIsAMultiple() {
    const auto g = torch::randn({2, 1, 3, 4});
    QVERIFY(torch::equal(CurvatureMemory(3, 0.25).times(g), g * 0.25));
  }

  /// The secant equation: what changed the gradient is what the inverse makes of the change.
  void theLatestStepIsKnownExactly() {
    CurvatureMemory memory(3, 1);
    torch::Tensor step, change;
    for (int i = 0; i < 5; ++i) {
      step = torch::randn({2, 1, 3, 4});
      change = gradientAt(step);
      memory.add(step, change);
    }
    QVERIFY(torch::allclose(memory.times(change), step, 1e-4, 1e-5));
  }

  void whatCurvesDownwardsTeachesNothing() {
    CurvatureMemory memory(3, 0.5);
    const auto step = torch::randn({2, 1, 3, 4});
    const auto change = gradientAt(step) * torch::tensor({1.0F, -1.0F}).view({2, 1, 1, 1});
    memory.add(step, change);
    const auto result = memory.times(change);
    QVERIFY(torch::allclose(result[0], step[0], 1e-4, 1e-5));
    QVERIFY(torch::equal(result[1], change[1] * 0.5));
  }

  void findsTheMinimumOfAQuadratic() {
    CurvatureMemory memory(12, 0.02);
    auto x = torch::randn({3, 1, 3, 4});
    auto gradient = gradientAt(x);
    const auto start = robustness::rmse(gradient);
    for (int i = 0; i < 40; ++i) {
      const auto step = -memory.times(gradient);
      x = x + step;
      const auto next = gradientAt(x);
      memory.add(step, next - gradient);
      gradient = next;
    }
    QVERIFY((robustness::rmse(gradient) < 1e-3 * start).all().item<bool>());
  }
};

QTEST_GUILESS_MAIN(TestCurvatureMemory)
#include "tst_curvature_memory.moc"
