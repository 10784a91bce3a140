// SPDX-License-Identifier: Apache-2.0

#include <QtTest>

#include <thread>

#include "base/error.h"
#include "model/frozen_kernels.h"
#include "model/small_resnet.h"
#include "model/tensor.h"

using namespace rho::model;

namespace {

/// Random weights and statistics under which every part of the network matters.
std::unique_ptr<SmallResNet> randomNetwork(const SmallResNetOptions& options) {
  auto network = std::make_unique<SmallResNet>(options, 1);
  torch::NoGradGuard noGrad;
  torch::manual_seed(3);
  for (const auto& [name, tensor] : network->state()) {
    const auto values = tensor;
    if (values.dim() == 4)
      values.normal_(0, 1 / std::sqrt(static_cast<double>(values[0].numel())));
    else if (name.ends_with("running_var") || name.ends_with("weight"))
      values.uniform_(0.5, 1.5);
    else
      values.normal_(0, 0.2);
  }
  return network;
}

struct Result {
  torch::Tensor logits, gradient;
};

Result run(SmallResNet& network, const torch::Tensor& input, bool fast, const torch::Tensor& seed) {
  SmallResNet::setFast(fast);
  const auto x = input.detach().clone().requires_grad_(true);
  const auto logits = network.forward(x);
  const auto gradient = torch::autograd::grad({logits}, {x}, {seed})[0];
  SmallResNet::setFast(true);
  return {logits.detach(), gradient};
}

double relative(const torch::Tensor& a, const torch::Tensor& b) {
  return ((a - b).norm() / b.norm()).item<double>();
}

bool sameBytes(const torch::Tensor& a, const torch::Tensor& b) { return torch::equal(a, b); }

bool takesFastPath(SmallResNet& network, const torch::Tensor& x) {
  const auto logits = network.forward(x.detach().clone().requires_grad_(true));
  return logits.grad_fn() && logits.grad_fn()->next_edges().size() == 1;
}

}  // namespace

class FrozenResNetTest : public QObject {
  Q_OBJECT

 private slots:
  void equalsSeparateOperators_data() {
    QTest::addColumn<std::vector<int>>("blocks");
    QTest::addColumn<std::vector<int>>("features");
    QTest::addColumn<int>("channels");
    QTest::addColumn<int>("stride");
    QTest::addColumn<bool>("huber");
    QTest::addColumn<int>("batch");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("width");
    using V = std::vector<int>;
    QTest::newRow("resnet-44, half-Huber")
        << V{7, 7, 7} << V{16, 32, 64} << 3 << 1 << true << 3 << 32 << 32;
    QTest::newRow("resnet-44, ReLU")
        << V{7, 7, 7} << V{16, 32, 64} << 3 << 1 << false << 2 << 32 << 32;
    QTest::newRow("grey, strided stem")
        << V{2, 2, 2} << V{16, 32, 64} << 1 << 2 << true << 5 << 64 << 64;
    QTest::newRow("large grey") << V{2, 2, 2} << V{16, 32, 64} << 1 << 2 << true << 1 << 128 << 128;
    QTest::newRow("odd, not square") << V{1, 2} << V{16, 48} << 3 << 1 << true << 4 << 17 << 30;
    QTest::newRow("odd after stride")
        << V{1, 1, 1} << V{32, 16, 48} << 3 << 2 << false << 13 << 27 << 35;
    QTest::newRow("stem of stride 3") << V{2, 1} << V{16, 32} << 2 << 3 << true << 7 << 31 << 22;
    QTest::newRow("five channels") << V{1} << V{64} << 5 << 1 << true << 9 << 9 << 8;
    QTest::newRow("one pixel") << V{1, 1} << V{16, 16} << 1 << 1 << true << 2 << 1 << 1;
    QTest::newRow("one row") << V{1, 1} << V{16, 32} << 3 << 1 << true << 2 << 1 << 40;
    QTest::newRow("wide") << V{1, 1} << V{80, 160} << 3 << 1 << true << 2 << 12 << 12;
  }
  void equalsSeparateOperators() {
    QFETCH(std::vector<int>, blocks);
    QFETCH(std::vector<int>, features);
    QFETCH(int, channels);
    QFETCH(int, stride);
    QFETCH(bool, huber);
    QFETCH(int, batch);
    QFETCH(int, height);
    QFETCH(int, width);
    SmallResNetOptions options;
    options.blocks = blocks;
    options.features = features;
    options.inputChannels = channels;
    options.stemStride = stride;
    options.activation = huber ? Activation::halfHuber : Activation::relu;
    const auto network = randomNetwork(options);
    const auto x = torch::randn({batch, channels, height, width});
    const auto seed = torch::randn({batch, 10});
    QVERIFY(takesFastPath(*network, x));
    const auto fast = run(*network, x, true, seed);
    const auto plain = run(*network, x, false, seed);
    QVERIFY2(relative(fast.logits, plain.logits) < 1e-5,
             qPrintable(QString::number(relative(fast.logits, plain.logits))));
    QCOMPARE(fast.gradient.sizes(), plain.gradient.sizes());
    // A ReLU whose input is within rounding of zero may switch.
    const double allowed = huber ? 1e-5 : 1e-3;
    QVERIFY2(relative(fast.gradient, plain.gradient) < allowed,
             qPrintable(QString::number(relative(fast.gradient, plain.gradient))));
    torch::NoGradGuard noGrad;
    QVERIFY(sameBytes(network->forward(x), fast.logits));
  }

  void gradientMatchesFiniteDifferences() {
    SmallResNetOptions options;
    options.blocks = {1, 1};
    options.features = {16, 32};
    const auto network = randomNetwork(options);
    const auto x = torch::rand({1, 3, 12, 12});
    const auto direction = torch::randn_like(x);
    const auto seed = torch::randn({1, 10});
    const double slope = (run(*network, x, true, seed).gradient * direction).sum().item<double>();
    const double h = 1e-2;
    torch::NoGradGuard noGrad;
    const auto value = [&](double t) {
      return (network->forward(x + t * direction) * seed).sum().to(torch::kDouble).item<double>();
    };
    QVERIFY(std::abs((value(h) - value(-h)) / (2 * h) - slope) < 1e-2 * std::abs(slope) + 1e-3);
  }

  void sameBytesWhereverInTheBatch() {
    const auto network = randomNetwork({});
    const auto x = torch::randn({11, 3, 32, 32});
    const auto seed = torch::randn({11, 10});
    const auto all = run(*network, x, true, seed);
    const auto again = run(*network, x, true, seed);
    QVERIFY(sameBytes(all.logits, again.logits) && sameBytes(all.gradient, again.gradient));
    for (int i = 0; i < 11; ++i) {
      const auto one = run(*network, x.narrow(0, i, 1), true, seed.narrow(0, i, 1));
      QVERIFY(sameBytes(one.logits, all.logits.narrow(0, i, 1)));
      QVERIFY(sameBytes(one.gradient, all.gradient.narrow(0, i, 1)));
    }
  }

  void servesTwoThreads() {
    const auto network = randomNetwork({});
    const auto x = torch::randn({4, 3, 32, 32});
    const auto seed = torch::randn({4, 10});
    const auto expected = run(*network, x, true, seed);
    bool right[2] = {true, true};
    const auto work = [&](bool& good) {
      for (int repeat = 0; repeat < 5; ++repeat) {
        const auto input = x.clone().requires_grad_(true);
        const auto logits = network->forward(input);
        const auto gradient = torch::autograd::grad({logits}, {input}, {seed})[0];
        good = good && sameBytes(logits.detach(), expected.logits) &&
               sameBytes(gradient, expected.gradient);
      }
    };
    std::thread first([&] { work(right[0]); }), second([&] { work(right[1]); });
    first.join();
    second.join();
    QVERIFY(right[0] && right[1]);
  }

  void keptGraphsDoNotDisturbEachOther() {
    const auto network = randomNetwork({});
    const auto a = torch::randn({2, 3, 32, 32}).requires_grad_(true);
    const auto b = torch::randn({2, 3, 32, 32}).requires_grad_(true);
    const auto ofA = network->forward(a).sum();
    const auto ofB = network->forward(b).sum();
    const auto gradientB = torch::autograd::grad({ofB}, {b}, {}, true)[0];
    const auto gradientA = torch::autograd::grad({ofA}, {a}, {}, true)[0];
    QVERIFY(sameBytes(torch::autograd::grad({ofA}, {a})[0], gradientA));
    QVERIFY(sameBytes(torch::autograd::grad({ofB}, {b})[0], gradientB));
    QVERIFY(!sameBytes(gradientA, gradientB));
  }

  void noticesChangedWeights() {
    const auto network = randomNetwork({});
    const auto x = torch::randn({1, 3, 32, 32});
    const auto before = network->forward(x);
    {
      torch::NoGradGuard noGrad;
      network->state().front().tensor.mul_(0.5);
    }
    const auto after = network->forward(x);
    QVERIFY(!sameBytes(before, after));
    SmallResNet::setFast(false);
    QVERIFY(relative(after, network->forward(x)) < 1e-5);
    SmallResNet::setFast(true);
  }

  void leavesTheRestToSeparateOperators() {
    const auto network = randomNetwork({});
    const auto x = torch::randn({2, 3, 32, 32});
    QVERIFY(takesFastPath(*network, x));
    network->train(true);
    QVERIFY(network->forward(x).requires_grad());
    network->train(false);
    QVERIFY(takesFastPath(*network, x));
    SmallResNetOptions narrow;
    narrow.blocks = {1};
    narrow.features = {8};
    QCOMPARE(randomNetwork(narrow)->forward(x).size(1), std::int64_t{10});
  }

  void refusesSecondDerivativesInWords() {
    const auto network = randomNetwork({});
    const auto x = torch::randn({1, 3, 32, 32}).requires_grad_(true);
    const auto sum = network->forward(x).sum();
    QVERIFY_THROWS_EXCEPTION(rho::InvalidInput, torch::autograd::grad({sum}, {x}, {}, true, true));
  }
};

QTEST_GUILESS_MAIN(FrozenResNetTest)
#include "tst_frozen_resnet.moc"
