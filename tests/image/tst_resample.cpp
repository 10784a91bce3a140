// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "image/resample.h"
#include "testing/scratch.h"

using namespace rho::image;
using rho::test::failureOf;

namespace {

cv::Mat ramp(int height, int width) {
  cv::Mat mat(height, width, CV_32F);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      mat.at<float>(y, x) = static_cast<float>(x) / static_cast<float>(width - 1);
  return mat;
}

cv::Mat checkers() {
  cv::Mat mat(8, 8, CV_32F);
  for (int y = 0; y < 8; ++y)
    for (int x = 0; x < 8; ++x) mat.at<float>(y, x) = (x + y) % 2 == 0 ? 1.0F : 0.0F;
  return mat;
}

}  // namespace

class TestResample : public QObject {
  Q_OBJECT

 private slots:
  void shrinkingAveragesAreas() {
    const cv::Mat small = resize(checkers(), {4, 4});
    QCOMPARE(cv::norm(small, cv::Mat(4, 4, CV_32F, cv::Scalar(0.5)), cv::NORM_INF), 0.0);
  }

  void mapsStayInTheirRange() {
    double low = 0;
    double high = 0;
    cv::minMaxLoc(resize(checkers(), {80, 80}), &low, &high);
    QVERIFY(low >= 0 && high <= 1);
    cv::minMaxLoc(resize(Image(checkers(), {}), {80, 80}).pixels(), &low, &high);
    QVERIFY(low >= 0 && high <= 1);
  }

  void nearestKeepsValues() {
    const cv::Mat large = resize(checkers(), {16, 16}, Enlarge::nearest);
    QCOMPARE(large.at<float>(1, 1), 1.0F);
    QCOMPARE(large.at<float>(1, 2), 0.0F);
  }

  void axesAreTreatedApart() {
    const cv::Mat mixed = resize(checkers(), {32, 4});
    QCOMPARE(mixed.size(), cv::Size(32, 4));
    QVERIFY(cv::norm(mixed, cv::Mat(4, 32, CV_32F, cv::Scalar(0.5)), cv::NORM_INF) < 1e-6);
  }

  void sameSizeIsACopy() {
    const cv::Mat source = ramp(4, 5);
    const cv::Mat same = resize(source, {5, 4});
    QCOMPARE(cv::norm(same, source, cv::NORM_INF), 0.0);
    QVERIFY(same.data != source.data);
  }

  void channels() {
    const Image grey(ramp(4, 5), {});
    const Image colour = toChannels(grey, 3);
    QCOMPARE(colour.channels(), 3);
    QCOMPARE(colour.pixels().at<cv::Vec3f>(2, 4), cv::Vec3f(1, 1, 1));
    QVERIFY(cv::norm(toChannels(colour, 1).pixels(), grey.pixels(), cv::NORM_INF) < 1e-6);
    const Image red(cv::Mat(1, 1, CV_32FC3, cv::Scalar(1, 0, 0)), {});
    QVERIFY(std::abs(toChannels(red, 1).pixels().at<float>(0) - 0.299F) < 1e-6F);
  }

  void badInput() {
    QCOMPARE(failureOf([] { resize(cv::Mat(), {4, 4}); }).code, 7);
    QCOMPARE(failureOf([] { resize(ramp(4, 4), {0, 4}); }).code, 7);
    QCOMPARE(failureOf([] { toChannels(Image(ramp(4, 4), {}), 4); }).code, 7);
    QCOMPARE(failureOf([] { Image(cv::Mat(), {}); }).code, 7);
    QCOMPARE(failureOf([] { Image(cv::Mat(2, 2, CV_8U), {}); }).code, 7);
  }
};

QTEST_GUILESS_MAIN(TestResample)
#include "tst_resample.moc"
