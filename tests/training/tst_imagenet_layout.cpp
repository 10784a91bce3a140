// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <QtTest>

#include "data/loading.h"
#include "data/selected_data_set.h"
#include "image/write_image.h"
#include "model/tensor.h"
#include "testing/scratch.h"
#include "training/batch_plan.h"
#include "training/recipe.h"
#include "training/trainer.h"

using namespace rho;
using namespace rho::training;

/// The recipe for ImageNet's layout on a made-up folder: 1000 classes, tiny pictures.
class TestImageNetLayout : public QObject {
  Q_OBJECT

  static void makeFolder(const std::filesystem::path& root) {
    const auto picture = root / "picture.png";
    image::writePng8(picture, image::Image(cv::Mat(8, 8, CV_32FC3, cv::Scalar(0.2, 0.5, 0.7)), {}));
    for (int c = 0; c < 1000; ++c) {
      const auto folder = root / "train" / fmt::format("n{:08}", c);
      std::filesystem::create_directories(folder);
      std::filesystem::create_hard_link(picture, folder / "0.png");
    }
    std::filesystem::remove(picture);
  }

 private slots:
  void trainsFromAStream() {
    const test::Scratch scratch;
    makeFolder(scratch.path());
    auto recipe = readRecipe("imagenet-layout");
    recipe.batch = 4;
    recipe.epochs = 1;
    std::shared_ptr<const data::DataSet> all = data::openDataSet(scratch.path().string(), "train");
    QCOMPARE(all->size(), 1000);
    auto model = modelFromRecipe(recipe, all->labels().namesOfClasses());
    QCOMPARE(model.card().classCount(), 1000);
    const auto few = data::selected(all, {.first = 0, .count = 8, .every = 142});
    const auto plan = batchPlanOf(recipe, 0, 1, model.device());

    struct Sink : TrainingSink {
      void onEpoch(const EpochReport& report) override { reports.push_back(report); }
      std::vector<EpochReport> reports;
    } sink;
    Trainer trainer(model, recipe,
                    {data::openBatches(few, model.card(), plan, {.memoryBytes = 1}), {}});
    QCOMPARE(trainer.stepsPerEpoch(), 2);
    trainer.run(sink);
    QCOMPARE(sink.reports.size(), 1u);
    // A network that guesses among 1000 classes.
    QVERIFY(std::abs(sink.reports.front().crossEntropy - std::log(1000)) < 2);
  }
};

QTEST_GUILESS_MAIN(TestImageNetLayout)
#include "tst_imagenet_layout.moc"
