// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/picture_view.h"

#include <QContextMenuEvent>
#include <QPainter>
#include <QSignalSpy>
#include <QWheelEvent>
#include <QtTest>

using namespace rho::widgets;

namespace {

/// Noise, so that no row is like another.
PictureLayers greyLayers(int side) {
  PictureLayers layers;
  layers.base = QImage(side, side, QImage::Format_Grayscale16);
  for (int y = 0; y < side; ++y) {
    auto* line = reinterpret_cast<quint16*>(layers.base.scanLine(y));
    for (int x = 0; x < side; ++x) line[x] = static_cast<quint16>(x * 40503U ^ y * 30011U);
  }
  return layers;
}

void mouse(PictureView& view, QEvent::Type type, QPointF at, Qt::MouseButton button,
           Qt::KeyboardModifiers modifiers = {}) {
  const bool release = type == QEvent::MouseButtonRelease;
  QMouseEvent event(type, at, view.mapToGlobal(at),
                    type == QEvent::MouseMove ? Qt::NoButton : button,
                    release ? Qt::MouseButtons() : Qt::MouseButtons(button), modifiers);
  QCoreApplication::sendEvent(&view, &event);
}

void drag(PictureView& view, QPointF from, QPointF to, Qt::MouseButton button,
          Qt::KeyboardModifiers modifiers = {}) {
  mouse(view, QEvent::MouseButtonPress, from, button, modifiers);
  mouse(view, QEvent::MouseMove, (from + to) / 2, button, modifiers);
  mouse(view, QEvent::MouseMove, to, button, modifiers);
  mouse(view, QEvent::MouseButtonRelease, to, button, modifiers);
}

void wheel(PictureView& view, QPointF at, int eighths, Qt::KeyboardModifiers modifiers = {}) {
  QWheelEvent event(at, view.mapToGlobal(at), {}, {0, eighths}, Qt::NoButton, modifiers,
                    Qt::NoScrollPhase, false);
  QCoreApplication::sendEvent(&view, &event);
}

const PictureLayers& largeLayers() {
  static const PictureLayers layers = greyLayers(4096);
  return layers;
}

/// A view of 200 by 200 pixels that gets what it asks for.
struct Fixture {
  Fixture() {
    view.resize(200, 200);
    view.setLayers(greyLayers(64));
    QObject::connect(&view, &PictureView::viewChanged, &view, &PictureView::setView);
  }
  PictureView view;
};

bool near(QPointF a, QPointF b) { return (a - b).manhattanLength() < 1e-6; }

}  // namespace

class TestPictureView : public QObject {
  Q_OBJECT
 private slots:
  void asksAndKeepsNoTruthOfItsOwn() {
    PictureView view;
    view.resize(200, 200);
    view.setLayers(greyLayers(8));
    QSignalSpy changed(&view, &PictureView::viewChanged);
    drag(view, {100, 100}, {150, 100}, Qt::LeftButton);
    QVERIFY(!changed.isEmpty());
    QCOMPARE(view.view(), ViewState());
    QCOMPARE(changed.last()[0].value<ViewState>().windowWidth, 1.2);
  }

  void leftDragSetsWindowAndLevel() {
    Fixture f;
    drag(f.view, {100, 100}, {150, 75}, Qt::LeftButton);
    QCOMPARE(f.view.view().windowWidth, 1.2);
    QCOMPARE(f.view.view().windowCenter, 0.4);
    QCOMPARE(f.view.view().zoom, 1.0);
  }

  void controlWheelZoomsAtTheCursor() {
    Fixture f;
    const QPointF cursor(140, 60);
    const QPointF under = f.view.toPicture(cursor);
    wheel(f.view, cursor, 480, Qt::ControlModifier);
    QCOMPARE(f.view.view().zoom, 2.0);
    QVERIFY(near(f.view.toPicture(cursor), under));
    QVERIFY(near(f.view.toWidget(under), cursor));
  }

  void plainWheelCountsSteps() {
    Fixture f;
    QSignalSpy stepped(&f.view, &PictureView::wheelStepped);
    for (int i = 0; i < 3; ++i) wheel(f.view, {10, 10}, 40);
    wheel(f.view, {10, 10}, -240);
    QCOMPARE(stepped.size(), 2);
    QCOMPARE(stepped[0][0].toInt(), 1);
    QCOMPARE(stepped[1][0].toInt(), -2);
    QCOMPARE(f.view.view(), ViewState());
  }

  void middleAndShiftLeftPan() {
    Fixture f;
    for (const auto& [button, modifiers] :
         {std::pair(Qt::MiddleButton, Qt::NoModifier), {Qt::LeftButton, Qt::ShiftModifier}}) {
      f.view.setView(zoomedAt({}, 4, {0.5, 0.5}));
      const QPointF grabbed = f.view.toPicture({100, 100});
      drag(f.view, {100, 100}, {120, 70}, button, modifiers);
      QVERIFY(near(f.view.toPicture({120, 70}), grabbed));
      drag(f.view, {100, 100}, {9000, 9000}, button, modifiers);
      QVERIFY(near(f.view.toPicture({0, 0}), {0, 0}));
    }
  }

  void rightDragZoomsAndRightClickAsksForTheMenu() {
    Fixture f;
    QSignalSpy menu(&f.view, &PictureView::menuRequested);
    const QPointF from(60, 150);
    const QPointF under = f.view.toPicture(from);
    drag(f.view, from, {60, 50}, Qt::RightButton);
    QCOMPARE(f.view.view().zoom, 2.0);
    QVERIFY(near(f.view.toPicture(from), under));
    QCOMPARE(menu.size(), 0);
    QTest::mouseClick(&f.view, Qt::RightButton, {}, {20, 30});
    QCOMPARE(menu.size(), 1);
    QCOMPARE(menu[0][0].toPoint(), f.view.mapToGlobal(QPoint(20, 30)));
    QContextMenuEvent second(QContextMenuEvent::Mouse, {20, 30}, {20, 30});
    QCoreApplication::sendEvent(&f.view, &second);
    QVERIFY(second.isAccepted());  // else the tile would ask once more
  }

  void toolOfTheLeftButton() {
    Fixture f;
    f.view.setLeftTool(DragTool::zoom);
    drag(f.view, {100, 150}, {100, 50}, Qt::LeftButton);
    QCOMPARE(f.view.view().zoom, 2.0);
    f.view.setLeftTool(DragTool::none);
    const ViewState before = f.view.view();
    drag(f.view, {100, 150}, {100, 50}, Qt::LeftButton);
    QCOMPARE(f.view.view(), before);
  }

  void clickChangesNothing() {
    Fixture f;
    QSignalSpy pressed(&f.view, &PictureView::pressed);
    QTest::mouseClick(&f.view, Qt::LeftButton, {}, {50, 50});
    QSignalSpy doubled(&f.view, &PictureView::doubleClicked);
    QTest::mouseDClick(&f.view, Qt::LeftButton, {}, {50, 50});
    QCOMPARE(pressed.size(), 1);
    QCOMPARE(doubled.size(), 1);
    QCOMPARE(f.view.view(), ViewState());
  }

  void drawsTheViewThatItIsGiven() {
    Fixture f;
    const QImage upright = f.view.grab().toImage();
    auto view = f.view.view();
    view.invert = true;
    f.view.setView(view);
    const QImage inverted = f.view.grab().toImage();
    QVERIFY(std::abs(upright.pixelColor(90, 70).red() + inverted.pixelColor(90, 70).red() - 255) <=
            1);
  }

  void pictureStaysTheSameObjectUntilItChanges() {
    Fixture f;
    const auto key = f.view.picture().cacheKey();
    f.view.setCrosshair(QPointF(0.2, 0.2));
    f.view.setLayers(f.view.layers());
    QCOMPARE(f.view.picture().cacheKey(), key);
    QCOMPARE(f.view.picture().size(), QSize(64, 64));
    f.view.setLayers(greyLayers(16));
    QVERIFY(f.view.picture().cacheKey() != key);
  }

  void crosshairStaysOnItsPointWhenZoomed() {
    Fixture f;
    f.view.setCrosshair(QPointF(0.3, 0.6));
    f.view.setView(zoomedAt({}, 2, {0.3, 0.6}));
    const QPoint at = f.view.toWidget({0.3, 0.6}).toPoint();
    QVERIFY(f.view.rect().contains(at));
    const QImage shown = f.view.grab().toImage();
    QVERIFY(shown.pixelColor(at.x(), 10).lightness() > 150);
  }

  /// Figures for the display: a 16-bit image of 4096 by 4096 in 500 by 500 pixels.
  void speedOfPanning_data() {
    QTest::addColumn<double>("zoom");
    for (const double zoom : {1.5, 4.0, 8.192, 40.0}) QTest::addRow("zoom %g", zoom) << zoom;
  }
  void speedOfPanning() {
    QFETCH(double, zoom);
    PictureView view;
    view.resize(500, 500);
    view.setLayers(largeLayers());
    ViewState state;
    state.zoom = zoom;
    view.setView(state);
    QPixmap screen(500, 500);
    view.render(&screen);
    double moved = 0;
    QBENCHMARK {
      moved = moved > 0 ? -0.01 : 0.01;
      view.setView(panned(state, {moved, moved / 2}));
      view.render(&screen);
    }
  }
  void speedOfTheCrosshair() {
    PictureView view;
    view.resize(500, 500);
    view.setLayers(largeLayers());
    QPixmap screen(500, 500);
    view.render(&screen);
    double at = 0;
    QBENCHMARK {
      at = at > 0.9 ? 0 : at + 0.01;
      view.setCrosshair(QPointF(at, at));
      view.render(&screen);
    }
  }
};

QTEST_MAIN(TestPictureView)
#include "tst_picture_view.moc"
