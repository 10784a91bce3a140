// SPDX-License-Identifier: Apache-2.0
#include "published_ara.h"

using namespace rho;
using robustness::Outcome;

/// The published search on 100 images of every published network.
class TestAraSlow : public QObject {
  Q_OBJECT

 private slots:
  void agreesWithThePublishedSearch_data() {
    QTest::addColumn<QString>("network");
    QTest::addColumn<bool>("btr");
    for (const char* network : {"standard", "adv-train", "all", "robust"})
      for (const bool btr : {false, true})
        QTest::addRow("%s/%s", network, btr ? "btr" : "attack") << network << btr;
  }

  void agreesWithThePublishedSearch() {
    QFETCH(QString, network);
    QFETCH(bool, btr);
    RHO_SHARED_OR_SKIP(golden, "golden/ara.json");
    RHO_SHARED_OR_SKIP(images, "data/cifar10/cifar10-original-part.npz");
    RHO_SHARED_OR_SKIP(folder, "models");
    constexpr int count = 100;
    const auto model = model::loadModel(folder / ("resnet44-" + network.toStdString() + ".pt"));
    auto published =
        test::publishedAra(golden, (network + (btr ? "/btr" : "/attack")).toStdString());
    published.distances.resize(count);
    const auto result = test::measuredAra(
        model, images, count, {.outcome = btr ? Outcome::betterThanRandom : Outcome::attack});
    const double expected = robustness::areaAboveChance(published.distances, 10);
    const int apart = test::disagreeing(result.distances, published.distances, 0.01);
    qInfo("%s: ARA %.6f, published on these images %.6f; %d of %d distances more than 1 %% apart",
          QTest::currentDataTag(), result.ara, expected, apart, count);
    QVERIFY(std::abs(result.ara / expected - 1) < 0.01);
    QVERIFY(apart <= count / 20);
  }
};

QTEST_GUILESS_MAIN(TestAraSlow)
#include "tst_ara_slow.moc"
