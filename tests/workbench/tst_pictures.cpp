// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/inspect/pictures.h"

#include <QtTest>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "image/overlay.h"

using namespace rho;
using namespace rho::workbench;

namespace {

constexpr int side = 48;

image::Image colorful() {
  cv::Mat pixels(side, side, CV_32FC3);
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x)
      pixels.at<cv::Vec3f>(y, x) = {0.02F * static_cast<float>(x), 0.02F * static_cast<float>(y),
                                    0.5F};
  return {pixels, {}};
}

cv::Mat waves() {
  cv::Mat map(side, side, CV_32F);
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x)
      map.at<float>(y, x) = std::sin(0.2F * static_cast<float>(x)) * static_cast<float>(y);
  return map;
}

cv::Mat quarters() {
  cv::Mat labels(side, side, CV_32S);
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x) labels.at<int>(y, x) = 2 * (2 * y / side) + 2 * x / side;
  return labels;
}

int largestDifference(const QImage& picture, const cv::Mat& rgb) {
  int largest = 0;
  for (int y = 0; y < rgb.rows; ++y)
    for (int x = 0; x < rgb.cols; ++x) {
      const auto color = rgb.at<cv::Vec3b>(y, x);
      const QRgb shown = picture.pixel(x, y);
      largest = std::max({largest, std::abs(color[0] - qRed(shown)),
                          std::abs(color[1] - qGreen(shown)), std::abs(color[2] - qBlue(shown))});
    }
  return largest;
}

QImage shown(const ScaledPicture& picture) {
  return widgets::composed(picture.layers, {}, {side, side});
}

}  // namespace

class TestPictures : public QObject {
  Q_OBJECT
 private slots:
  void greyKeepsSixteenBits() {
    cv::Mat pixels(1, 3, CV_32F);
    pixels.at<float>(0, 0) = -0.5F;
    pixels.at<float>(0, 1) = 1000 / 65535.0F;
    pixels.at<float>(0, 2) = 2;
    const QImage picture = pictureOf(pixels);
    QCOMPARE(picture.format(), QImage::Format_Grayscale16);
    const auto* values = reinterpret_cast<const quint16*>(picture.constScanLine(0));
    QCOMPARE(values[0], quint16(0));
    QCOMPARE(values[1], quint16(1000));
    QCOMPARE(values[2], quint16(65535));
    QCOMPARE(pictureOf(colorful()).format(), QImage::Format_RGB888);
  }

  void thumbnailsFit() {
    QCOMPARE(thumbnailOf(colorful(), 24).size(), QSize(24, 24));
    const image::Image line(cv::Mat(1, 400, CV_32F, cv::Scalar(0.5)), {});
    QCOMPARE(thumbnailOf(line, 96).size(), QSize(96, 1));
  }

  void unsignedMapsLookAsInReports() {
    const cv::Mat map = cv::abs(waves());
    image::OverlayOptions options;
    options.range = image::robustRange(map);
    const auto picture = mapOver(pictureOf(colorful()), map, false);
    QVERIFY(largestDifference(shown(picture), image::overlay(colorful(), map, options)) <= 3);
    QCOMPARE(picture.colors, image::ColorMap::viridis);
  }

  void signedMapsLookAsInReports() {
    image::OverlayOptions options;
    options.colors = image::ColorMap::diverging;
    options.range = image::symmetricRange(waves());
    options.opacityFollowsMagnitude = true;
    options.opacity = 0.8;
    const auto picture = mapOver(pictureOf(colorful()), waves(), true);
    QVERIFY(largestDifference(shown(picture), image::overlay(colorful(), waves(), options)) <= 3);
    QCOMPARE(picture.range.low, -picture.range.high);
  }

  void superpixelsAreEvenAndHaveBorders() {
    cv::Mat map;
    quarters().convertTo(map, CV_32F, 0.1, -0.1);
    const auto picture = mapOver(pictureOf(colorful()), map, true, quarters());
    image::OverlayOptions options;
    options.colors = image::ColorMap::diverging;
    options.range = image::symmetricRange(map);
    const cv::Mat expected =
        image::drawBoundaries(image::overlay(colorful(), map, options), quarters());
    QVERIFY(largestDifference(shown(picture), expected) <= 3);
  }

  void largeMapsShareTheBaseAndTakeLittleMemory() {
    const QImage base = pictureOf(cv::Mat(64, 64, CV_32F, cv::Scalar(0.5)));
    const cv::Mat map(1500, 3000, CV_32F, cv::Scalar(1));
    const auto picture = mapOver(base, map, false);
    QCOMPARE(picture.layers.base.cacheKey(), base.cacheKey());
    QCOMPARE(picture.layers.overlay.size(), QSize(1024, 512));
  }

  void layersAreSmallPictures() {
    const auto sizeOf = [](int rows, int columns) {
      return layerPicture(cv::Mat(rows, columns, CV_32F, cv::Scalar(0.5))).size();
    };
    QCOMPARE(sizeOf(7, 7), QSize(7, 7));
    QCOMPARE(sizeOf(112, 224), QSize(96, 48));
    QCOMPARE(sizeOf(1, 2048), QSize(96, 1));  // a row before a classifier
    QVERIFY(layerPicture({}).isNull());
  }

  void differencesHaveNoWindow() {
    const auto own = differencePicture(waves());
    QVERIFY(!own.layers.windowed);
    QCOMPARE(differencePicture(waves(), 0.25).range.high, 0.25);
  }
};

QTEST_APPLESS_MAIN(TestPictures)
#include "tst_pictures.moc"
