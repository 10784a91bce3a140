// SPDX-License-Identifier: Apache-2.0

#include <QtTest>

#include "model/checkpoint.h"
#include "testing/refuses.h"
#include "tiny_networks.h"
#include "training/batch_plan.h"
#include "training/trainer.h"

using namespace rho;
using namespace rho::training;
using test::easySamples;

namespace {

/// Keeps what it is told, and calls back.
struct Listener : TrainingSink {
  std::vector<StepReport> steps;
  std::vector<EpochReport> epochs;
  std::function<void(std::int64_t)> afterStep = [](std::int64_t) {};
  std::function<void(const EpochReport&)> afterEpoch = [](const EpochReport&) {};

  void onStep(std::int64_t step) override { afterStep(step); }
  void onReport(const StepReport& report) override { steps.push_back(report); }
  void onEpoch(const EpochReport& report) override {
    epochs.push_back(report);
    afterEpoch(report);
  }
};

Recipe tinyRecipe() {
  auto recipe = test::tinyRecipe();
  recipe.robustTerms = RobustTerms{.psi = 0.01, .lossTarget = 0.2};
  return recipe;
}

/// A model and its trainer.
struct Bench {
  Recipe recipe;
  model::Model model;
  Trainer trainer;

  explicit Bench(const Recipe& r, const data::Samples& training = easySamples(64),
                 const data::Samples& validation = {}, int reportEvery = 20)
      : recipe(r),
        model(modelFromRecipe(r, {"dark", "bright"})),
        trainer(model, r,
                {data::batchesInMemory(training, batchPlanOf(r, 0, 1, torch::kCPU)), validation,
                 reportEvery}) {}

  std::string hash() const { return model::hashOfWeights(model.network().state()); }
  bool isFrozen() const {
    for (const auto& named : model.network().parameters())
      if (named.tensor.requires_grad()) return false;
    return true;
  }
};

}  // namespace

class TestTrainer : public QObject {
  Q_OBJECT

 private slots:
  void learns() {
    const auto samples = easySamples(128);
    Bench bench(tinyRecipe(), samples, samples, 10);
    Listener listener;
    bench.trainer.run(listener);
    QCOMPARE(listener.epochs.size(), 4u);
    QVERIFY(listener.epochs.back().validation->accuracy > 0.95);
    QVERIFY(listener.epochs.back().penalty > 0);
    QVERIFY(listener.epochs.back().crossEntropy < listener.epochs.front().crossEntropy);
    QVERIFY(bench.isFrozen());
    // What was reported is what was kept.
    const auto metrics = metricsOf(confidencesOf(bench.model, samples.inputs), samples.labels);
    QCOMPARE(metrics.crossEntropy, listener.epochs.back().validation->crossEntropy);
  }

  void reportsSteps() {
    Bench bench(tinyRecipe(), easySamples(128), {}, 10);
    Listener listener;
    bench.trainer.run(listener);
    QCOMPARE(listener.steps.size(), 3u);  // 4 epochs of 8 steps: after 10, 20 and 30
    QCOMPARE(listener.steps[1].step, 20);
    QCOMPARE(listener.steps[1].of, 32);
    QCOMPARE(listener.steps[1].epoch, 3);
    QVERIFY(listener.steps[1].imagesPerSecond > 0);
    QVERIFY(listener.steps[1].psi >= 0.01);
    QVERIFY(listener.steps[2].learningRate < listener.steps[1].learningRate);
    QVERIFY(!listener.epochs.front().validation);
  }

  void validatesWhenDue() {
    auto recipe = tinyRecipe();
    recipe.epochs = 5;
    recipe.validation.every = 2;
    const auto samples = easySamples(32);
    Bench bench(recipe, samples, samples);
    Listener listener;
    bench.trainer.run(listener);
    std::vector<bool> validated;
    for (const auto& report : listener.epochs) validated.push_back(report.validation.has_value());
    QCOMPARE(validated, (std::vector<bool>{false, true, false, true, true}));
  }

  void sameSeedSameWeights() {
    const auto hashAfterTraining = [](std::uint64_t seed) {
      auto recipe = tinyRecipe();
      recipe.epochs = 1;
      recipe.shift = 1;
      recipe.flip = true;
      recipe.seed = seed;
      Bench bench(recipe);
      Listener listener;
      bench.trainer.run(listener);
      return bench.hash();
    };
    const auto first = hashAfterTraining(1);
    QCOMPARE(hashAfterTraining(1), first);
    QVERIFY(hashAfterTraining(2) != first);
  }

  void goesOnBitByBit_data() {
    QTest::addColumn<int>("stopAt");
    QTest::addColumn<QString>("objective");
    QTest::newRow("at the start of an epoch") << 4 << "robust";
    QTest::newRow("within an epoch") << 6 << "robust";
    QTest::newRow("with adversarial examples") << 3 << "adversarial";
    QTest::newRow("with noise and bounded norms") << 5 << "noise";
    QTest::newRow("TRADES") << 5 << "trades";
    QTest::newRow("ShakeDrop") << 5 << "shake";
  }
  void goesOnBitByBit() {
    QFETCH(int, stopAt);
    QFETCH(QString, objective);
    auto recipe = test::tinyRecipe();
    recipe.epochs = 2;
    recipe.shift = 1;
    recipe.flip = true;
    recipe.schedule.warmUpEpochs = 1;
    if (objective == "robust") recipe.robustTerms = RobustTerms{.psi = 0.1};
    if (objective == "adversarial")
      recipe.adversarialTraining = AdversarialTraining{.kind = AdversarialTraining::Kind::linf,
                                                       .size = 0.03,
                                                       .steps = 2,
                                                       .probability = 0.5,
                                                       .stepSize = 0.02,
                                                       .randomStart = true};
    if (objective == "noise") {
      recipe.noise = Noise{.sigma = 0.1};
      recipe.spectralNorm = SpectralNorm{.bound = 0.8};
    }
    if (objective == "trades") recipe.trades = Trades{.steps = 2};
    if (objective == "shake") recipe.architectureOptions["shake_drop"] = 0.8;

    Bench straight(recipe);
    Listener straightListener;
    straight.trainer.run(straightListener);

    Bench first(recipe);
    std::stop_source stop;
    Listener listener;
    listener.afterStep = [&](std::int64_t step) {
      if (step == stopAt) stop.request_stop();
    };
    QVERIFY_EXCEPTION_THROWN(first.trainer.run(listener, JobContext(stop.get_token())), Cancelled);
    QCOMPARE(first.trainer.progress().step, stopAt);
    const auto state = first.trainer.state();

    // As through a file: the progress as text.
    TrainerState read{state.tensors, nlohmann::json::parse(state.progress.dump())};
    Bench second(recipe);
    second.trainer.restore(read);
    Listener secondListener;
    second.trainer.run(secondListener);
    QCOMPARE(second.hash(), straight.hash());
    const auto a = second.trainer.state(), b = straight.trainer.state();
    QCOMPARE(a.tensors.size(), b.tensors.size());
    for (const auto& [name, tensor] : a.tensors) QVERIFY(tensor.equal(b.tensors.at(name)));
    QCOMPARE(secondListener.epochs.back().crossEntropy,
             straightListener.epochs.back().crossEntropy);
    QCOMPARE(secondListener.epochs.back().penalty, straightListener.epochs.back().penalty);

    // The stopped trainer itself can go on, too.
    Listener again;
    first.trainer.run(again);
    QCOMPARE(first.hash(), straight.hash());
  }

  void aStateOfAnotherRunIsRefused() {
    Bench bench(tinyRecipe());
    const auto state = bench.trainer.state();
    auto wider = tinyRecipe();
    wider.architectureOptions["features"] = {4};
    QVERIFY(test::refuses<InvalidInput>([&] { Bench(wider).trainer.restore(state); },
                                        {"training state", "shape"}));
    auto averageless = state;
    averageless.tensors.erase("average/head.bias");
    QVERIFY(test::refuses<InvalidInput>([&] { Bench(tinyRecipe()).trainer.restore(averageless); },
                                        {"no tensor", "average/head.bias"}));
    auto later = state;
    later.progress["step"] = 5;
    QVERIFY(test::refuses<InvalidInput>([&] { Bench(tinyRecipe()).trainer.restore(later); },
                                        {"another number of epochs"}));
    auto empty = state;
    empty.progress = nlohmann::json::object();
    QVERIFY(test::refuses<InvalidInput>([&] { Bench(tinyRecipe()).trainer.restore(empty); },
                                        {"how far"}));
  }

  void stopLeavesAFrozenModel() {
    Bench bench(tinyRecipe());
    std::stop_source stop;
    Listener listener;
    listener.afterEpoch = [&](const EpochReport& report) {
      if (report.epoch == 2) stop.request_stop();
    };
    QVERIFY_EXCEPTION_THROWN(bench.trainer.run(listener, JobContext(stop.get_token())), Cancelled);
    QCOMPARE(listener.epochs.size(), 2u);
    QVERIFY(bench.isFrozen());
  }

  void brokenPixelsStopTheRun() {
    auto samples = easySamples(64);
    samples.inputs[3][0][0][0] = std::numeric_limits<float>::quiet_NaN();
    Bench bench(tinyRecipe(), samples, {}, 2);
    Listener listener;
    QVERIFY(test::refuses<Diverged>([&] { bench.trainer.run(listener); },
                                    {"no longer finite", "epoch 1", "learning rate", "kept"}));
    for (const auto& named : bench.model.network().state())
      QVERIFY(named.tensor.isfinite().all().item<bool>());
    QVERIFY(bench.isFrozen());
  }

  /// Steps that nobody has looked at before a stop are looked at before the training goes on.
  void brokenStepsBeforeAStop() {
    auto samples = easySamples(64);
    samples.inputs.fill_(std::numeric_limits<float>::quiet_NaN());
    Bench bench(tinyRecipe(), samples, {}, 100);
    std::stop_source stop;
    Listener listener;
    listener.afterStep = [&](std::int64_t step) {
      if (step == 2) stop.request_stop();
    };
    const auto before = bench.hash();
    QVERIFY_EXCEPTION_THROWN(bench.trainer.run(listener, JobContext(stop.get_token())), Cancelled);
    QVERIFY_EXCEPTION_THROWN(bench.trainer.run(listener), Diverged);
    QCOMPARE(bench.hash(), before);
    QCOMPARE(bench.trainer.progress().step, 0);
  }

  /// A rate that is far too large: the weights of the last good report are kept, and they are those
  /// of a run that ended there.
  void explodingLossStopsTheRun() {
    auto recipe = test::tinyRecipe();
    recipe.schedule.kind = Schedule::Kind::constant;
    recipe.gradientClip = 0;
    recipe.learningRate = 1e18;
    Bench bench(recipe, easySamples(64), {}, 1);
    Listener listener;
    QVERIFY(test::refuses<Diverged>([&] { bench.trainer.run(listener); },
                                    {"exploded", "step", "1e+18"}));
    const auto kept = bench.trainer.progress().step;
    QCOMPARE(std::ssize(listener.steps), kept);
    for (const auto& named : bench.model.network().state())
      QVERIFY(named.tensor.isfinite().all().item<bool>());
    // The state given out is the good one.
    QCOMPARE(bench.trainer.state().progress["step"].get<std::int64_t>(), kept);
  }
};

QTEST_GUILESS_MAIN(TestTrainer)
#include "tst_trainer.moc"
