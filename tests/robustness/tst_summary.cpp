// SPDX-License-Identifier: Apache-2.0
#include "robustness/summary.h"

#include <QtTest>
#include <limits>

#include "base/error.h"
#include "base/random.h"

using namespace rho;
using namespace rho::robustness;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

std::vector<Measured> someImages() {
  return {{10, 0, 0, 0.9, 0.03},
          {11, 0, 1, 0.7, 0},
          {12, 1, 1, 0.95, 0.01},
          {13, 1, 1, 0.55, infinity},
          {14, 1, 1, 0.92, 0.05}};
}

bool near(double a, double b, double tolerance = 1e-12) { return std::abs(a - b) <= tolerance; }

}  // namespace

class TestSummary : public QObject {
  Q_OBJECT

 private slots:
  void countsWhatWasMeasured() {
    const auto summary = summarise(someImages(), 3);
    QCOMPARE(summary.images, 5);
    QVERIFY(near(summary.accuracy, 0.8));
    QCOMPARE(summary.unchanged, 1);
    QVERIFY(near(summary.medianDistance, 0.03));
    QCOMPARE(summary.confusion, (std::vector<std::int64_t>{1, 1, 0, 0, 3, 0, 0, 0, 0}));
    QCOMPARE(summary.classes[0].images, 2);
    QVERIFY(near(summary.classes[0].accuracy, 0.5));
    QVERIFY(near(summary.classes[0].medianDistance, 0.015));
    QVERIFY(near(summary.classes[1].medianDistance, 0.05));
    QCOMPARE(summary.classes[2].images, 0);
  }

  void mostFragileAreRightAndAscend() {
    const auto fragile = summarise(someImages(), 3, 2).mostFragile;
    QCOMPARE(fragile.size(), 2U);
    QCOMPARE(fragile[0].index, 12);
    QCOMPARE(fragile[1].index, 10);
  }

  void calibrationIsTheMeanGapOfTheBins() {
    // Bins of 1/15: 0.9 and 0.92 share one (both right), 0.7, 0.95 and 0.55 have their own.
    const double expected = (std::abs(1.82 - 2) + 0.7 + 0.05 + 0.45) / 5;
    QVERIFY(near(summarise(someImages(), 3).calibrationError, expected));
  }

  void curveFallsAtEveryDistance() {
    const auto curve = accuracyCurve({0.03, 0, 0.01, infinity, 0.03});
    QCOMPARE(curve.size(), 3U);
    const double expected[3][2] = {{0, 0.8}, {0.01, 0.6}, {0.03, 0.2}};
    for (std::size_t i = 0; i < 3; ++i)
      QVERIFY(near(curve[i].rmse, expected[i][0]) && near(curve[i].accuracy, expected[i][1]));
  }

  void intervalHoldsTheAreaAndNarrowsWithImages() {
    Random random(5);
    std::vector<double> distances(1600);
    for (auto& distance : distances) distance = random.uniform();
    const std::vector<double> few(distances.begin(), distances.begin() + 100);
    const auto wide = bootstrapArea(few, 10), narrow = bootstrapArea(distances, 10);
    QVERIFY(wide.low < areaAboveChance(few, 10) && areaAboveChance(few, 10) < wide.high);
    // Sixteen times the images: a quarter of the width.
    const double ratio = (wide.high - wide.low) / (narrow.high - narrow.low);
    QVERIFY2(ratio > 3 && ratio < 5, qPrintable(QString::number(ratio)));
    // Standard error of the mean of a uniform variable, the area but for the cut at chance.
    QVERIFY(near((narrow.high - narrow.low) / (2 * 1.96), std::sqrt(1.0 / 12 / 1600), 1.5e-3));
  }

  void intervalIsRepeatable() {
    const std::vector<double> distances = {0.1, 0.2, 0.5, 0.9};
    const auto first = bootstrapArea(distances, 2, 3), again = bootstrapArea(distances, 2, 3);
    QCOMPARE(first.low, again.low);
    QCOMPARE(first.high, again.high);
    QVERIFY(first.low < first.high);
  }

  void intervalOfOneImageIsItsArea() {
    const auto interval = bootstrapArea({0.5}, 2);
    QCOMPARE(interval.low, interval.high);
    QCOMPARE(interval.low, areaAboveChance({0.5}, 2));
  }

  void jsonNamesTheClasses() {
    const auto json = toJson(summarise(someImages(), 3), {"cat", "dog", "owl"});
    QCOMPARE(json.at("classes").at(1).at("name").get<std::string>(), std::string("dog"));
    QCOMPARE(json.at("confusion").at(0).at(1).get<int>(), 1);
    QCOMPARE(json.at("n").get<int>(), 5);
  }

  void wrongImagesAreRefused() {
    QVERIFY_THROWS_EXCEPTION(InvalidInput, summarise({}, 3));
    QVERIFY_THROWS_EXCEPTION(InvalidInput, summarise(someImages(), 1));
  }

  void aThousandClassesAreNoTableInJson() {
    std::vector<Measured> images = {{0, 999, 998, 0.4, 0}};
    const auto json = toJson(summarise(images, 1000), {});
    QVERIFY(!json.contains("confusion"));
    QCOMPARE(json.at("classes").size(), 1000U);
  }
};

QTEST_GUILESS_MAIN(TestSummary)
#include "tst_summary.moc"
