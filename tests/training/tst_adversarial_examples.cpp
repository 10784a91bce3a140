// SPDX-License-Identifier: Apache-2.0

#include <QtTest>

#include <cmath>
#include <set>

#include "model/checkpoint.h"
#include "testing/refuses.h"
#include "testing/scratch.h"
#include "tiny_networks.h"
#include "training/adversarial_examples.h"
#include "training/ensemble_examples.h"
#include "training/trades_term.h"
#include "training/untrained_model.h"

using namespace rho;
using namespace rho::training;
using Kind = AdversarialTraining::Kind;

class TestAdversarialExamples : public QObject {
  Q_OBJECT

  /// Two classes; away from class 0 is the direction (−1, 1), whose root mean square is 1.
  static model::Model twoClasses() {
    return test::matrixModel(torch::tensor({{1.0, 0.0}, {0.0, 1.0}}), 1, 2);
  }

  /// What training sees in place of inputs of class 0.
  static torch::Tensor examplesOf(Objective& objective, const model::Model& model,
                                  const torch::Tensor& inputs, std::int64_t step = 0) {
    StepRandom random(7, step);
    TrainingStep training{model, inputs, torch::zeros({inputs.size(0)}, torch::kInt64), random};
    objective.prepare(training, {});
    return training.inputs;
  }

  static torch::Tensor image(double first, double second, std::int64_t count = 1) {
    return torch::tensor({first, second}).view({1, 1, 1, 2}).repeat({count, 1, 1, 1});
  }

 private slots:
  /// LibTorch's own seed differs from run to run.
  void init() { torch::manual_seed(1); }

  /// On a line the published loop is a recursion: away while below ρ, home otherwise.
  void l2() {
    const auto model = twoClasses();
    AdversarialExamples examples({.kind = Kind::l2, .size = 0.01, .steps = 7}, model);
    const auto moved = examplesOf(examples, model, image(0.7, 0.3)) - image(0.7, 0.3);
    double along = 0;
    for (int k = 0; k < 7; ++k) along += (along < 0.01 ? 1 : -1) * 0.05 * (7 - k) / 28;
    QVERIFY(along > 0.005);
    QVERIFY(std::abs(moved[0][0][0][0].item<double>() + along) < 1e-6);
    QVERIFY(std::abs(moved[0][0][0][1].item<double>() - along) < 1e-6);
  }

  /// The image turns into the other class at 0.02: the loop swings around it.
  void l2Min() {
    const auto model = twoClasses();
    AdversarialExamples examples({.kind = Kind::l2Min, .size = 0.1, .steps = 7}, model);
    const auto moved = examplesOf(examples, model, image(0.52, 0.48)) - image(0.52, 0.48);
    double along = 0;
    for (int k = 0; k < 7; ++k) along += (along > 0.02 ? -1 : 1) * 0.1 * (7 - k) / 28;
    QVERIFY(std::abs(moved[0][0][0][1].item<double>() - along) < 1e-6);
    QVERIFY(std::abs(along - 0.02) < 0.02);
  }

  void l2MinOfAWrongImageStays() {
    const auto model = twoClasses();
    AdversarialExamples examples({.kind = Kind::l2Min, .size = 0.1, .steps = 7}, model);
    QVERIFY(examplesOf(examples, model, image(0.3, 0.7)).equal(image(0.3, 0.7)));
  }

  void linfReachesTheCorner() {
    const auto model = twoClasses();
    for (const bool randomStart : {false, true}) {
      AdversarialExamples examples({.kind = Kind::linf,
                                    .size = 0.1,
                                    .steps = 10,
                                    .stepSize = 0.03,
                                    .randomStart = randomStart},
                                   model);
      QVERIFY(examplesOf(examples, model, image(0.7, 0.3)).allclose(image(0.6, 0.4)));
      // Pixels stay within [0,1].
      QVERIFY(examplesOf(examples, model, image(0.05, 0.95)).allclose(image(0, 1)));
    }
  }

  void stepSizeCounts() {
    const auto model = twoClasses();
    AdversarialExamples examples(
        {.kind = Kind::linf, .size = 0.1, .steps = 2, .stepSize = 0.03, .randomStart = false},
        model);
    QVERIFY(examplesOf(examples, model, image(0.7, 0.3)).allclose(image(0.64, 0.36)));
  }

  void halfOfTheImages() {
    const auto model = twoClasses();
    AdversarialExamples examples({.size = 0.01, .probability = 0.5}, model);
    const auto inputs = image(0.7, 0.3, 1000);
    const auto moved = (examplesOf(examples, model, inputs) != inputs).flatten(1).any(1);
    const auto count = moved.sum().item<std::int64_t>();
    QVERIFY(count > 430 && count < 570);
    const auto later = (examplesOf(examples, model, inputs, 1) != inputs).flatten(1).any(1);
    QVERIFY(!later.equal(moved));
  }

  /// The search asks the network as it will be used, and leaves no trace in it.
  void searchChangesNothing() {
    const auto model = modelFromRecipe(test::tinyRecipe(), {"dark", "bright"});
    model.network().train(true);
    const auto before = model::hashOfWeights(model.network().state());
    const auto samples = test::easySamples(16);
    StepRandom random(7, 0);
    TrainingStep step{model, samples.inputs, samples.labels, random};
    AdversarialExamples({.kind = Kind::linf, .size = 0.1, .steps = 3, .stepSize = 0.05}, model)
        .prepare(step, {});
    TradesTerm({}, model).prepare(step, {});
    QCOMPARE(model::hashOfWeights(model.network().state()), before);
    for (const auto& named : model.network().parameters()) {
      QVERIFY(named.tensor.requires_grad());
      QVERIFY(!named.tensor.grad().defined());
    }
  }

  void stops() {
    const auto model = twoClasses();
    std::stop_source stop;
    stop.request_stop();
    StepRandom random(7, 0);
    TrainingStep step{model, image(0.7, 0.3), torch::zeros({1}, torch::kInt64), random};
    AdversarialExamples examples({.kind = Kind::linf, .steps = 3, .stepSize = 0.01}, model);
    QVERIFY_EXCEPTION_THROWN(examples.prepare(step, JobContext(stop.get_token())), Cancelled);
    for (const auto& named : model.network().parameters()) QVERIFY(named.tensor.requires_grad());
  }

  /// For a linear network of two classes the divergence grows along one line; x' is one of its two
  /// ends, depending on the random start.
  void tradesOfALinearNetwork() {
    const auto model = twoClasses();
    TradesTerm trades({.beta = 6, .size = 0.1, .steps = 10, .stepSize = 0.05}, model);
    StepRandom random(7, 0);
    TrainingStep step{model, image(0.7, 0.3), torch::zeros({1}, torch::kInt64), random};
    trades.prepare(step, {});
    const double value = trades.term(step, model.logits(step.inputs)).item<double>();
    const auto divergence = [](double other) {  // margins 0.4 and other
      const double p = 1 / (1 + std::exp(-0.4)), q = 1 / (1 + std::exp(-other));
      return 6 * (p * std::log(p / q) + (1 - p) * std::log((1 - p) / (1 - q)));
    };
    QVERIFY(std::abs(value - divergence(0.2)) < 1e-6 || std::abs(value - divergence(0.6)) < 1e-6);
  }

  void tradesDerivative_data() {
    QTest::addColumn<bool>("several");
    QTest::newRow("one label") << false;
    QTest::newRow("several labels") << true;
  }
  void tradesDerivative() {
    QFETCH(bool, several);
    const auto task = several ? model::Task::multiLabel : model::Task::singleLabel;
    const auto inputs = torch::rand({3, 1, 2, 2}, torch::kFloat64);
    const auto labels = torch::zeros({3}, torch::kInt64);
    const auto weight = torch::rand({3, 4}, torch::kFloat64);
    const auto start = test::matrixModel(weight.clone(), 2, 2, true, task);
    TradesTerm trades({.beta = 2, .size = 0.2, .steps = 4, .stepSize = 0.1}, start);
    StepRandom random(7, 0);
    TrainingStep found{start, inputs, labels, random};
    trades.prepare(found, {});
    const auto valueFor = [&](const torch::Tensor& w) {
      const auto model = test::matrixModel(w, 2, 2, true, task);
      const TrainingStep step{model, inputs, labels, random};
      return trades.term(step, model.logits(inputs));
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
      QVERIFY(std::abs(gradient[0][i].item<double>() - expected) < 1e-7);
    }
    QVERIFY(gradient.abs().max().item<double>() > 1e-4);
  }

  /// One step of full size, of another network in some batches: there its direction is the fixed
  /// network's.
  void ensembleTakesFixedNetworks() {
    const test::Scratch scratch;
    const auto fixed = modelFromRecipe(test::tinyRecipe(), {"dark", "bright"});
    model::saveModel(fixed, scratch / "fixed.safetensors");
    auto recipe = test::tinyRecipe();
    recipe.seed = 2;
    const auto trained = modelFromRecipe(recipe, {"dark", "bright"});
    trained.network().train(true);
    EnsembleExamples examples({.networks = {(scratch / "fixed.safetensors").string()}, .size = 0.1},
                              trained);
    const auto inputs = torch::full({400, 1, 8, 8}, 0.7);
    std::set<std::string> kinds;
    for (int s = 0; s < 8; ++s) {
      const auto moved = examplesOf(examples, trained, inputs, s) - inputs;
      const auto replaced = (moved != 0).flatten(1).any(1);
      const auto count = replaced.sum().item<std::int64_t>();
      QVERIFY(count > 150 && count < 250);
      const auto one = moved.index_select(0, replaced.nonzero().flatten()[0].view({1}));
      QVERIFY((one.abs() - 0.1).abs().max().item<double>() < 1e-6);
      kinds.insert(model::hashOfWeights({{"", one.contiguous()}}));
    }
    QCOMPARE(kinds.size(), 2u);
  }

  void ensembleRefusesOtherNetworks() {
    const test::Scratch scratch;
    auto model = modelFromRecipe(test::tinyRecipe(), {"dark", "bright", "grey"});
    model::saveModel(model, scratch / "three.safetensors");
    auto large = test::tinyRecipe();
    large.inputSize = {16, 16};
    model::saveModel(modelFromRecipe(large, {"dark", "bright"}), scratch / "large.safetensors");
    const auto trained = modelFromRecipe(test::tinyRecipe(), {"dark", "bright"});
    const auto with = [&](const char* name) {
      return [&, name] { EnsembleExamples({.networks = {(scratch / name).string()}}, trained); };
    };
    QVERIFY(
        test::refuses<InvalidInput>(with("three.safetensors"), {"three.safetensors", "classes"}));
    QVERIFY(test::refuses<InvalidInput>(with("large.safetensors"), {"large.safetensors", "size"}));
    QVERIFY(test::refuses<MissingFile>(with("none.safetensors"), {"none.safetensors"}));
  }
};

QTEST_GUILESS_MAIN(TestAdversarialExamples)
#include "tst_adversarial_examples.moc"
