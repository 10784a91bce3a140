// SPDX-License-Identifier: Apache-2.0

#include <torch/nn/utils/clip_grad.h>
#include <torch/optim/sgd.h>

#include <QtTest>

#include <cmath>

#include "model/small_resnet.h"
#include "tiny_networks.h"
#include "training/averaged_weights.h"
#include "training/gradient_descent.h"
#include "training/learning_rate.h"
#include "training/step_random.h"
#include "training/untrained_model.h"

using namespace rho;
using namespace rho::training;

class TestOptimisation : public QObject {
  Q_OBJECT

  static std::vector<torch::Tensor> someWeights() {
    return {torch::arange(12, torch::kFloat32).view({3, 4}) / 10, torch::ones({5})};
  }

  static void setGradients(std::vector<torch::Tensor>& weights, int step) {
    for (auto& weight : weights) weight.mutable_grad() = (weight.detach() - 0.1 * step).sin();
  }

 private slots:
  /// LibTorch's own seed differs from run to run.
  void init() { torch::manual_seed(1); }

  void descentIsTorchs_data() {
    QTest::addColumn<double>("momentum");
    QTest::addColumn<bool>("nesterov");
    QTest::newRow("plain") << 0.0 << false;
    QTest::newRow("momentum") << 0.9 << false;
    QTest::newRow("Nesterov") << 0.9 << true;
    QTest::newRow("Nesterov without momentum") << 0.0 << true;
  }
  void descentIsTorchs() {
    QFETCH(double, momentum);
    QFETCH(bool, nesterov);
    auto ours = someWeights(), theirs = someWeights();
    GradientDescent descent(ours, {momentum, nesterov, 0.01});
    torch::optim::SGD reference(theirs, torch::optim::SGDOptions(0.1)
                                            .momentum(momentum)
                                            .nesterov(nesterov && momentum > 0)
                                            .weight_decay(0.01));
    for (int step = 0; step < 5; ++step) {
      const double rate = 0.1 / (step + 1);
      for (auto& group : reference.param_groups())
        static_cast<torch::optim::SGDOptions&>(group.options()).lr(rate);
      setGradients(ours, step);
      setGradients(theirs, step);
      descent.step(rate);
      reference.step();
    }
    for (std::size_t i = 0; i < ours.size(); ++i) QVERIFY(ours[i].allclose(theirs[i], 1e-6, 1e-7));
  }

  void aWeightWithoutGradientHasZero() {
    auto without = someWeights(), zero = someWeights();
    GradientDescent first(without, {}), second(zero, {});
    for (int step = 0; step < 3; ++step) {
      setGradients(without, step);
      setGradients(zero, step);
      if (step > 0) {  // after a step that gave it momentum
        without[1].mutable_grad().reset();
        zero[1].mutable_grad().zero_();
      }
      first.clipGradients(1);
      second.clipGradients(1);
      first.step(0.1);
      second.step(0.1);
    }
    for (std::size_t i = 0; i < zero.size(); ++i) QVERIFY(without[i].equal(zero[i]));
    first.zeroGradients();
    QVERIFY(!without[0].grad().defined());
  }

  void clipping() {
    auto ours = someWeights(), theirs = someWeights();
    setGradients(ours, 1);
    setGradients(theirs, 1);
    GradientDescent descent(ours, {});
    descent.clipGradients(0.5);
    torch::nn::utils::clip_grad_norm_(theirs, 0.5);
    for (std::size_t i = 0; i < ours.size(); ++i)
      QVERIFY(ours[i].grad().allclose(theirs[i].grad()));
    const auto before = ours[0].grad().clone();
    descent.clipGradients(100);
    QVERIFY(ours[0].grad().equal(before));
  }

  /// The fast path of a frozen network has to notice what the optimiser changed.
  void frozenNetworksSeeTheUpdate() {
    const auto model = modelFromRecipe(test::tinyRecipe(), {"dark", "bright"});
    const auto inputs = torch::rand({2, 1, 8, 8});
    std::vector<torch::Tensor> weights;
    for (const auto& named : model.network().parameters()) weights.push_back(named.tensor);
    GradientDescent descent(weights, {});
    const auto before = model.logits(inputs);
    model.network().train(true);
    model.logits(inputs).square().sum().backward();
    descent.step(0.1);
    model.network().train(false);
    const auto after = model.logits(inputs);
    QVERIFY(!after.allclose(before));
    model::SmallResNet::setFast(false);
    const auto slow = model.logits(inputs);
    model::SmallResNet::setFast(true);
    QVERIFY(after.allclose(slow, 1e-4, 1e-5));
  }

  void schedules() {
    Recipe recipe;
    recipe.learningRate = 0.2;
    recipe.epochs = 10;
    const auto at = [&](std::int64_t step) { return learningRateAt(recipe, step, 5); };
    QCOMPARE(at(0), 0.2);
    QCOMPARE(at(25), 0.1);
    QVERIFY(at(49) > 0 && at(49) < 0.001);
    recipe.schedule.kind = Schedule::Kind::step;
    recipe.schedule.at = {4, 8};
    QCOMPARE(at(19), 0.2);
    QCOMPARE(at(20), 0.2 * 0.1);
    QCOMPARE(at(40), 0.2 * (0.1 * 0.1));
    recipe.schedule.kind = Schedule::Kind::constant;
    QCOMPARE(at(49), 0.2);
    recipe.schedule.warmUpEpochs = 2;
    QCOMPARE(at(0), 0.02);
    QCOMPARE(at(4), 0.1);
    QCOMPARE(at(9), 0.2);
    QCOMPARE(at(10), 0.2);
    recipe.schedule.kind = Schedule::Kind::cosine;
    QCOMPARE(at(10), 0.2);
    QCOMPARE(at(30), 0.1);
  }

  void averages() {
    auto network = std::make_shared<test::MatrixNetwork>(torch::zeros({1, 1}), false);
    auto weight = network->parameters()[0].tensor;
    AveragedWeights average(*network, 0.5);
    weight.fill_(10);
    average.update(1);  // early steps count more: the decay is 1/10
    QCOMPARE(average.average()[0].tensor.item<float>(), 9.0F);
    average.update(100);
    QCOMPARE(average.average()[0].tensor.item<float>(), 9.5F);
    average.show(true);
    average.show(true);
    QCOMPARE(weight.item<float>(), 9.5F);
    QCOMPARE(average.own()[0].tensor.item<float>(), 10.0F);
    QCOMPARE(average.average()[0].tensor.item<float>(), 9.5F);
    average.show(false);
    QCOMPARE(weight.item<float>(), 10.0F);
  }

  void noAverage() {
    auto network = std::make_shared<test::MatrixNetwork>(torch::zeros({1, 1}), false);
    AveragedWeights average(*network, 0);
    network->parameters()[0].tensor.fill_(10);
    average.update(1);
    average.show(true);
    QCOMPARE(network->parameters()[0].tensor.item<float>(), 10.0F);
    QVERIFY(average.average().empty());
  }

  /// Two processes of four images each draw what one process of eight draws.
  void drawsOfProcessesTogether() {
    const auto all = StepRandom(3, 7).perImage(8);
    auto first = StepRandom(3, 7, 0, 2).perImage(4);
    const auto second = StepRandom(3, 7, 1, 2).perImage(4);
    first.insert(first.end(), second.begin(), second.end());
    QCOMPARE(first, all);
    QVERIFY(StepRandom(3, 8).perImage(8) != all);
    QVERIFY(StepRandom(4, 7).perImage(8) != all);
  }

  void noiseOfProcessesDiffers() {
    const auto x = torch::zeros({1000});
    StepRandom a(3, 7, 0, 2), again(3, 7, 0, 2), b(3, 7, 1, 2);
    const auto noise = a.normalLike(x);
    QVERIFY(noise.equal(again.normalLike(x)));
    QVERIFY(!noise.equal(b.normalLike(x)));
    QVERIFY(!noise.equal(a.normalLike(x)));
    QVERIFY(std::abs(noise.std().item<double>() - 1) < 0.1);
    const auto uniform = a.uniformLike(x);
    QVERIFY(uniform.min().item<double>() < -0.95 && uniform.max().item<double>() > 0.95);
    QVERIFY(uniform.abs().max().item<double>() <= 1);
  }
};

QTEST_GUILESS_MAIN(TestOptimisation)
#include "tst_optimisation.moc"
