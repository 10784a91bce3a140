// SPDX-License-Identifier: Apache-2.0
#include <QtTest>
#include <cmath>
#include <limits>
#include <opencv2/imgproc.hpp>

#include "image/color_map.h"
#include "testing/scratch.h"

using namespace rho::image;
using rho::test::failureOf;

namespace {

cv::Mat labOfTable(ColorMap colors) {
  cv::Mat lab;
  colorTable(colors).convertTo(lab, CV_32F, 1 / 255.0);
  cv::cvtColor(lab, lab, cv::COLOR_RGB2Lab);
  return lab;
}

}  // namespace

class TestColorMap : public QObject {
  Q_OBJECT

 private slots:
  void namesRoundTrip() {
    for (const auto& name : colorMapNames()) QCOMPARE(nameOf(colorMapNamed(name)), name);
    QCOMPARE(failureOf([] { colorMapNamed("jet"); }).code, 2);
  }

  void lightnessOnlyRises_data() {
    QTest::addColumn<int>("colors");
    QTest::newRow("viridis") << static_cast<int>(ColorMap::viridis);
    QTest::newRow("cividis") << static_cast<int>(ColorMap::cividis);
    QTest::newRow("inferno") << static_cast<int>(ColorMap::inferno);
  }
  void lightnessOnlyRises() {
    QFETCH(int, colors);
    const cv::Mat lab = labOfTable(static_cast<ColorMap>(colors));
    for (int i = 8; i < lab.rows; i += 8)
      QVERIFY(lab.at<cv::Vec3f>(i)[0] > lab.at<cv::Vec3f>(i - 8)[0]);
  }

  void divergingIsEvenOnBothSides() {
    const cv::Mat lab = labOfTable(ColorMap::diverging);
    const int centre = lab.rows / 2;
    QVERIFY(lab.at<cv::Vec3f>(centre)[0] > 95);
    for (int i = 1; i <= centre; ++i) {
      const auto blue = lab.at<cv::Vec3f>(centre - i);
      const auto red = lab.at<cv::Vec3f>(centre + i);
      QVERIFY(std::abs(blue[0] - red[0]) < 1.5F);
      QVERIFY(std::abs(std::hypot(blue[1], blue[2]) - std::hypot(red[1], red[2])) < 3);
    }
  }

  void zeroIsWhiteAndEndsAreBlueAndRed() {
    const cv::Mat map =
        (cv::Mat_<float>(1, 4) << -2, 0, 2, std::numeric_limits<float>::quiet_NaN());
    const cv::Mat rgb = colorize(map, {-1, 1}, ColorMap::diverging);
    const auto zero = rgb.at<cv::Vec3b>(1);
    QVERIFY(zero[0] > 240 && zero[0] == zero[1] && zero[1] == zero[2]);
    QVERIFY(rgb.at<cv::Vec3b>(0)[2] > 2 * rgb.at<cv::Vec3b>(0)[0]);
    QVERIFY(rgb.at<cv::Vec3b>(2)[0] > 2 * rgb.at<cv::Vec3b>(2)[2]);
    QCOMPARE(rgb.at<cv::Vec3b>(3), cv::Vec3b(128, 128, 128));
  }

  void ranges() {
    cv::Mat map(1, 1000, CV_32F);
    for (int i = 0; i < 1000; ++i) map.at<float>(i) = static_cast<float>(i) / 999;
    map.at<float>(999) = 50;
    QCOMPARE(robustRange(map).high, 50.0);
    QVERIFY(robustRange(map, 0.01).high < 1);
    QVERIFY(robustRange(map, 0.01).low > 0);
    QCOMPARE(symmetricRange(map).low, -50.0);
    QVERIFY(symmetricRange(map, 0.01).high < 1);
    const cv::Mat flat(3, 3, CV_32F, cv::Scalar(0));
    QVERIFY(robustRange(flat).low < robustRange(flat).high);
    QVERIFY(symmetricRange(flat).high > 0);
  }

  void badInput() {
    QCOMPARE(failureOf([] { colorize(cv::Mat(2, 2, CV_8U), {}, ColorMap::viridis); }).code, 7);
    QCOMPARE(failureOf([] {
               colorize(cv::Mat(2, 2, CV_32F, cv::Scalar(0)), {1, 1}, ColorMap::viridis);
             }).code,
             7);
    QCOMPARE(failureOf([] { robustRange(cv::Mat(2, 2, CV_64F)); }).code, 7);
  }
};

QTEST_GUILESS_MAIN(TestColorMap)
#include "tst_color_map.moc"
