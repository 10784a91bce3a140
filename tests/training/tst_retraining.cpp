// SPDX-License-Identifier: Apache-2.0
// A network before a training and the one after it, and how that training is proposed.
#include "training/comparison.h"

#include <QtTest>
#include <limits>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "data/data_set.h"
#include "model/checkpoint.h"
#include "model/tensor.h"
#include "testing/scratch.h"
#include "training/metrics.h"
#include "training/retraining.h"
#include "training/starting_weights.h"
#include "training/untrained_model.h"

using namespace rho;
using namespace rho::training;

namespace {

Recipe tinyRecipe(const std::string& name, std::uint64_t seed) {
  Recipe recipe;
  recipe.name = name;
  recipe.architectureOptions = {{"blocks", {1}}, {"features", {4}}};
  recipe.inputSize = {16, 16};
  recipe.inputChannels = 1;
  recipe.mean = {0.5};
  recipe.standardDeviation = {0.25};
  recipe.gradcamLayer = "group1";
  recipe.seed = seed;
  return recipe;
}

const std::vector<std::string> classes = {"clear", "nodule"};

const ComparedFigure& figureOf(const Comparison& comparison, const std::string& id) {
  for (const auto& one : comparison.figures)
    if (one.id == id) return one;
  throw InvalidInput(id, "is not compared");
}

}  // namespace

class TestRetraining : public QObject {
  Q_OBJECT

  test::Scratch m_scratch;
  std::string network(const std::string& name) const {
    return (m_scratch / (name + ".safetensors")).string();
  }
  ComparisonRequest request() const {
    return {.before = network("before"),
            .after = network("after"),
            .data = "phantom:nodule?count=12&size=32",
            .validation = "phantom:nodule?count=12&size=32&seed=5&shortcut=100&masks=known"};
  }

 private slots:
  void initTestCase() {
    model::saveModel(modelFromRecipe(tinyRecipe("before", 3), classes), network("before"));
    model::saveModel(modelFromRecipe(tinyRecipe("after", 4), classes), network("after"));
  }

  void figuresAreThoseOfEachNetwork() {
    const auto comparison = compareNetworks(request());
    QCOMPARE(comparison.images, 12);
    QCOMPARE(QString::fromStdString(comparison.before.name), QString("before"));
    QCOMPARE(comparison.figures.size(), std::size_t{4});
    const auto data = data::openDataSet(request().validation);
    for (const bool isAfter : {false, true}) {
      const auto model = model::loadModel(network(isAfter ? "after" : "before"));
      const auto samples = loadSamples(*data, model.card());
      const auto metrics = metricsOf(confidencesOf(model, samples.inputs), samples.labels);
      const auto& accuracy = figureOf(comparison, "accuracy");
      QCOMPARE(isAfter ? accuracy.after : accuracy.before, metrics.accuracy);
      const auto evidence = meanEvidence(evidenceOf(model, samples));
      const auto& outside = figureOf(comparison, "evidence_outside");
      QCOMPARE(isAfter ? outside.after : outside.before, *evidence.outside);
      QVERIFY(outside.images > 0 && outside.images <= 12);
    }
  }

  void aNetworkDoesNotDifferFromItself() {
    auto same = request();
    same.after = same.before;
    const auto comparison = compareNetworks(same);
    QCOMPARE(comparison.before.sha256, comparison.after.sha256);
    for (const auto& figure : comparison.figures) {
      QCOMPARE(figure.before, figure.after);
      if (!figure.difference) continue;
      QCOMPARE(figure.difference->low, 0.0);
      QCOMPARE(figure.difference->high, 0.0);
    }
    QVERIFY(figureOf(comparison, "accuracy").difference);
  }

  void withoutMasksThereIsNoEvidence() {
    auto plain = request();
    plain.validation = "phantom:nodule?count=8&size=32&seed=5";
    const auto figures = compareNetworks(plain).figures;
    QCOMPARE(figures.size(), std::size_t{2});
    QVERIFY(!figures[0].difference);  // of eight images
  }

  void somethingMustBeHeldOut() {
    auto nothing = request();
    nothing.validation.clear();
    QVERIFY(test::failureOf([&] { compareNetworks(nothing); }).message.find("kept") !=
            std::string::npos);
    nothing.validation = "none";
    QCOMPARE(test::failureOf([&] { compareNetworks(nothing); }).code,
             static_cast<int>(ExitCode::invalidInput));
  }

  void comparisonsTravelAsJson() {
    auto comparison = compareNetworks(request());
    comparison.figures[1].before = std::numeric_limits<double>::infinity();
    comparison.figures[1].difference.reset();
    const auto text = toJson(comparison).dump();
    const auto back = comparisonFromJson(nlohmann::json::parse(text), "file");
    QCOMPARE(toJson(back).dump(), text);
    QVERIFY(std::isinf(back.figures[1].before));
    QCOMPARE(test::failureOf([] {
               comparisonFromJson({{"before", 1}}, "file.json");
             }).code,
             static_cast<int>(ExitCode::brokenFile));
  }

  void aNetworksOwnRecipeIsProposed() {
    auto card = modelFromRecipe(tinyRecipe("before", 3), classes).card();
    const auto recipe = retrainingRecipe(card, {.name = "chests", .hasMasks = true, .images = 40});
    QCOMPARE(recipe.name, std::string("chests"));
    QCOMPARE(recipe.inputSize, (std::vector<int>{16, 16}));
    QCOMPARE(recipe.seed, std::uint64_t{3});
    QCOMPARE(recipe.batch, 10);
    QVERIFY(recipe.evidence && recipe.evidence->kind == EvidenceTerm::Kind::exchange);
    QVERIFY(!retrainingRecipe(card, {.name = "chests", .images = 40}).evidence);
    card.training["recipe"]["evidence"] = {{"kind", "gradient"}, {"weight", 7}};
    QCOMPARE(retrainingRecipe(card, {.name = "chests", .hasMasks = true}).evidence->weight, 7.0);
    QCOMPARE(recipeFromJson(toJson(recipe), "proposed").name, std::string("chests"));
  }

  void withoutARecipeTheCardTells() {
    auto card = modelFromRecipe(tinyRecipe("before", 3), classes).card();
    card.training.erase("recipe");
    const auto recipe = retrainingRecipe(card, {.name = "chests", .task = model::Task::multiLabel});
    QCOMPARE(recipe.architecture, std::string("small-resnet"));
    QCOMPARE(recipe.architectureOptions["features"].dump(), std::string("[4]"));
    QVERIFY(!recipe.architectureOptions.contains("classes"));
    QCOMPARE(recipe.task, model::Task::multiLabel);
    modelFromRecipe(recipe, classes);  // it can be built
    card.architecture = "torchscript";
    QCOMPARE(retrainingRecipe(card, {.name = "chests"}).architecture, std::string("small-resnet"));
    QVERIFY(!canStartFrom(card, classes));
  }

  void aTrainingStartsFromWeights() {
    const std::vector<std::string> turned = {"nodule", "clear"};
    const auto before = model::loadModel(network("before"));
    QVERIFY(canStartFrom(before.card(), turned));
    const auto model = modelFromWeights(tinyRecipe("again", 9), turned, network("before"));
    QCOMPARE(model.card().classNames, classes);  // the weights' order
    QCOMPARE(model::hashOfWeights(model.network().state()),
             model::hashOfWeights(before.network().state()));
    QCOMPARE(model.card().training["start"]["name"].get<std::string>(), std::string("before"));
    QVERIFY(!canStartFrom(before.card(), {"clear", "cat"}));
    QVERIFY(test::failureOf([&] {
              modelFromWeights(tinyRecipe("again", 9), {"clear", "cat"}, network("before"));
            }).message.find("cat") != std::string::npos);
    auto wider = tinyRecipe("again", 9);
    wider.architectureOptions = {{"blocks", {1}}, {"features", {8}}};
    QCOMPARE(test::failureOf([&] { modelFromWeights(wider, classes, network("before")); }).code,
             static_cast<int>(ExitCode::invalidInput));
  }
};

QTEST_GUILESS_MAIN(TestRetraining)
#include "tst_retraining.moc"
