// SPDX-License-Identifier: Apache-2.0
// Stochastic depth and ShakeDrop, alone and in a network.
#include "model/branch_scales.h"

#include <QtTest>

#include "model/small_resnet.h"
#include "model/tensor.h"

using namespace rho;
using namespace rho::model;
using torch::Tensor;
using Kind = BranchScales::Kind;

namespace {

SmallResNetOptions optionsOf(double stochasticDepth, double shakeDrop) {
  SmallResNetOptions options;
  options.blocks = {2, 2};
  options.features = {16, 32};
  options.stochasticDepth = stochasticDepth;
  options.shakeDrop = shakeDrop;
  return options;
}

/// With last convolutions that are not zero, as if it had been trained.
std::unique_ptr<SmallResNet> networkOf(const SmallResNetOptions& options) {
  auto network = std::make_unique<SmallResNet>(options, 1);
  const torch::NoGradGuard noGrad;
  torch::manual_seed(2);
  for (const auto& named : network->state())
    if (named.name.ends_with("conv2.weight")) named.tensor.normal_(0, 0.1);
  return network;
}

Tensor images() { return torch::linspace(-1, 1, 4 * 3 * 64).view({4, 3, 8, 8}); }

}  // namespace

class BranchScalesTest : public QObject {
  Q_OBJECT

 private slots:
  void drawsHaveTheExpectedMean_data();
  void drawsHaveTheExpectedMean();
  void scalesValueAndGradient();
  void nothingWithoutARate();
  void seedsDecide_data();
  void seedsDecide();
  void usedWithExpectedScales_data();
  void usedWithExpectedScales();
};

void BranchScalesTest::drawsHaveTheExpectedMean_data() {
  QTest::addColumn<bool>("shake");
  QTest::newRow("stochastic depth") << false;
  QTest::newRow("ShakeDrop") << true;
}

void BranchScalesTest::drawsHaveTheExpectedMean() {
  QFETCH(bool, shake);
  constexpr int blocks = 5, draws = 20000;
  const double rate = 0.6;
  const BranchScales scales(shake ? Kind::shakeDrop : Kind::stochasticDepth, rate, blocks);
  Random random(4);
  std::vector<double> value(blocks), gradient(blocks);
  for (int draw = 0; draw < draws; ++draw) {
    const auto drawn = scales.draw(random);
    for (std::size_t b = 0; b < blocks; ++b) {
      QVERIFY(std::abs(drawn[b].value) <= 1 && drawn[b].gradient >= 0 && drawn[b].gradient <= 1);
      value[b] += drawn[b].value / draws;
      gradient[b] += drawn[b].gradient / draws;
    }
  }
  const auto expected = scales.expected();
  for (std::size_t b = 0; b < blocks; ++b) {
    const double kept = 1 - rate * static_cast<double>(b + 1) / blocks;
    QVERIFY(std::abs(expected[b].value - kept) < 1e-12);
    QVERIFY(std::abs(value[b] - kept) < 0.015);
    // Half of a dropped branch's gradient is left by β.
    QVERIFY(std::abs(gradient[b] - (shake ? kept + (1 - kept) / 2 : kept)) < 0.015);
  }
}

void BranchScalesTest::scalesValueAndGradient() {
  const auto x = torch::tensor({1.0, -2.0}, torch::kFloat64).requires_grad_(true);
  const auto y = BranchScale{-0.5, 0.25}(x * x);
  QVERIFY(torch::allclose(y, torch::tensor({-0.5, -2.0}, torch::kFloat64)));
  const auto first = torch::autograd::grad({y.sum()}, {x}, {}, true, true)[0];
  QVERIFY(torch::allclose(first, 0.5 * x));
  QVERIFY(torch::allclose(torch::autograd::grad({first.sum()}, {x})[0], torch::full_like(x, 0.5)));
}

void BranchScalesTest::nothingWithoutARate() {
  Random random(1), untouched(1);
  for (const auto& scale : BranchScales(Kind::stochasticDepth, 0, 3).draw(random))
    QVERIFY(scale.value == 1 && scale.gradient == 1);
  QCOMPARE(random.bits(), untouched.bits());
}

void BranchScalesTest::seedsDecide_data() { usedWithExpectedScales_data(); }

void BranchScalesTest::seedsDecide() {
  QFETCH(double, stochasticDepth);
  QFETCH(double, shakeDrop);
  const auto network = networkOf(optionsOf(stochasticDepth, shakeDrop));
  network->train(true);
  const auto at = [&](std::uint64_t seed) {
    network->seedTraining(seed);
    return torch::cat({network->forward(images()), network->forward(images())}).detach();
  };
  const auto once = at(5);
  QVERIFY(torch::equal(once, at(5)));
  bool differs = false;
  for (const std::uint64_t seed : {6, 7, 8, 9}) differs = differs || !torch::equal(once, at(seed));
  QVERIFY(differs);
}

void BranchScalesTest::usedWithExpectedScales_data() {
  QTest::addColumn<double>("stochasticDepth");
  QTest::addColumn<double>("shakeDrop");
  QTest::newRow("stochastic depth") << 0.5 << 0.0;
  QTest::newRow("ShakeDrop") << 0.0 << 0.8;
}

/// In use, the same as a network whose last convolutions of the blocks are multiplied by the
/// scales, on the fast way and on the ordinary one.
void BranchScalesTest::usedWithExpectedScales() {
  QFETCH(double, stochasticDepth);
  QFETCH(double, shakeDrop);
  const auto network = networkOf(optionsOf(stochasticDepth, shakeDrop));
  const auto plain = networkOf(optionsOf(0, 0));
  {
    const torch::NoGradGuard noGrad;
    int block = 0;
    for (const auto& named : plain->state())
      if (named.name.ends_with("conv2.weight"))
        named.tensor.mul_(1 - (stochasticDepth + shakeDrop) * ++block / 4);
    QCOMPARE(block, 4);
  }
  const auto expected = plain->forward(images());
  QVERIFY(torch::allclose(network->forward(images()), expected, 1e-4, 1e-5));
  SmallResNet::setFast(false);
  const auto ordinary = network->forward(images());
  SmallResNet::setFast(true);
  QVERIFY(torch::allclose(ordinary, expected, 1e-4, 1e-5));
  QVERIFY(!torch::allclose(networkOf(optionsOf(0, 0))->forward(images()), expected, 1e-4, 1e-5));
}

QTEST_GUILESS_MAIN(BranchScalesTest)
#include "tst_branch_scales.moc"
