// SPDX-License-Identifier: Apache-2.0

#include <QTemporaryDir>
#include <QtTest>

#include "base/error.h"
#include "model/checkpoint.h"
#include "model/tensor.h"
#include "training/batch_sampler.h"
#include "training/run_folder.h"
#include "training/trainer.h"

using namespace rho;
using namespace rho::training;

class TestTrainer : public QObject {
  Q_OBJECT

  static Recipe tinyRecipe() {
    Recipe recipe;
    recipe.name = "tiny";
    recipe.architectureOptions = {{"blocks", {1}}, {"features", {8}}, {"activation", "half-huber"}};
    recipe.inputSize = {8, 8};
    recipe.inputChannels = 1;
    recipe.mean = {0.5};
    recipe.standardDeviation = {0.25};
    recipe.epochs = 4;
    recipe.batch = 16;
    recipe.ema = 0.9;
    recipe.robustTerms = RobustTerms{.psi = 0.01, .lossTarget = 0.2};
    return recipe;
  }

  /// Bright or dark pictures with some noise: what any network can learn.
  static data::Samples easySamples(int count) {
    Random random(5);
    auto inputs = torch::empty({count, 1, 8, 8});
    auto labels = torch::empty({count}, torch::kInt64);
    for (int i = 0; i < count; ++i) {
      labels[i] = i % 2;
      for (int p = 0; p < 64; ++p)
        inputs[i][0][p / 8][p % 8] = (i % 2 ? 0.6 : 0.4) + 0.1 * random.uniform(-1, 1);
    }
    return {inputs, labels};
  }

 private slots:
  void learns() {
    const auto recipe = tinyRecipe();
    auto model = modelFromRecipe(recipe, {"dark", "bright"});
    const auto samples = easySamples(128);
    std::vector<EpochReport> reports;
    Trainer(model, recipe, samples, samples).run([&](const auto& report) {
      reports.push_back(report);
    });
    QCOMPARE(reports.size(), 4u);
    QVERIFY(reports.back().validation->accuracy > 0.95);
    QVERIFY(reports.back().penalty > 0);
    for (const auto& named : model.network().parameters()) QVERIFY(!named.tensor.requires_grad());
    // What was reported is what was kept.
    const auto metrics = metricsOf(confidencesOf(model, samples.inputs), samples.labels);
    QCOMPARE(metrics.crossEntropy, reports.back().validation->crossEntropy);
  }

  void sameSeedSameWeights() {
    const auto hashAfterTraining = [](std::uint64_t seed) {
      auto recipe = tinyRecipe();
      recipe.epochs = 1;
      recipe.shift = 1;
      recipe.flip = true;
      recipe.seed = seed;
      auto model = modelFromRecipe(recipe, {"dark", "bright"});
      Trainer(model, recipe, easySamples(64), {}).run([](const auto&) {});
      return model::hashOfWeights(model.network().state());
    };
    const auto first = hashAfterTraining(1);
    QCOMPARE(hashAfterTraining(1), first);
    QVERIFY(hashAfterTraining(2) != first);
  }

  void cancelLeavesAFrozenModel() {
    const auto recipe = tinyRecipe();
    auto model = modelFromRecipe(recipe, {"dark", "bright"});
    std::stop_source stop;
    int epochs = 0;
    Trainer trainer(model, recipe, easySamples(64), {});
    const auto run = [&] {
      trainer.run(
          [&](const auto&) {
            if (++epochs == 2) stop.request_stop();
          },
          JobContext(stop.get_token()));
    };
    QVERIFY_EXCEPTION_THROWN(run(), Cancelled);
    QCOMPARE(epochs, 2);
    for (const auto& named : model.network().parameters()) QVERIFY(!named.tensor.requires_grad());
  }

  void explodingLossIsAnError() {
    auto recipe = tinyRecipe();
    recipe.learningRate = 100;
    recipe.gradientClip = 0;
    auto samples = easySamples(64);
    samples.inputs[3][0][0][0] = std::numeric_limits<float>::quiet_NaN();
    auto model = modelFromRecipe(recipe, {"dark", "bright"});
    Trainer trainer(model, recipe, samples, {});
    QVERIFY_EXCEPTION_THROWN(trainer.run([](const auto&) {}), Error);
  }

  void runFolderKeepsRecipeLogAndModel() {
    QTemporaryDir scratch;
    const std::filesystem::path folder = scratch.path().toStdString() + "/run";
    auto recipe = tinyRecipe();
    recipe.epochs = 2;
    auto model = modelFromRecipe(recipe, {"dark", "bright"});
    RunFolder run(folder, recipe);
    Trainer(model, recipe, easySamples(64), {}).run([&](const auto& report) {
      run.add(report, model);
    });
    QFile log(QString::fromStdString((folder / "log.jsonl").string()));
    QVERIFY(log.open(QIODevice::ReadOnly));
    QCOMPARE(log.readAll().count('\n'), 2);
    const auto loaded = model::loadModel(run.modelPath());
    QCOMPARE(loaded.card().classNames, (std::vector<std::string>{"dark", "bright"}));
    QCOMPARE(model::hashOfWeights(loaded.network().state()),
             model::hashOfWeights(model.network().state()));
    QVERIFY_EXCEPTION_THROWN(RunFolder(folder, recipe), InvalidInput);
  }

  void balancedSamplingEvensOut() {
    auto recipe = tinyRecipe();
    recipe.balancedSampling = true;
    auto samples = easySamples(320);
    samples.labels.fill_(0);
    samples.labels.slice(0, 0, 16).fill_(1);
    BatchSampler sampler(samples, recipe);
    Random random(1);
    sampler.startEpoch(random);
    std::int64_t rare = 0;
    for (std::int64_t b = 0; b < sampler.batchesPerEpoch(); ++b)
      rare += sampler.batch(b, random).labels.sum().item<std::int64_t>();
    QVERIFY(rare > 120 && rare < 200);
  }

  void shiftMovesWithinItsBound() {
    auto recipe = tinyRecipe();
    recipe.shift = 2;
    data::Samples samples{torch::zeros({16, 1, 8, 8}), torch::zeros({16}, torch::kInt64)};
    samples.inputs.index_put_({torch::indexing::Slice(), 0, 4, 4}, 1);
    const BatchSampler sampler = [&] {
      BatchSampler s(samples, recipe);
      Random random(1);
      s.startEpoch(random);
      return s;
    }();
    Random random(2);
    const auto sum = sampler.batch(0, random).inputs.sum(0)[0];
    QCOMPARE(sum.sum().item<float>(), 16.0f);
    QCOMPARE(sum.slice(0, 2, 7).slice(1, 2, 7).sum().item<float>(), 16.0f);
    QVERIFY(sum[4][4].item<float>() < 16);
  }
};

QTEST_GUILESS_MAIN(TestTrainer)
#include "tst_trainer.moc"
