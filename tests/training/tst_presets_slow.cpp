// SPDX-License-Identifier: Apache-2.0

#include <QtTest>

#include "data/data_set.h"
#include "testing/shared.h"
#include "tiny_networks.h"
#include "training/batch_plan.h"
#include "training/trainer.h"

using namespace rho;
using namespace rho::training;

/// The presets train on real images, with a small network and few images and epochs: what they
/// learn here says that they work, not how good they are.
class TestPresets : public QObject {
  Q_OBJECT

  struct Outcome : TrainingSink {
    std::vector<EpochReport> epochs;
    void onEpoch(const EpochReport& report) override { epochs.push_back(report); }
  };

  /// The preset with ResNet-8 and a rate that falls to 0 within these epochs. Networks that the
  /// preset takes from files are replaced by this one.
  static Recipe reduced(const char* name, int epochs, const std::filesystem::path& otherNetwork) {
    auto recipe = readRecipe(name);
    recipe.architectureOptions["blocks"] = {1, 1, 1};
    recipe.gradcamLayer = "features";
    recipe.epochs = epochs;
    recipe.batch = 64;
    recipe.schedule = {.kind = Schedule::Kind::cosine};
    recipe.gradientClip = 5;
    recipe.ema = 0.98;
    recipe.validation.araImages = 40;
    if (recipe.ensembleAdversarial) recipe.ensembleAdversarial->networks = {otherNetwork.string()};
    return recipe;
  }

  static std::vector<std::string> tenClasses() {
    std::vector<std::string> names;
    for (int c = 0; c < 10; ++c) names.push_back("class " + std::to_string(c));
    return names;
  }

  static Outcome train(const Recipe& recipe, const std::filesystem::path& images,
                       const std::vector<std::string>& classNames, std::int64_t count) {
    auto model = modelFromRecipe(recipe, classNames);
    const auto load = [&](const char* split, std::int64_t most) {
      return loadSamples(*data::openDataSet(images.string(), split), model.card(), {.count = most});
    };
    Outcome outcome;
    Trainer(model, recipe,
            {data::batchesInMemory(load("train", count), batchPlanOf(recipe, 0, 1, torch::kCPU)),
             load("test", 500)})
        .run(outcome);
    for (const auto& epoch : outcome.epochs) {
      auto json = toJson(epoch);
      for (const auto* key : {"confusion", "auc_per_class", "attack_ara_search"})
        json["validation"].erase(key);
      qInfo("%s", json.dump().c_str());
    }
    return outcome;
  }

 private slots:
  void cifar10_data() {
    QTest::addColumn<double>("accuracy");
    // What each preset is asked for in this little time; chance is 0.1.
    QTest::newRow("cifar10-standard") << 0.4;
    QTest::newRow("cifar10-adv-train") << 0.35;
    QTest::newRow("cifar10-adv-train-l2-min") << 0.3;
    QTest::newRow("cifar10-madry-linf") << 0.25;
    QTest::newRow("cifar10-robust") << 0.25;
    QTest::newRow("cifar10-all") << 0.25;
    QTest::newRow("cifar10-noise") << 0.3;
    QTest::newRow("cifar10-noise-robust") << 0.25;
    // Measured on clean images, which this network has never seen: its statistics are of noise.
    QTest::newRow("cifar10-randomized-smoothing") << 0.18;
    QTest::newRow("cifar10-trades") << 0.2;
    QTest::newRow("cifar10-ensemble-adversarial") << 0.3;
    QTest::newRow("cifar10-spectral-norm") << 0.2;
  }
  void cifar10() {
    QFETCH(double, accuracy);
    RHO_SHARED_OR_SKIP(images, "data/cifar10/cifar10-original-part.npz");
    RHO_SHARED_OR_SKIP(otherNetwork, "models/resnet44-standard.pt");
    const auto recipe = reduced(QTest::currentDataTag(), 3, otherNetwork);
    const auto outcome = train(recipe, images, tenClasses(), 5000);
    QVERIFY(outcome.epochs.back().crossEntropy < outcome.epochs.front().crossEntropy);
    QVERIFY(outcome.epochs.back().validation->accuracy > accuracy);
  }

  void halfPrecision_data() {
    QTest::addColumn<QString>("preset");
    QTest::newRow("standard") << "cifar10-standard";
    QTest::newRow("robust") << "cifar10-robust";
  }
  /// bfloat16 learns what single precision learns.
  void halfPrecision() {
    QFETCH(QString, preset);
    RHO_SHARED_OR_SKIP(images, "data/cifar10/cifar10-original-part.npz");
    auto recipe = reduced(qPrintable(preset), 2, {});
    recipe.precision = Precision::bfloat16;
    const auto outcome = train(recipe, images, tenClasses(), 5000);
    QVERIFY(outcome.epochs.back().crossEntropy < outcome.epochs.front().crossEntropy);
    QVERIFY(outcome.epochs.back().validation->accuracy > 0.35);
  }

  void pneumoniamnist() {
    RHO_SHARED_OR_SKIP(images, "data/pneumoniamnist/pneumoniamnist.npz");
    const auto recipe = reduced("pneumoniamnist", 3, {});
    const auto outcome = train(recipe, images, {"normal", "pneumonia"}, -1);
    QVERIFY(*outcome.epochs.back().validation->auc > 0.85);
  }
};

QTEST_GUILESS_MAIN(TestPresets)
#include "tst_presets_slow.moc"
