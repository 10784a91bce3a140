// SPDX-License-Identifier: Apache-2.0
#include "image/measurement.h"

#include <QtTest>
#include <numbers>

using namespace rho::image;

namespace {

/// Rows twice as far apart as columns.
PixelSpacing anisotropic() {
  PixelSpacing spacing;
  spacing.row = 0.4;
  spacing.column = 0.2;
  return spacing;
}

Measurement made(MeasurementKind kind, std::vector<cv::Point2d> points) {
  return {kind, std::move(points)};
}

bool near(double a, double b) { return std::abs(a - b) < 1e-9; }
bool near(cv::Point2d a, cv::Point2d b) { return cv::norm(a - b) < 1e-9; }

/// Value 10·y + x, by a hundred.
Image numbered(int width, int height) {
  cv::Mat pixels(height, width, CV_32F);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) pixels.at<float>(y, x) = static_cast<float>(10 * y + x) / 100;
  return {pixels, {}};
}

}  // namespace

class TestMeasurement : public QObject {
  Q_OBJECT
 private slots:
  void lengthsAreMillimetresOrSaySo_data() {
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("y");
    QTest::addColumn<double>("pixels");
    QTest::addColumn<double>("millimetres");
    QTest::newRow("along a row") << 10.0 << 0.0 << 10.0 << 2.0;
    QTest::newRow("down a column") << 0.0 << 10.0 << 10.0 << 4.0;
    QTest::newRow("askew") << 30.0 << 20.0 << std::sqrt(1300.0) << 10.0;
    QTest::newRow("backwards") << -30.0 << -20.0 << std::sqrt(1300.0) << 10.0;
    QTest::newRow("nothing") << 0.0 << 0.0 << 0.0 << 0.0;
  }
  void lengthsAreMillimetresOrSaySo() {
    QFETCH(double, x);
    QFETCH(double, y);
    QFETCH(double, pixels);
    QFETCH(double, millimetres);
    const cv::Point2d from(5.5, 7.25), to(from.x + x, from.y + y);
    const auto spacing = anisotropic();
    const auto unknown = distance(from, to, nullptr);
    QVERIFY(near(unknown.value, pixels) && !unknown.isMetric);
    const auto known = distance(from, to, &spacing);
    QVERIFY(near(known.value, millimetres) && known.isMetric);
  }

  /// On the screen the diagonal of such pixels is no diagonal of a square.
  void anglesFollowTheSpacing() {
    const auto right = made(MeasurementKind::angle, {{10, 0}, {0, 0}, {0, 10}});
    const auto diagonal = made(MeasurementKind::angle, {{10, 0}, {0, 0}, {10, 10}});
    const auto spacing = anisotropic();
    QVERIFY(near(*angleOf(right, nullptr), 90));
    QVERIFY(near(*angleOf(right, &spacing), 90));
    QVERIFY(near(*angleOf(diagonal, nullptr), 45));
    QVERIFY(near(*angleOf(diagonal, &spacing), std::atan2(4, 2) * 180 / std::numbers::pi));
    QVERIFY(near(*angleOf(made(MeasurementKind::angle, {{5, 0}, {0, 0}, {-5, 0}}), nullptr), 180));
    QVERIFY(!angleOf(made(MeasurementKind::angle, {{1, 1}, {1, 1}, {4, 4}}), nullptr));
  }

  void theHeartIsMeasuredAlongTheThorax() {
    auto widths = made(MeasurementKind::ratio, {{0, 50}, {100, 50}, {30, 70}, {75, 70}});
    auto ratio = ratioOf(widths, nullptr);
    QVERIFY(near(ratio->ratio, 0.45));
    QVERIFY(near(ratio->heart.value, 45) && !ratio->heart.isMetric);
    const auto spacing = anisotropic();
    ratio = ratioOf(widths, &spacing);
    QVERIFY(near(ratio->ratio, 0.45));
    QVERIFY(near(ratio->thorax.value, 20) && ratio->thorax.isMetric);
    // A tilted film: both lines turn, the ratio stays.
    widths.points = {{0, 0}, {80, 60}, {20, 40}, {60, 70}};
    QVERIFY(near(ratioOf(widths, nullptr)->ratio, 0.5));
    QVERIFY(!ratioOf(made(MeasurementKind::ratio, {{1, 1}, {1, 1}, {0, 0}, {5, 0}}), nullptr));
  }

  void widthsStayParallel() {
    const auto spacing = anisotropic();
    for (const PixelSpacing* known : {static_cast<const PixelSpacing*>(nullptr), &spacing}) {
      auto widths = made(MeasurementKind::ratio, {{0, 0}, {100, 0}, {30, 20}, {70, 20}});
      widths = withHandle(widths, 3, {80, 45}, known);
      QVERIFY(near(widths.points[3], {80, 20}));
      widths = withHandle(widths, 1, {100, 50}, known);
      const auto thorax = widths.points[1] - widths.points[0];
      const auto heart = widths.points[3] - widths.points[2];
      QVERIFY(near(thorax.cross(heart), 0));
      widths = withHandle(widths, 2, {10, 10}, known);
      QVERIFY(near(widths.points[3] - widths.points[2], heart));
    }
  }

  void cornersOfARegionAreHandles() {
    auto region = made(MeasurementKind::ellipse, {{10, 20}, {30, 60}});
    const auto handles = handlesOf(region);
    QCOMPARE(handles.size(), std::size_t{4});
    QVERIFY(near(handles[1], {30, 20}) && near(handles[3], {10, 60}));
    region = withHandle(region, 1, {35, 15}, nullptr);
    QVERIFY(near(region.points[0], {10, 15}) && near(region.points[1], {35, 60}));
    region = withHandle(region, 3, {5, 70}, nullptr);
    QVERIFY(near(region.points[0], {5, 15}) && near(region.points[1], {35, 70}));
  }

  void movingStaysInThePicture() {
    const auto line = made(MeasurementKind::length, {{10, 10}, {30, 20}});
    QVERIFY(near(moved(line, {5, -3}, {100, 50}).points[1], {35, 17}));
    const auto far = moved(line, {1e6, -1e6}, {100, 50});
    QVERIFY(near(far.points[0], {80, 0}) && near(far.points[1], {100, 10}));
  }

  void statisticsOfARectangle() {
    const auto image = numbered(8, 6);
    const auto found =
        statisticsOf(image, made(MeasurementKind::rectangle, {{4, 4}, {2, 2}}));  // any corners
    QCOMPARE(found.pixels, std::size_t{4});  // values 22, 23, 32, 33
    QVERIFY(std::abs(found.mean - 0.275) < 1e-6);
    QVERIFY(std::abs(found.deviation - std::sqrt(101.0 / 3) / 100) < 1e-6);
    QVERIFY(std::abs(found.minimum - 0.22) < 1e-6 && std::abs(found.maximum - 0.33) < 1e-6);
  }

  void statisticsEndAtThePicture_data() {
    QTest::addColumn<QPointF>("from");
    QTest::addColumn<QPointF>("to");
    QTest::addColumn<int>("pixels");
    QTest::newRow("beyond all edges") << QPointF(-50, -50) << QPointF(50, 50) << 48;
    QTest::newRow("half a pixel counts by its centre") << QPointF(0.6, 0) << QPointF(2.4, 1) << 1;
    QTest::newRow("between centres") << QPointF(0.6, 0.6) << QPointF(1.4, 1.4) << 0;
    QTest::newRow("outside") << QPointF(20, 20) << QPointF(30, 30) << 0;
    QTest::newRow("no extent") << QPointF(3, 3) << QPointF(3, 3) << 0;
  }
  void statisticsEndAtThePicture() {
    QFETCH(QPointF, from);
    QFETCH(QPointF, to);
    QFETCH(int, pixels);
    const auto image = numbered(8, 6);
    const auto region = made(MeasurementKind::rectangle, {{from.x(), from.y()}, {to.x(), to.y()}});
    QCOMPARE(statisticsOf(image, region).pixels, static_cast<std::size_t>(pixels));
  }

  /// The share of pixels comes near π/4, and the drawn area is exact.
  void ellipsesAreRound() {
    const auto image = numbered(200, 100);
    const auto region = made(MeasurementKind::ellipse, {{0, 0}, {200, 100}});
    const double share = static_cast<double>(statisticsOf(image, region).pixels) / 20000;
    QVERIFY(std::abs(share - std::numbers::pi / 4) < 0.002);
    const auto spacing = anisotropic();
    QVERIFY(near(areaOf(region, &spacing).value, std::numbers::pi * 20 * 20));
    QVERIFY(near(areaOf(region, nullptr).value, std::numbers::pi * 100 * 50));
    QVERIFY(!areaOf(region, nullptr).isMetric);
  }

  void coloursAreMeasuredByLuminance() {
    const Image image(cv::Mat(2, 2, CV_32FC3, cv::Scalar(1, 0, 0)), {});
    const auto found = statisticsOf(image, made(MeasurementKind::rectangle, {{0, 0}, {2, 2}}));
    QVERIFY(near(found.mean, 0.299) && near(found.deviation, 0));
  }
};

QTEST_APPLESS_MAIN(TestMeasurement)
#include "tst_measurement.moc"
