// SPDX-License-Identifier: Apache-2.0
#include "trust/evidence_region.h"

#include <QtTest>
#include <cmath>

#include "base/error.h"
#include "model/tensor.h"
#include "testing/scratch.h"

using namespace rho;

namespace {

image::ImageInfo named(const std::string& source) {
  image::ImageInfo info;
  info.source = source;
  return info;
}

image::Image picture(int width, int height, float value = 0) {
  return {cv::Mat(height, width, CV_32FC1, cv::Scalar(value)), named("mask.png")};
}

/// Bright in the left columns.
image::Image leftMask(int width, int height, int columns) {
  cv::Mat pixels(height, width, CV_32FC1, cv::Scalar(0));
  if (columns > 0) pixels(cv::Rect(0, 0, columns, height)).setTo(1);
  return {pixels, named("mask.png")};
}

}  // namespace

class TestEvidenceRegion : public QObject {
  Q_OBJECT

 private slots:
  void placesOfAPixel_data() {
    QTest::addColumn<int>("y");
    QTest::addColumn<int>("x");
    QTest::addColumn<int>("row");
    QTest::addColumn<int>("column");
    QTest::newRow("top left") << 0 << 0 << 0 << 0;
    QTest::newRow("top right") << 3 << 9 << 0 << 2;
    QTest::newRow("centre") << 5 << 5 << 1 << 1;
    QTest::newRow("bottom left") << 11 << 3 << 2 << 0;
    QTest::newRow("bottom middle") << 8 << 4 << 2 << 1;
  }
  void placesOfAPixel() {
    QFETCH(int, y);
    QFETCH(int, x);
    QFETCH(int, row);
    QFETCH(int, column);
    auto values = torch::zeros({12, 12});
    values[y][x] = 2;
    const auto place = trust::placeOf({"a", values});
    QCOMPARE(place.row, row);
    QCOMPARE(place.column, column);
    QCOMPARE(place.share, 1.0);
    QCOMPARE(place.halfArea, 1.0 / 144);
  }

  void sharesOfAPlace() {
    auto values = torch::zeros({3, 3});
    values[0][0] = 6;
    values[2][2] = 2;
    values[1][1] = 2;
    const auto place = trust::placeOf({"a", values});
    QCOMPARE(place.share, 0.6);
    QCOMPARE(place.halfArea, 1.0 / 9);
    const auto even = trust::placeOf({"a", torch::ones({6, 6})});
    QVERIFY(std::abs(even.share - 1.0 / 9) < 1e-12);
    QCOMPARE(even.halfArea, 0.5);
  }

  void sizesThatAreNoMultiplesOfThree() {
    auto values = torch::zeros({5, 4});
    values[4][3] = 1;
    const auto place = trust::placeOf({"a", values});
    QCOMPARE(place.row, 2);
    QCOMPARE(place.column, 2);
  }

  void nothingLiesNowhere() {
    const auto place = trust::placeOf({"a", torch::zeros({6, 6})});
    QCOMPARE(place.share, 0.0);
    QCOMPARE(place.halfArea, 0.0);
  }

  void sharesOutside() {
    const auto region = trust::maskedRegion(leftMask(8, 4, 2), picture(8, 4), {4, 2});
    QCOMPARE(region.sum().item<std::int64_t>(), 2);  // a quarter, on the network's grid
    auto inside = torch::zeros({2, 4}), mixed = torch::zeros({2, 4});
    inside[1][0] = 3;
    mixed[0][0] = 1;
    mixed[0][3] = 3;
    trust::Findings findings;
    trust::addShares({{"inside", inside}, {"mixed", mixed}, {"silent", torch::zeros({2, 4})}},
                     region, findings);
    QCOMPARE(findings.areaOutside, 0.75);
    QCOMPARE(findings.shares[0].outside, 0.0);
    QCOMPARE(findings.shares[1].outside, 0.75);
    QCOMPARE(findings.shares[2].outside, 0.75);  // says nothing: as everywhere
    QCOMPARE(findings.shares[1].method, std::string("mixed"));
  }

  void badMasks_data() {
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("columns");
    QTest::addColumn<QString>("named");
    QTest::newRow("another size") << 9 << 2 << "9×4";
    QTest::newRow("nothing marked") << 8 << 0 << "marks nothing";
    QTest::newRow("all marked") << 8 << 8 << "marks everything";
  }
  void badMasks() {
    QFETCH(int, width);
    QFETCH(int, columns);
    QFETCH(QString, named);
    const auto failure = test::failureOf([&] {
      trust::maskedRegion(leftMask(width, 4, columns), picture(8, 4), {4, 2});
    });
    QCOMPARE(failure.code, static_cast<int>(ExitCode::invalidInput));
    QVERIFY2(failure.message.find(named.toStdString()) != std::string::npos,
             failure.message.c_str());
    QVERIFY(failure.message.starts_with("mask.png"));
  }
};

QTEST_GUILESS_MAIN(TestEvidenceRegion)
#include "tst_evidence_region.moc"
