// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/picture_layers.h"

#include <QtTest>

#include "widgets/mip_levels.h"

using namespace rho::widgets;

namespace {

/// Values that rise from left to right over the whole range.
QImage ramp(int width, int height) {
  QImage image(width, height, QImage::Format_Grayscale16);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      reinterpret_cast<quint16*>(image.scanLine(y))[x] =
          static_cast<quint16>(65535 * x / (width - 1));
  return image;
}

QImage filled(QImage::Format format, const QColor& color) {
  QImage image(4, 4, format);
  image.fill(color);
  return image;
}

int greyAt(const QImage& image, int x, int y) { return qRed(image.pixel(x, y)); }

}  // namespace

class TestPictureLayers : public QObject {
  Q_OBJECT
 private slots:
  void unchangedPixelsAtTheirOwnSize() {
    QImage image(5, 3, QImage::Format_RGB888);
    for (int y = 0; y < 3; ++y)
      for (int x = 0; x < 5; ++x) image.setPixel(x, y, qRgb(x * 50, y * 100, 7));
    const QImage shown = composed({image, {}, {}}, {}, image.size());
    QCOMPARE(shown, image.convertToFormat(QImage::Format_RGB32));
  }

  void windowReachesBelowEightBits() {
    PictureLayers layers;
    layers.base = ramp(256, 2);
    for (auto* line : {layers.base.scanLine(0), layers.base.scanLine(1)})
      for (int x = 0; x < 256; ++x)
        reinterpret_cast<quint16*>(line)[x] = static_cast<quint16>(30000 + x);
    ViewState view;
    const QImage flat = composed(layers, view, {256, 2});
    QVERIFY(greyAt(flat, 255, 0) - greyAt(flat, 0, 0) <= 1);
    view.windowCenter = 30128 / 65535.0;
    view.windowWidth = 256 / 65535.0;
    const QImage shown = composed(layers, view, {256, 2});
    QVERIFY(greyAt(shown, 4, 0) < 10 && greyAt(shown, 250, 0) > 245);
    QVERIFY(std::abs(greyAt(shown, 128, 0) - 128) <= 1);
  }

  void invertComesAfterTheWindow() {
    ViewState view;
    view.windowCenter = 0.25;
    view.windowWidth = 0.5;
    const PictureLayers layers{ramp(101, 1), {}, {}};
    const QImage upright = composed(layers, view, {101, 1});
    view.invert = true;
    const QImage inverted = composed(layers, view, {101, 1});
    for (int x = 0; x <= 100; ++x)
      QVERIFY(std::abs(greyAt(upright, x, 0) + greyAt(inverted, x, 0) - 255) <= 1);
    QCOMPARE(greyAt(inverted, 100, 0), 0);
  }

  void differencesHaveNoWindow() {
    PictureLayers layers{filled(QImage::Format_RGB888, QColor(10, 200, 90)), {}, {}};
    layers.windowed = false;
    ViewState view;
    view.invert = true;
    view.windowWidth = 0.1;
    QCOMPARE(composed(layers, view, {4, 4}).pixelColor(1, 1), QColor(10, 200, 90));
  }

  void overlayIsBlendedAndHidden() {
    PictureLayers layers{filled(QImage::Format_RGB888, QColor(200, 0, 0)), {}, {}};
    layers.overlay = filled(QImage::Format_ARGB32_Premultiplied, QColor(0, 0, 255, 128));
    ViewState view;
    const auto shown = [&] { return composed(layers, view, {4, 4}).pixelColor(2, 2); };
    const int grey = (299 * 200 + 500) / 1000;  // colours would be taken for values of the map
    QVERIFY(std::abs(shown().red() - grey / 2) <= 1 && std::abs(shown().blue() - 158) <= 2);
    view.overlayOpacity = 0.5;
    QVERIFY(std::abs(shown().red() - grey * 3 / 4) <= 1);
    view.overlayOpacity = 0;
    QCOMPARE(shown(), QColor(200, 0, 0));
    view.overlayOpacity = 1;
    view.overlayShown = false;
    QCOMPARE(shown(), QColor(200, 0, 0));
  }

  void bordersStayOnePixelWide() {
    PictureLayers layers{filled(QImage::Format_RGB888, Qt::black), {}, {}};
    layers.segments = QImage(4, 4, QImage::Format_Grayscale16);
    for (int y = 0; y < 4; ++y)
      for (int x = 0; x < 4; ++x)
        reinterpret_cast<quint16*>(layers.segments.scanLine(y))[x] = x < 2 ? 0 : 1;
    for (const int side : {40, 400}) {
      const QImage shown = composed(layers, {}, {side, side});
      int bright = 0;
      for (int x = 0; x < side; ++x) bright += greyAt(shown, x, side / 3) > 100;
      QCOMPARE(bright, 1);
      QVERIFY(greyAt(shown, side / 2 - 1, 0) > 100);
    }
  }

  void zoomShowsAPartOfThePicture() {
    ViewState view;
    view.zoom = 4;
    view.center = {0.875, 0.5};
    const QImage shown = composed({ramp(401, 401), {}, {}}, view, {100, 100});
    QVERIFY(std::abs(greyAt(shown, 0, 50) - 191) <= 2);
    QVERIFY(greyAt(shown, 99, 50) >= 253);
  }

  void shrinkingAverages() {
    QImage stripes(4096, 64, QImage::Format_Grayscale16);
    for (int y = 0; y < 64; ++y)
      for (int x = 0; x < 4096; ++x)
        reinterpret_cast<quint16*>(stripes.scanLine(y))[x] = x % 2 ? 65535 : 0;
    for (const int width : {1000, 700, 512, 300}) {
      const QImage shown = composed({stripes, {}, {}}, {}, {width, 8});
      for (int x = 1; x < width - 1; ++x) QVERIFY(std::abs(greyAt(shown, x, 4) - 128) < 16);
    }
  }

  void levelsHalveAndAreShared() {
    const QImage image = ramp(1000, 600);
    QCOMPARE(mipLevel(image, 0).cacheKey(), image.cacheKey());
    QCOMPARE(mipLevel(image, 2).size(), QSize(250, 150));
    QCOMPARE(mipLevel(image, 2).cacheKey(), mipLevel(QImage(image), 2).cacheKey());
    QVERIFY(!mipLevel(image, 30).isNull());
  }

  void nothingWithoutAPicture() {
    QVERIFY(composed({}, {}, {10, 10}).isNull());
    QVERIFY(composed({ramp(4, 4), {}, {}}, {}, {0, 10}).isNull());
  }
};

QTEST_APPLESS_MAIN(TestPictureLayers)
#include "tst_picture_layers.moc"
