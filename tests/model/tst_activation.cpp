// SPDX-License-Identifier: Apache-2.0
#include "model/activation.h"

#include <QtTest>

#include "base/error.h"
#include "model/tensor.h"
#include "testing/refuses.h"

using namespace rho;
using namespace rho::model;

class TestActivation : public QObject {
  Q_OBJECT

 private slots:
  void values_data();
  void values();
  void derivatives();
  void names();
};

void TestActivation::values_data() {
  QTest::addColumn<double>("x");
  QTest::addColumn<double>("y");
  QTest::newRow("negative") << -3.0 << 0.0;
  QTest::newRow("zero") << 0.0 << 0.0;
  QTest::newRow("square") << 0.25 << 0.0625;
  QTest::newRow("joint") << 0.5 << 0.25;
  QTest::newRow("line") << 2.0 << 1.75;
}

void TestActivation::values() {
  QFETCH(double, x);
  QFETCH(double, y);
  QCOMPARE(halfHuber(torch::tensor({x}, torch::kFloat64), 0.5).item<double>(), y);
}

/// Against finite differences, away from the two joints: the robust terms differentiate twice.
void TestActivation::derivatives() {
  const auto x = torch::tensor({-1.0, -0.1, 0.1, 0.3, 0.69, 0.71, 2.0}, torch::kFloat64)
                     .set_requires_grad(true);
  const double d = 0.7, step = 1e-5;
  const auto first = torch::autograd::grad({halfHuber(x, d).sum()}, {x}, {}, true, true)[0];
  const auto second = torch::autograd::grad({first.sum()}, {x})[0];
  const auto at = [&](double shift) { return halfHuber(x.detach() + shift, d); };
  const auto firstExpected = (at(step) - at(-step)) / (2 * step);
  const auto secondExpected = (at(step) - 2 * at(0) + at(-step)) / (step * step);
  QVERIFY(torch::allclose(first, firstExpected, 0, 1e-8));
  QVERIFY(torch::allclose(second, secondExpected, 0, 1e-4));
}

void TestActivation::names() {
  for (const auto activation : {Activation::relu, Activation::halfHuber})
    QVERIFY(activationFromName(nameOf(activation)) == activation);
  QVERIFY(
      test::refuses<InvalidInput>([] { activationFromName("swish"); }, {"swish", "half-huber"}));
}

QTEST_GUILESS_MAIN(TestActivation)
#include "tst_activation.moc"
