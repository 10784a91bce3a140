// SPDX-License-Identifier: Apache-2.0

#include "base/error.h"

#include "model/one_label.h"
#include "model/tensor.h"
#include "plane_model.h"
#include "planes_model.h"
#include "published_ara.h"

using namespace rho;
using robustness::AraOptions;
using robustness::areaAboveChance;
using robustness::Outcome;
using robustness::Search;
using test::planeModel;
using test::uniformImages;

class TestAra : public QObject {
  Q_OBJECT

 private slots:
  void areaOfKnownCurves_data() {
    QTest::addColumn<QList<double>>("distances");
    QTest::addColumn<int>("classes");
    QTest::addColumn<double>("area");
    // One image: accuracy 1 up to its distance, in 999 of 1000 bins.
    QTest::newRow("one") << QList<double>{0.5} << 2 << 0.5 * 0.5 * 0.999;
    QTest::newRow("wrong from the start") << QList<double>{0.0} << 2 << 0.0;
    QTest::newRow("two steps") << QList<double>{0.25, 0.5} << 10 << 0.5 * (0.9 * 0.499 + 0.4 * 0.5);
    QTest::newRow("below chance") << QList<double>{0, 0, 0, 0.5} << 2 << 0.0;
  }

  void areaOfKnownCurves() {
    QFETCH(QList<double>, distances);
    QFETCH(int, classes);
    QFETCH(double, area);
    const double found = areaAboveChance({distances.begin(), distances.end()}, classes);
    QVERIFY2(std::abs(found - area) < 1e-9, qPrintable(QString::number(found)));
  }

  void areaOfThePublishedDistances_data() { everyPublished(); }

  void areaOfThePublishedDistances() {
    QFETCH(QString, network);
    QFETCH(QString, outcome);
    RHO_SHARED_OR_SKIP(golden, "golden/ara.json");
    const auto published = test::publishedAra(golden, (network + "/" + outcome).toStdString());
    const double area = areaAboveChance(published.distances, 10);
    // The published distances are rounded to seven digits.
    QVERIFY2(std::abs(area / published.ara - 1) < 2e-5, qPrintable(QString::number(area)));
  }

  void findsTheDistanceToAPlane_data() {
    QTest::addColumn<bool>("btr");
    QTest::addColumn<bool>("fast");
    QTest::newRow("attack") << false << false;
    QTest::newRow("better than random") << true << false;
    QTest::newRow("attack, fast") << false << true;
    QTest::newRow("better than random, fast") << true << true;
  }

  void findsTheDistanceToAPlane() {
    QFETCH(bool, btr);
    QFETCH(bool, fast);
    const auto inputs = uniformImages({0.9F, 0.51F, 0.2F, 0.4F, 0.45F});
    const auto labels = torch::tensor({0, 0, 1, 1, 0}, torch::kInt64);
    const AraOptions options{.outcome = btr ? Outcome::betterThanRandom : Outcome::attack,
                             .search = fast ? Search::fast : Search::paper};
    const auto result = robustness::ara(planeModel(), inputs, labels, options);
    const std::vector<double> expected = {0.4, 0.01, 0.3, 0.1, 0};
    for (std::size_t i = 0; i < expected.size(); ++i) {
      const double excess = result.distances[i] - expected[i];
      QVERIFY2(excess > -1e-6 && excess < 2e-3, qPrintable(QString::number(result.distances[i])));
    }
    QCOMPARE(result.accuracy, 0.8);
    QVERIFY(std::abs(result.median - 0.1) < 2e-3);
    QCOMPARE(result.unchanged, 0);
  }

  void labelsHaveDistancesOfTheirOwn_data() {
    QTest::addColumn<bool>("fast");
    QTest::newRow("paper") << false;
    QTest::newRow("fast") << true;
  }
  /// Against the distance of a point from a plane, computed without the network.
  void labelsHaveDistancesOfTheirOwn() {
    QFETCH(bool, fast);
    const auto model = test::planesModel();
    const auto inputs = torch::rand({6, 1, 2, 8}, at::make_generator<at::CPUGeneratorImpl>(3));
    for (int label = 0; label < 3; ++label) {
      const auto truth = torch::tensor({0, 1, 0, 1, 0, 1}, torch::kInt64);
      const auto result = robustness::ara(model::oneLabel(model, label), inputs, truth,
                                          {.search = fast ? Search::fast : Search::paper});
      for (std::int64_t i = 0; i < 6; ++i) {
        const auto [distance, found] = test::distanceToPlane(inputs[i], label);
        const double expected = found == (truth[i].item<int>() == 1) ? distance : 0;
        const double excess = result.distances[static_cast<std::size_t>(i)] - expected;
        QVERIFY2(excess > -1e-6 && excess < 2e-3 + 0.01 * expected,
                 qPrintable(QString("label %1, image %2: %3 instead of %4")
                                .arg(label)
                                .arg(i)
                                .arg(expected + excess)
                                .arg(expected)));
      }
    }
  }

  void imagesDoNotInfluenceEachOther() {
    const auto inputs = uniformImages({0.9F, 0.51F, 0.2F});
    const auto labels = torch::tensor({0, 0, 1}, torch::kInt64);
    const auto together = robustness::ara(planeModel(), inputs, labels, {.steps = 50});
    const auto single = robustness::ara(planeModel(), inputs, labels, {.steps = 50, .batch = 1});
    const auto again = robustness::ara(planeModel(), inputs, labels, {.steps = 50});
    for (std::size_t i = 0; i < 3; ++i)
      QVERIFY(std::abs(together.distances[i] - single.distances[i]) < 1e-5);
    QCOMPARE(again.distances, together.distances);
  }

  void everyBatchIsTold() {
    const auto inputs = uniformImages({0.9F, 0.51F, 0.2F});
    const auto labels = torch::tensor({0, 0, 1}, torch::kInt64);
    std::vector<std::int64_t> firsts;
    std::vector<double> told;
    const auto sink = [&](std::int64_t first, const std::vector<double>& distances) {
      firsts.push_back(first);
      told.insert(told.end(), distances.begin(), distances.end());
    };
    const auto result =
        robustness::ara(planeModel(), inputs, labels, {.steps = 20, .batch = 2}, {}, sink);
    QCOMPARE(firsts, (std::vector<std::int64_t>{0, 2}));
    QCOMPARE(told, result.distances);
  }

  void whatNeverChangesIsCounted() {
    const auto result = robustness::ara(planeModel(), uniformImages({0.9F, 0.51F}),
                                        torch::tensor({0, 0}, torch::kInt64), {.size = 0.1});
    QCOMPARE(result.unchanged, 1);
    QVERIFY(std::isinf(result.distances[0]) && std::isfinite(result.distances[1]));
    QVERIFY(std::isfinite(result.ara));
  }

  void stopsAndReports() {
    std::stop_source stop;
    double last = 0;
    const JobContext context(stop.get_token(), [&](const Progress& progress) {
      last = progress.fraction;
      if (progress.fraction > 0.1) stop.request_stop();
    });
    const auto inputs = uniformImages(std::vector<float>(40, 0.7F));
    const auto labels = torch::zeros({40}, torch::kInt64);
    const auto model = planeModel();
    QVERIFY_THROWS_EXCEPTION(
        Cancelled, robustness::ara(model, inputs, labels, {.steps = 5000, .batch = 1}, context));
    QVERIFY(last < 1);
  }

  void wrongInputIsRefused_data() {
    QTest::addColumn<QString>("wrong");
    for (const char* name :
         {"none", "count", "low", "high", "steps", "size", "momentum", "multi-label"})
      QTest::newRow(name) << name;
  }

  void wrongInputIsRefused() {
    QFETCH(QString, wrong);
    auto model = planeModel();
    auto inputs = uniformImages({0.9F, 0.2F});
    auto labels = torch::tensor({0, 1}, torch::kInt64);
    AraOptions options;
    if (wrong == "none") inputs = inputs.narrow(0, 0, 0), labels = labels.narrow(0, 0, 0);
    if (wrong == "count") labels = labels.narrow(0, 0, 1);
    if (wrong == "low") labels = labels - 1;
    if (wrong == "high") labels = labels + 1;
    if (wrong == "steps") options.steps = 0;
    if (wrong == "size") options.size = 0;
    if (wrong == "momentum") options.momentum = 1;
    if (wrong == "multi-label") model.card().task = model::Task::multiLabel;
    QVERIFY_THROWS_EXCEPTION(InvalidInput, robustness::ara(model, inputs, labels, options));
  }

  void fastSearchIsNoWorse_data() {
    QTest::addColumn<QString>("published");
    QTest::addColumn<bool>("isBtr");
    QTest::newRow("attack") << "robust/attack" << false;
    QTest::newRow("btr") << "robust/btr" << true;
  }
  /// Both searches end in one minimum among others: some images are farther than published, of BTR
  /// on this network one in six of the first 200, of attack one in sixteen. Rounding moves some
  /// from one to the other.
  void fastSearchIsNoWorse() {
    QFETCH(QString, published);
    QFETCH(bool, isBtr);
    RHO_SHARED_OR_SKIP(golden, "golden/ara.json");
    RHO_SHARED_OR_SKIP(images, "data/cifar10/cifar10-original-part.npz");
    RHO_SHARED_OR_SKIP(folder, "models");
    const auto model = model::loadModel(folder / "resnet44-robust.pt");
    const auto expected = test::publishedAra(golden, published.toStdString()).distances;
    constexpr int count = 20;
    const auto found =
        test::measuredAra(model, images, count,
                          {.outcome = isBtr ? Outcome::betterThanRandom : Outcome::attack,
                           .search = Search::fast})
            .distances;
    int farther = 0;
    std::vector<double> ratios;
    for (std::size_t i = 0; i < found.size(); ++i) {
      farther += found[i] > expected[i] * (1 + 1e-3) + 1e-7;
      if (expected[i] > 0) ratios.push_back(found[i] / expected[i]);
    }
    QVERIFY2(farther <= (isBtr ? 6 : 3), qPrintable(QString::number(farther)));
    QVERIFY2(robustness::median(ratios) <= 1 + 1e-3,
             qPrintable(QString::number(robustness::median(ratios), 'f', 5)));
  }

  void agreesWithThePublishedSearch() {
    RHO_SHARED_OR_SKIP(golden, "golden/ara.json");
    RHO_SHARED_OR_SKIP(images, "data/cifar10/cifar10-original-part.npz");
    RHO_SHARED_OR_SKIP(folder, "models");
    const auto model = model::loadModel(folder / "resnet44-all.pt");
    const auto published = test::publishedAra(golden, "all/attack");
    const auto result = test::measuredAra(model, images, 6, {.outcome = Outcome::attack});
    for (std::size_t i = 0; i < result.distances.size(); ++i)
      qInfo("%zu: %.7f, published %.7f", i, result.distances[i], published.distances[i]);
    // Single distances move by some percent with rounding, because the search's first steps are
    // long; their mean does not.
    const auto mean = [](const std::vector<double>& values, std::size_t count) {
      return std::accumulate(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(count),
                             0.0) /
             static_cast<double>(count);
    };
    const double expected = mean(published.distances, result.distances.size());
    QVERIFY(std::abs(mean(result.distances, result.distances.size()) / expected - 1) < 0.01);
    QCOMPARE(test::disagreeing(result.distances, published.distances, 0.1), 0);
  }

 private:
  static void everyPublished() {
    QTest::addColumn<QString>("network");
    QTest::addColumn<QString>("outcome");
    for (const char* network : {"standard", "adv-train", "all", "robust"})
      for (const char* outcome : {"attack", "btr"})
        QTest::addRow("%s/%s", network, outcome) << network << outcome;
  }
};

QTEST_GUILESS_MAIN(TestAra)
#include "tst_ara.moc"
