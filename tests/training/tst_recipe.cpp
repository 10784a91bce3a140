// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "base/error.h"
#include "testing/scratch.h"
#include "training/recipe.h"

using namespace rho;
using namespace rho::training;
using Json = nlohmann::json;

class TestRecipe : public QObject {
  Q_OBJECT

 private slots:
  void bundledRecipesAreReadAndWritten() {
    const auto names = bundledRecipes();
    QVERIFY(names.size() >= 18);
    for (const auto& name : names) {
      const auto recipe = readRecipe(name);
      QCOMPARE(recipe.name, name);
      QCOMPARE(toJson(recipeFromJson(toJson(recipe), "again")).dump(), toJson(recipe).dump());
    }
  }

  void presetsSayWhatTheyReproduce() {
    const auto standard = readRecipe("cifar10-standard");
    QCOMPARE(standard.epochs, 200);
    QCOMPARE(standard.batch, 128);
    QCOMPARE(standard.learningRate, 0.1);
    QVERIFY(standard.schedule.kind == Schedule::Kind::step);
    QCOMPARE(standard.schedule.at, (std::vector<int>{170, 195}));
    QCOMPARE(standard.weightDecay, 1e-4);
    QCOMPARE(standard.shift, 4);
    QVERIFY(standard.flip && !standard.robustTerms && !standard.adversarialTraining);
    const auto all = readRecipe("cifar10-all");
    QCOMPARE(all.robustTerms->psi, 220.0);
    QCOMPARE(all.robustTerms->lossTarget, 1.5);
    QCOMPARE(all.adversarialTraining->probability, 0.5);
    QVERIFY(readRecipe("cifar10-madry-linf").adversarialTraining->kind ==
            AdversarialTraining::Kind::linf);
    QCOMPARE(readRecipe("cifar10-trades").trades->beta, 6.0);
    QCOMPARE(readRecipe("cifar10-randomized-smoothing").noise->sigma, 0.25);
    QVERIFY(readRecipe("cifar10-noise-robust").robustTerms.has_value());
    QCOMPARE(readRecipe("cifar10-spectral-norm").spectralNorm->bound, 1.0);
    QCOMPARE(readRecipe("imagenet-layout").inputSize, (std::vector<int>{224, 224}));
  }

  void settingsOfEachKindAreThePublishedOnes() {
    const auto training = [](const char* kind) {
      return *recipeFromJson({{"adversarial_training", {{"kind", kind}}}}, "recipe")
                  .adversarialTraining;
    };
    QCOMPARE(training("l2").size, 0.01);
    QCOMPARE(training("l2").steps, 7);
    QCOMPARE(training("l2-min").size, 0.1);
    QCOMPARE(training("linf").size, 8.0 / 255);
    QCOMPARE(training("linf").stepSize, 2.0 / 255);
    QVERIFY(training("linf").randomStart);
  }

  void mistakesNameLineKeyAndWhatIsAllowed_data() {
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const char* line, const char* message) {
      QTest::newRow(name) << line << message;
    };
    row("unknown key", R"("learning_rat": 0.1)",
        R"("learning_rat" is no key of a recipe; there are $schema, name, )");
    row("wrong type", R"("epochs": "many")",
        R"("epochs" is "many"; it must be a whole number from 1 to 100000)");
    row("no whole number", R"("epochs": 1.5)", R"("epochs" is 1.5; it must be a whole number)");
    row("too small", R"("epochs": 0)", R"("epochs" is 0; it must be a whole number from 1 to)");
    row("too large", R"("batch": 99999999999999)", R"("batch" is 99999999999999; it must be)");
    row("negative seed", R"("seed": -1)", R"("seed" is -1; it must be a whole number from 0)");
    row("no truth", R"("flip": 1)", R"("flip" is 1; it must be true or false)");
    row("no text", R"("gradcam_layer": 7)", R"("gradcam_layer" is 7; it must be a text)");
    row("no list", R"("mean": 0.5)", R"("mean" is 0.5; it must be a list)");
    row("item", R"("mean": [0.5, "x", 0.5])",
        R"("mean[1]" is "x"; it must be a number from -10 to 10)");
    row("choice", R"("precision": "half")",
        R"("precision" is "half"; it must be one of float32, bfloat16)");
    row("no object", R"("robust_terms": 3)", R"("robust_terms" is 3; it must be an object)");
    row("null", R"("robust_terms": null)", R"("robust_terms" is null; it must be an object)");
    row("inner key", R"("robust_terms": {"psy": 1})",
        R"("robust_terms.psy" is no key of a recipe; there are psi, )");
    row("inner range", R"("robust_terms": {"zeta": 2})",
        R"("robust_terms.zeta" is 2; it must be a number from 0 to 1)");
    row("key of another kind", R"("adversarial_training": {"kind": "l2", "step_size": 0.1})",
        R"("adversarial_training.step_size" is no key)");
    row("size", R"("input_size": [32])",
        R"("input_size" does not fit; it must be [height, width])");
    row("channels", R"("input_channels": 2)",
        R"("input_channels" does not fit; it must be 1 or 3)");
    row("mean", R"("mean": [0.5])", R"("mean" does not fit; it must have one number per channel)");
    row("order", R"("schedule": {"kind": "step", "at": [5, 3]})",
        R"("schedule.at" does not fit; its epochs must rise)");
    row("no step", R"("schedule": {"kind": "step"})",
        R"("schedule.at" does not fit; it must name at least one epoch)");
    row("balanced", R"("task": "multi-label", "balanced_sampling": true)",
        R"("balanced_sampling" does not fit)");
    row("nobody", R"("ensemble_adversarial": {"networks": []})",
        R"("ensemble_adversarial.networks" does not fit)");
    row("architecture", R"("architecture": "huge")", "the architecture \"huge\" is unknown");
    row("option", R"("architecture_options": {"block": [1]})",
        R"("architecture_options.block" is no option of small-resnet; there are )");
    row("option value", R"("architecture_options": {"blocks": [0, 1], "features": [8, 8]})",
        "blocks must be 1 to 1000");
    row("option type", R"("architecture_options": {"blocks": "many"})", "options are wrong");
    row("no comma", R"("epochs" 3)", "syntax error");
    row("twice", "\"name\": \"b\"", "\"name\" is given twice; it was given in line 2 already");
  }
  void mistakesNameLineKeyAndWhatIsAllowed() {
    QFETCH(QString, line);
    QFETCH(QString, message);
    const test::Scratch scratch;
    const auto file =
        scratch.write("r.json", "{\n  \"name\": \"a\",\n\n  " + line.toStdString() + "\n}\n");
    const auto failure = test::failureOf([&] { readRecipe(file.string()); });
    QCOMPARE(failure.code, static_cast<int>(ExitCode::invalidInput));
    QVERIFY2(QString::fromStdString(failure.message)
                 .startsWith(QString::fromStdString(file.string()) + ":4: "),
             failure.message.c_str());
    QVERIFY2(QString::fromStdString(failure.message).contains(message), failure.message.c_str());
  }

  void wholeFiles() {
    const test::Scratch scratch;
    for (const auto* text : {"[1, 2]", "3", "", "{", "{\"name\": \"\xff\"}"})
      QVERIFY_EXCEPTION_THROWN(readRecipe(scratch.write("r.json", text).string()), Error);
    QCOMPARE(readRecipe(scratch.write("r.json", "{\"$schema\": \"recipe.schema.json\"}").string())
                 .epochs,
             10);
  }

  void mistakesInJsonOfOtherOriginNameIt() {
    const auto failure = test::failureOf([] {
      recipeFromJson({{"epochs", 0}}, "the card of net.safetensors");
    });
    QVERIFY(failure.message.starts_with("the card of net.safetensors: \"epochs\" is 0"));
  }

  void missingRecipeNamesTheOthers() {
    const auto failure = test::failureOf([] { readRecipe("no-such-recipe"); });
    QCOMPARE(failure.code, static_cast<int>(ExitCode::missingFile));
    QVERIFY(failure.message.find("cifar10-standard, ") != std::string::npos);
    QVERIFY(failure.message.find("schema") == std::string::npos);
  }
};

QTEST_GUILESS_MAIN(TestRecipe)
#include "tst_recipe.moc"
