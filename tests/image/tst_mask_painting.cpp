// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "image/mask_painting.h"

using namespace rho::image;

namespace {

cv::Mat emptyLayer(int width = 20, int height = 10) {
  return cv::Mat::zeros(height, width, CV_8UC1);
}

/// Nothing outside of area differs from before.
bool liesWithin(const cv::Mat& before, const cv::Mat& after, const cv::Rect& area) {
  cv::Mat changed = before != after;
  if (!area.empty()) changed(area).setTo(0);
  return cv::countNonZero(changed) == 0;
}

}  // namespace

class TestMaskPainting : public QObject {
  Q_OBJECT
 private slots:
  void aDotIsADisc() {
    auto layer = emptyLayer();
    const auto area = paintStroke(layer, {5.5, 4.5}, {5.5, 4.5}, 1, 7);
    QCOMPARE(cv::countNonZero(layer == 7), 5);  // the pixel and its four neighbours
    QCOMPARE(layer.at<uchar>(4, 6), uchar{7});
    QCOMPARE(layer.at<uchar>(3, 6), uchar{0});
    QVERIFY(liesWithin(emptyLayer(), layer, area));
    QVERIFY(area.width <= 4 && area.height <= 4);
  }

  void aStrokeHasNoGaps() {
    auto layer = emptyLayer();
    paintStroke(layer, {2.5, 5.5}, {17.5, 5.5}, 0.6, 1);
    QCOMPARE(cv::countNonZero(layer), 16);
    QCOMPARE(cv::countNonZero(layer.row(5)), 16);
  }

  void anotherValueTakesThePlace() {
    auto layer = emptyLayer();
    paintStroke(layer, {10, 5}, {10, 5}, 4, 1);
    const int painted = cv::countNonZero(layer);
    paintStroke(layer, {10, 5}, {10, 5}, 2, 2);
    QCOMPARE(cv::countNonZero(layer), painted);
    QVERIFY(cv::countNonZero(layer == 2) > 0);
    paintStroke(layer, {10, 5}, {10, 5}, 50, 0);
    QCOMPARE(cv::countNonZero(layer), 0);
  }

  void strokesEndAtTheEdges_data() {
    QTest::addColumn<QPointF>("from");
    QTest::addColumn<QPointF>("to");
    QTest::addColumn<bool>("touches");
    QTest::newRow("across the corner") << QPointF(-5, -5) << QPointF(3, 3) << true;
    QTest::newRow("beyond") << QPointF(100, 100) << QPointF(140, 90) << false;
    QTest::newRow("beside") << QPointF(-30, 5) << QPointF(-10, 5) << false;
    QTest::newRow("through") << QPointF(-30, 5) << QPointF(50, 5) << true;
  }
  void strokesEndAtTheEdges() {
    QFETCH(QPointF, from);
    QFETCH(QPointF, to);
    QFETCH(bool, touches);
    auto layer = emptyLayer();
    const auto area = paintStroke(layer, {from.x(), from.y()}, {to.x(), to.y()}, 2, 1);
    QCOMPARE(cv::countNonZero(layer) > 0, touches);
    QCOMPARE(!area.empty(), touches);
    QVERIFY((area & cv::Rect(0, 0, 20, 10)) == area);
  }

  void aPolygonIsFilled() {
    auto layer = emptyLayer();
    const auto area = paintPolygon(layer, {{4, 2}, {12, 2}, {12, 8}, {4, 8}}, 3);
    // Its edges belong to it: pixels whose centres lie up to half a pixel outside.
    QVERIFY(cv::countNonZero(layer(cv::Rect(4, 2, 8, 6)) == 3) == 48);
    QVERIFY(cv::countNonZero(layer) <= 9 * 7 + 8);
    QVERIFY(liesWithin(emptyLayer(), layer, area));
  }

  void aPolygonThatIsNone_data() {
    QTest::addColumn<int>("corners");
    QTest::newRow("nothing") << 0;
    QTest::newRow("a point") << 1;
    QTest::newRow("a line") << 2;
  }
  void aPolygonThatIsNone() {
    QFETCH(int, corners);
    auto layer = emptyLayer();
    const std::vector<cv::Point2d> line = {{2, 2}, {9, 9}};
    QVERIFY(paintPolygon(layer, {line.begin(), line.begin() + corners}, 1).empty());
    QCOMPARE(cv::countNonZero(layer), 0);
  }

  void aCrossingPolygonIsEvenOdd() {
    auto layer = emptyLayer(40, 40);
    // An hourglass: what lies left and right of its waist stays free.
    paintPolygon(layer, {{4, 4}, {36, 4}, {4, 36}, {36, 36}}, 1);
    QCOMPARE(layer.at<uchar>(10, 20), uchar{1});
    QCOMPARE(layer.at<uchar>(30, 20), uchar{1});
    QCOMPARE(layer.at<uchar>(20, 6), uchar{0});
    QCOMPARE(layer.at<uchar>(20, 34), uchar{0});
  }

  void fillingEndsAtEdges() {
    cv::Mat values = cv::Mat::zeros(10, 20, CV_8UC1);
    values.col(8).setTo(90);                  // an edge from top to bottom
    values(cv::Rect(2, 2, 2, 2)).setTo(20);   // a faint spot
    values(cv::Rect(12, 2, 2, 2)).setTo(20);  // one beyond the edge
    QCOMPARE(cv::countNonZero(similarRegion(values, {0, 0}, 10)), 8 * 10 - 4);
    QCOMPARE(cv::countNonZero(similarRegion(values, {0, 0}, 30)), 8 * 10);
    QCOMPARE(cv::countNonZero(similarRegion(values, {0, 0}, 100)), 20 * 10);
    QCOMPARE(cv::countNonZero(similarRegion(values, {3, 3}, 5)), 4);
    QCOMPARE(cv::countNonZero(similarRegion(values, {-1, 3}, 5)), 0);
    QCOMPARE(cv::countNonZero(similarRegion(values, {20, 3}, 5)), 0);
    QCOMPARE(cv::countNonZero(values == 90), 10);  // the image stays as it is
  }

  void aRegionIsToggled() {
    auto layer = emptyLayer();
    cv::Mat region = emptyLayer();
    region(cv::Rect(3, 3, 4, 4)).setTo(255);
    QCOMPARE(toggleRegion(layer, region, 1), cv::Rect(3, 3, 4, 4));
    QCOMPARE(cv::countNonZero(layer == 1), 16);
    toggleRegion(layer, region, 2);  // of another kind: it changes, and is not taken away
    QCOMPARE(cv::countNonZero(layer == 2), 16);
    layer.at<uchar>(3, 3) = 0;
    toggleRegion(layer, region, 2);
    QCOMPARE(cv::countNonZero(layer), 0);
    QVERIFY(toggleRegion(layer, emptyLayer(), 1).empty());
  }

  void aMapAboveAThreshold() {
    const cv::Mat map = (cv::Mat_<float>(1, 5) << -4, 0, 1, 1.5, 2);
    QCOMPARE(cv::countNonZero(strongRegion(map, 0.5)), 3);
    QCOMPARE(cv::countNonZero(strongRegion(map, 1)), 1);
    QCOMPARE(cv::countNonZero(strongRegion(-cv::abs(map), 0.1)), 0);
    QCOMPARE(cv::countNonZero(strongRegion(cv::Mat::zeros(4, 4, CV_32F), 0.1)), 0);
  }

  /// As large as a radiograph is.
  void aStrokeTouchesItsOwnPixelsAlone() {
    cv::Mat layer = cv::Mat::zeros(3000, 3000, CV_8UC1);
    const auto area = paintStroke(layer, {1500, 1500}, {1520, 1510}, 30, 1);
    QVERIFY(area.area() < 100 * 100);
    QVERIFY(liesWithin(cv::Mat::zeros(3000, 3000, CV_8UC1), layer, area));
  }
};

QTEST_APPLESS_MAIN(TestMaskPainting)
#include "tst_mask_painting.moc"
