// SPDX-License-Identifier: Apache-2.0

#include <QtTest>

#include <cmath>

#include "model/checkpoint.h"
#include "testing/scratch.h"
#include "tiny_networks.h"
#include "training/batch_plan.h"
#include "training/input_noise.h"
#include "training/spectral_projection.h"
#include "training/trainer.h"

using namespace rho;
using namespace rho::training;

class TestObjectives : public QObject {
  Q_OBJECT

  /// The largest singular value of a convolution with stride 1 on images of side×side, from its
  /// matrix.
  static double largestSingularValue(const torch::Tensor& weight, std::int64_t side) {
    const auto values = weight.size(1) * side * side;
    const auto units = torch::eye(values).view({values, weight.size(1), side, side});
    const auto matrix =
        torch::conv2d(units, weight.detach(), {}, 1, {weight.size(2) / 2, weight.size(3) / 2})
            .flatten(1);
    return std::get<1>(torch::linalg_svd(matrix, false, {})).max().item<double>();
  }

  static model::Model convolutions() {
    auto recipe = test::tinyRecipe();
    recipe.architectureOptions["features"] = {4};
    auto model = modelFromRecipe(recipe, {"dark", "bright"});
    model.network().train(true);
    return model;
  }

 private slots:
  void noise() {
    const auto model = convolutions();
    InputNoise noise({.sigma = 0.3}, model);
    const auto inputs = torch::full({64, 1, 8, 8}, 0.9);
    StepRandom random(7, 0);
    TrainingStep step{model, inputs, torch::zeros({64}, torch::kInt64), random};
    noise.prepare(step, {});
    const auto added = step.inputs - inputs;
    QVERIFY(std::abs(added.std().item<double>() - 0.3) < 0.01);
    QVERIFY(std::abs(added.mean().item<double>()) < 0.02);
    QVERIFY(step.inputs.max().item<double>() > 1);  // not clamped
  }

  void singularValuesAreBounded() {
    const auto model = convolutions();
    const double bound = 0.5;
    SpectralProjection projection({.bound = bound}, model);
    const auto stem = model.network().parameters()[0].tensor;
    QVERIFY(largestSingularValue(stem, 16) > 2 * bound);
    for (int i = 0; i < 30; ++i) projection.updated({});
    for (const auto& named : model.network().parameters()) {
      if (named.tensor.dim() != 4) continue;
      const double largest = largestSingularValue(named.tensor, 16);
      QVERIFY2(largest < bound * 1.01, named.name.c_str());
      // The stem had to shrink, and not by more than it had to.
      if (named.name == "stem.weight") QVERIFY(largest > bound * 0.98);
      // The norm on the whole plane is hardly larger than on 16×16.
      QVERIFY(largestSingularValue(named.tensor, 24) < bound * 1.03);
    }
  }

  void smallWeightsStay() {
    const auto model = convolutions();
    SpectralProjection projection({.bound = 1000}, model);
    const auto stem = model.network().parameters()[0].tensor;
    const auto before = stem.detach().clone();
    for (int i = 0; i < 3; ++i) projection.updated({});
    QVERIFY(stem.equal(before));
  }

  /// The last convolution of a block starts at zero: it must be watched all the same, later.
  void zerosAreWatchedLater() {
    const auto model = convolutions();
    SpectralProjection projection({.bound = 0.5}, model);
    projection.updated({});
    for (const auto& named : model.network().parameters())
      if (named.name.ends_with("conv2.weight")) {
        QCOMPARE(named.tensor.abs().max().item<double>(), 0.0);
        named.tensor.detach().fill_(1);
        for (int i = 0; i < 20; ++i) projection.updated({});
        QVERIFY(std::abs(largestSingularValue(named.tensor, 16) - 0.5) < 0.01);
      }
  }

  void trains_data() {
    QTest::addColumn<QString>("json");
    const auto row = [](const char* name, const char* json) { QTest::newRow(name) << json; };
    row("plain", R"({})");
    row("plain momentum, warm-up, steps", R"({"nesterov": false,
        "schedule": {"kind": "step", "at": [4], "factor": 0.1, "warm_up_epochs": 1}})");
    row("label smoothing", R"({"label_smoothing": 0.1})");
    row("no average, no clipping", R"({"ema": 0, "gradient_clip": 0})");
    row("robust terms", R"({"robust_terms": {"psi": 0.05, "loss_target": 0.3}})");
    row("adversarial L2", R"({"adversarial_training": {"kind": "l2"}})");
    row("adversarial L2-min", R"({"adversarial_training": {"kind": "l2-min"}})");
    row("adversarial L-infinity", R"({"adversarial_training": {"kind": "linf"}})");
    row("all", R"({"adversarial_training": {"kind": "l2", "probability": 0.5},
        "noise": {"sigma": 0.05}, "robust_terms": {"psi": 0.05, "loss_target": 0.3}})");
    row("TRADES", R"({"trades": {"steps": 3}})");
    row("noise", R"({"noise": {"sigma": 0.1}})");
    row("bounded norms", R"({"spectral_norm": {"bound": 4.0}})");
    row("ensemble", R"({"ensemble_adversarial": {"size": 0.05}})");
    row("deterministic", R"({"deterministic": true})");
    row("bfloat16", R"({"precision": "bfloat16"})");
    row("bfloat16, robust terms",
        R"({"precision": "bfloat16", "robust_terms": {"psi": 0.05, "loss_target": 0.3}})");
    row("bfloat16, TRADES", R"({"precision": "bfloat16", "trades": {"steps": 3}})");
    row("several labels", R"({"task": "multi-label"})");
    row("several labels, robust terms and examples", R"({"task": "multi-label",
        "adversarial_training": {"kind": "linf", "probability": 0.5},
        "robust_terms": {"psi": 0.05, "loss_target": 0.3}})");
    row("several labels, TRADES", R"({"task": "multi-label", "trades": {"steps": 3}})");
  }

  /// Every objective learns a problem that is easy: the loss falls, and the images are told apart.
  void trains() {
    QFETCH(QString, json);
    auto settings = toJson(test::tinyRecipe());
    settings["epochs"] = 6;
    settings.merge_patch(nlohmann::json::parse(json.toStdString()));
    const test::Scratch scratch;
    if (settings.contains("ensemble_adversarial")) {
      const auto fixed = scratch / "fixed.safetensors";
      model::saveModel(modelFromRecipe(test::tinyRecipe(), {"dark", "bright"}), fixed);
      settings["ensemble_adversarial"]["networks"] = {fixed.string()};
    }
    auto recipe = recipeFromJson(settings, "test");
    auto samples = test::easySamples(64);
    const auto classes = samples.labels;
    if (recipe.task == model::Task::multiLabel) {
      samples.labels = torch::one_hot(classes, 2).to(torch::kFloat32);
      samples.labels[5][0] = std::numeric_limits<float>::quiet_NaN();
    }
    struct : TrainingSink {
      std::vector<double> losses;
      void onEpoch(const EpochReport& report) override { losses.push_back(report.crossEntropy); }
    } sink;
    auto model = modelFromRecipe(recipe, {"dark", "bright"});
    Trainer(model, recipe, {data::batchesInMemory(samples, batchPlanOf(recipe, 0, 1, torch::kCPU))})
        .run(sink);
    QVERIFY(sink.losses.back() < 0.8 * sink.losses.front());
    const auto right = (model.logits(samples.inputs).argmax(1) == classes).to(torch::kFloat64);
    QVERIFY(right.mean().item<double>() > 0.9);
  }
};

QTEST_GUILESS_MAIN(TestObjectives)
#include "tst_objectives.moc"
