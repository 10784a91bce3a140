// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/orientation.h"

#include <QtTest>

#include "widgets/picture_layers.h"

using namespace rho::widgets;

namespace {

using Letters = std::array<QString, 4>;
const Letters chest{"H", "L", "F", "R"};  ///< top, right, bottom, left of a frontal film

bool near(QPointF a, QPointF b) { return (a - b).manhattanLength() < 1e-12; }

std::vector<Orientation> all() {
  std::vector<Orientation> list;
  for (const bool mirrored : {false, true})
    for (int quarters = 0; quarters < 4; ++quarters) list.push_back({mirrored, quarters});
  return list;
}

/// A picture whose pixels are all different: 3 by 2.
QImage numbered() {
  QImage image(3, 2, QImage::Format_RGB32);
  for (int y = 0; y < 2; ++y)
    for (int x = 0; x < 3; ++x) image.setPixel(x, y, qRgb(40 * (3 * y + x), 0, 0));
  return image;
}

}  // namespace

class TestOrientation : public QObject {
  Q_OBJECT
 private slots:
  void flipsAndTurnsDoWhatTheySay() {
    const Orientation upright;
    QVERIFY(near(upright.flippedSideways().shown({0.1, 0.2}), {0.9, 0.2}));
    QVERIFY(near(upright.flippedUpsideDown().shown({0.1, 0.2}), {0.1, 0.8}));
    QVERIFY(near(upright.turnedClockwise().shown({0, 0}), {1, 0}));
    QVERIFY(near(upright.turnedBack().shown({0, 0}), {0, 1}));
  }

  /// Flips are of what is seen, however it was turned before.
  void flipsFollowWhatIsSeen() {
    for (const auto& from : all()) {
      const QPointF seen = from.shown({0.1, 0.3});
      QVERIFY(near(from.flippedSideways().shown({0.1, 0.3}), {1 - seen.x(), seen.y()}));
      QVERIFY(near(from.flippedUpsideDown().shown({0.1, 0.3}), {seen.x(), 1 - seen.y()}));
      QVERIFY(near(from.turnedClockwise().shown({0.1, 0.3}), {1 - seen.y(), seen.x()}));
      QCOMPARE(from.flippedSideways().flippedSideways(), from);
      QCOMPARE(from.flippedUpsideDown().flippedUpsideDown(), from);
      QCOMPARE(from.turnedClockwise().turnedBack(), from);
    }
  }

  void positionsComeBack() {
    for (const auto& turned : all()) {
      QVERIFY(near(turned.original(turned.shown({0.12, 0.34})), {0.12, 0.34}));
      const QRectF part = turned.original(QRectF(0.1, 0.2, 0.3, 0.4));
      QCOMPARE(part.width() > part.height(), turned.swapsSides());
    }
  }

  /// What lies at an edge of the picture carries its letter with it.
  void lettersFollowThePicture() {
    const std::array<QPointF, 4> edges{QPointF(0.5, 0), {1, 0.5}, {0.5, 1}, {0, 0.5}};
    for (const auto& turned : all()) {
      const Letters shown = turned.edges(chest);
      for (std::size_t i = 0; i < 4; ++i)
        for (std::size_t place = 0; place < 4; ++place)
          if (near(turned.shown(edges[i]), edges[place])) QCOMPARE(shown[place], chest[i]);
    }
    QCOMPARE(Orientation().flippedSideways().edges(chest), (Letters{"H", "R", "F", "L"}));
    QCOMPARE(Orientation().turnedClockwise().edges(chest), (Letters{"R", "H", "L", "F"}));
  }

  void picturesFollowThePositions() {
    const QImage image = numbered();
    for (const auto& turned : all()) {
      const QImage shown = turned.applied(image);
      QCOMPARE(shown.size(), turned.swapsSides() ? QSize(2, 3) : QSize(3, 2));
      for (int y = 0; y < 2; ++y)
        for (int x = 0; x < 3; ++x) {
          const QPointF at = turned.shown({(x + 0.5) / 3, (y + 0.5) / 2});
          QCOMPARE(shown.pixel(static_cast<int>(at.x() * shown.width()),
                               static_cast<int>(at.y() * shown.height())),
                   image.pixel(x, y));
        }
    }
  }

  /// Layers are composed as they lie and turned together, so maps stay over what they are of.
  void overlaysTurnWithTheirPicture() {
    PictureLayers layers;
    layers.base = numbered();
    layers.overlay = QImage(3, 2, QImage::Format_ARGB32_Premultiplied);
    layers.overlay.fill(Qt::transparent);
    layers.overlay.setPixel(2, 0, qRgba(0, 200, 0, 255));
    layers.smoothOverlay = false;
    const QImage upright = composedRegion(layers, {}, {0, 0, 1, 1}, {3, 2});
    for (const auto& turned : all()) {
      ViewState view;
      view.orientation = turned;
      const QSize size = turned.swapsSides() ? QSize(2, 3) : QSize(3, 2);
      QCOMPARE(composedRegion(layers, view, {0, 0, 1, 1}, size), turned.applied(upright));
      const QImage base = baseRegion(layers, turned, {0, 0, 1, 1}, size);
      QCOMPARE(composedRegion(layers, view, {0, 0, 1, 1}, size, 1, base), turned.applied(upright));
    }
  }

  void whatWasSeenStaysSeen() {
    ViewState view = zoomedAt({}, 4, {0.2, 0.7});
    const QPointF middle = view.orientation.original(view.center);
    view.setOrientation(view.orientation.turnedClockwise());
    QVERIFY(near(view.orientation.original(view.center), middle));
    view.setOrientation(view.orientation.flippedSideways());
    QVERIFY(near(view.orientation.original(view.center), middle));
  }
};

QTEST_APPLESS_MAIN(TestOrientation)
#include "tst_orientation.moc"
