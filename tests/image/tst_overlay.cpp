// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "image/overlay.h"
#include "testing/scratch.h"

using namespace rho::image;
using rho::test::failureOf;

namespace {
const Image grey(cv::Mat(8, 8, CV_32F, cv::Scalar(0.4)), {});
const cv::Vec3b grey8(102, 102, 102);
}  // namespace

class TestOverlay : public QObject {
  Q_OBJECT

 private slots:
  void opacityRunsFromPictureToMap() {
    const cv::Mat map(8, 8, CV_32F, cv::Scalar(1));
    const cv::Vec3b top = colorTable(ColorMap::viridis).at<cv::Vec3b>(255);
    QCOMPARE(overlay(grey, map, {.range = {0, 1}, .opacity = 0}).at<cv::Vec3b>(3, 3), grey8);
    QCOMPARE(overlay(grey, map, {.range = {0, 1}, .opacity = 1}).at<cv::Vec3b>(3, 3), top);
  }

  void weakPartsFadeOut() {
    const cv::Mat map = (cv::Mat_<float>(1, 2) << 0, -1);
    const Image two(cv::Mat(1, 2, CV_32F, cv::Scalar(0.4)), {});
    const cv::Mat rgb = overlay(two, map,
                                {.colors = ColorMap::diverging,
                                 .range = {-1, 1},
                                 .opacity = 1,
                                 .opacityFollowsMagnitude = true});
    QCOMPARE(rgb.at<cv::Vec3b>(0), grey8);
    QCOMPARE(rgb.at<cv::Vec3b>(1), colorTable(ColorMap::diverging).at<cv::Vec3b>(0));
  }

  void smallMapsAreEnlarged() {
    QCOMPARE(overlay(grey, cv::Mat(2, 2, CV_32F, cv::Scalar(0)), {}).size(), cv::Size(8, 8));
  }

  void bordersLieBetweenSegments() {
    const cv::Mat labels = (cv::Mat_<int>(1, 2) << 0, 1);
    const cv::Mat drawn =
        drawBoundaries(cv::Mat(4, 10, CV_8UC3, cv::Scalar::all(0)), labels, {200, 100, 0}, 1);
    for (int x = 0; x < 10; ++x)
      QCOMPARE(drawn.at<cv::Vec3b>(2, x), x == 4 ? cv::Vec3b(200, 100, 0) : cv::Vec3b(0, 0, 0));
  }

  void badInput() {
    QCOMPARE(failureOf([] { overlay(grey, cv::Mat(8, 8, CV_8U), {}); }).code, 7);
    QCOMPARE(failureOf([] { drawBoundaries(cv::Mat(4, 4, CV_8U), cv::Mat(4, 4, CV_32S)); }).code,
             7);
  }
};

QTEST_GUILESS_MAIN(TestOverlay)
#include "tst_overlay.moc"
