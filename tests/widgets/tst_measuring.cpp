// SPDX-License-Identifier: GPL-3.0-or-later
// Measuring with the mouse in a view.
#include <QMouseEvent>
#include <QSignalSpy>
#include <QtTest>

#include "widgets/picture_view.h"

using namespace rho::widgets;
using rho::image::Measurement;
using rho::image::MeasurementKind;

namespace {

void mouse(PictureView& view, QEvent::Type type, QPointF at, bool held) {
  const auto button = type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton;
  QMouseEvent event(type, at, view.mapToGlobal(at), button,
                    held ? Qt::MouseButtons(Qt::LeftButton) : Qt::MouseButtons(), {});
  QCoreApplication::sendEvent(&view, &event);
}
void press(PictureView& view, QPointF at) { mouse(view, QEvent::MouseButtonPress, at, true); }
void release(PictureView& view, QPointF at) { mouse(view, QEvent::MouseButtonRelease, at, false); }
void drag(PictureView& view, QPointF from, QPointF to) {
  press(view, from);
  mouse(view, QEvent::MouseMove, (from + to) / 2, true);
  mouse(view, QEvent::MouseMove, to, true);
  release(view, to);
}
void click(PictureView& view, QPointF at) {
  mouse(view, QEvent::MouseMove, at, false);
  press(view, at);
  release(view, at);
}

/// 200 by 200 pixels of the widget show 100 by 100 of a picture, rows 2 mm apart, columns 1 mm.
struct Fixture {
  Fixture() {
    view.resize(200, 200);
    auto acquisition = std::make_shared<rho::image::Acquisition>();
    acquisition->spacing = rho::image::PixelSpacing{2, 1, {}, {}, {}};
    auto origin = std::make_shared<PictureOrigin>();
    origin->size = {100, 100};
    origin->acquisition = acquisition;
    PictureLayers layers;
    layers.base = QImage(100, 100, QImage::Format_Grayscale16);
    layers.base.fill(Qt::black);
    layers.origin = origin;
    view.setLayers(layers);
    view.setLeftTool(DragTool::measure);
    QObject::connect(&view, &PictureView::measured, &view,
                     [this](int index, const Measurement& shape) {
                       lastIndex = index;
                       if (index < 0)
                         list.push_back({shape, {}});
                       else
                         list[static_cast<std::size_t>(index)].shape = shape;
                       view.setMeasurements(list);
                     });
    QObject::connect(&view, &PictureView::viewChanged, &view, &PictureView::setView);
  }
  const Measurement& last() const { return list.back().shape; }
  bool lies(std::size_t point, double x, double y) const {
    return cv::norm(last().points.at(point) - cv::Point2d(x, y)) < 1e-9;
  }

  PictureView view;
  std::vector<ShownMeasurement> list;
  int lastIndex = -2;
};

}  // namespace

class TestMeasuring : public QObject {
  Q_OBJECT
 private slots:
  void aDragIsALength() {
    Fixture f;
    drag(f.view, {20, 40}, {120, 40});
    QCOMPARE(f.list.size(), std::size_t{1});
    QVERIFY(f.lies(0, 10, 20) && f.lies(1, 60, 20));
    QCOMPARE(f.view.view(), ViewState());
  }

  void twoClicksAreAsWell() {
    Fixture f;
    click(f.view, {20, 40});
    QVERIFY(f.list.empty());
    mouse(f.view, QEvent::MouseMove, {70, 70}, false);
    click(f.view, {120, 40});
    QCOMPARE(f.list.size(), std::size_t{1});
    QVERIFY(f.lies(0, 10, 20) && f.lies(1, 60, 20));
  }

  void twoClicksAtOnePlaceAreNothing() {
    Fixture f;
    click(f.view, {20, 40});
    click(f.view, {20, 40});
    QVERIFY(f.list.empty());
    QVERIFY(!f.view.cancelMeasuring());
  }

  void anAngleTakesADragAndAClick() {
    Fixture f;
    f.view.setMeasuring(MeasurementKind::angle);
    drag(f.view, {20, 20}, {20, 120});
    QVERIFY(f.list.empty());
    click(f.view, {120, 120});
    QCOMPARE(f.list.size(), std::size_t{1});
    QVERIFY(f.lies(0, 10, 10) && f.lies(1, 10, 60) && f.lies(2, 60, 60));
  }

  void aRatioIsTwoParallelDrags() {
    Fixture f;
    f.view.setMeasuring(MeasurementKind::ratio);
    drag(f.view, {20, 100}, {180, 100});
    drag(f.view, {60, 140}, {120, 170});
    QCOMPARE(f.list.size(), std::size_t{1});
    QVERIFY(f.lies(0, 10, 50) && f.lies(1, 90, 50));
    QVERIFY(f.lies(2, 30, 70) && f.lies(3, 60, 70));
  }

  void escapeDropsWhatIsNotComplete() {
    Fixture f;
    f.view.setMeasuring(MeasurementKind::angle);
    drag(f.view, {20, 20}, {20, 120});
    QVERIFY(f.view.cancelMeasuring());
    QVERIFY(!f.view.cancelMeasuring());
    QVERIFY(f.list.empty());
  }

  void handlesAreDraggedWhateverTheTool() {
    Fixture f;
    drag(f.view, {20, 40}, {120, 40});
    f.view.setLeftTool(DragTool::window);
    QSignalSpy picked(&f.view, &PictureView::measurementPicked);
    drag(f.view, {121, 41}, {160, 100});
    QCOMPARE(f.lastIndex, 0);
    QCOMPARE(picked.last()[0].toInt(), 0);
    QVERIFY(f.lies(0, 10, 20) && f.lies(1, 80, 50));
    QCOMPARE(f.view.view(), ViewState());
    drag(f.view, {180, 180}, {190, 180});  // on free ground the tool works
    QVERIFY(f.view.view().windowWidth > 1);
    QCOMPARE(f.list.size(), std::size_t{1});
  }

  void linesMoveAsAWhole() {
    Fixture f;
    drag(f.view, {20, 40}, {120, 40});
    drag(f.view, {70, 41}, {90, 61});
    QVERIFY(f.lies(0, 20, 30) && f.lies(1, 70, 30));
  }

  /// Points are of the picture, whichever way it is looked at.
  void flipsAndZoomMeasureTheSame() {
    Fixture f;
    for (const bool mirrored : {false, true})
      for (int quarters = 0; quarters < 4; ++quarters) {
        f.list.clear();
        f.view.setMeasurements({});
        ViewState state = zoomedAt({}, 2, {0.3, 0.4});
        state.setOrientation({mirrored, quarters});
        f.view.setView(state);
        drag(f.view, f.view.toWidget({0.25, 0.3}), f.view.toWidget({0.35, 0.5}));
        QCOMPARE(f.list.size(), std::size_t{1});
        QVERIFY(f.lies(0, 25, 30) && f.lies(1, 35, 50));
      }
  }

  void pointsStayInThePicture() {
    Fixture f;
    drag(f.view, {100, 100}, {900, -300});
    QVERIFY(f.lies(1, 100, 0));
  }

  void scalesAreOfPixelsAndMillimetres() {
    Fixture f;
    // 100 pixels fill 200 of the widget.
    QCOMPARE(f.view.zoomToPixels() * f.view.devicePixelRatioF(), 0.5);
    QVERIFY(f.view.zoomToLife().has_value());
    f.view.setView(scaledTo({}, *f.view.zoomToLife()));
    QVERIFY(std::abs(*f.view.magnification().lifeFactor - 1) < 1e-9);
    f.view.setView(scaledTo({}, f.view.zoomToPixels()));
    QVERIFY(std::abs(f.view.magnification().screenPixels - 1) < 1e-9);
    auto layers = f.view.layers();
    layers.origin = nullptr;
    f.view.setLayers(layers);
    QVERIFY(!f.view.zoomToLife());
  }

  void everythingIsDrawn() {
    Fixture f;
    f.view.setMeasuring(MeasurementKind::ellipse);
    f.view.setDescriber([](const Measurement&) { return QString("described"); });
    drag(f.view, {40, 40}, {160, 120});
    press(f.view, {20, 180});
    mouse(f.view, QEvent::MouseMove, {60, 150}, true);
    f.view.setMagnifier(true);
    f.view.setCrosshair(QPointF(0.5, 0.5));
    const QImage drawn = f.view.grab().toImage();
    int amber = 0;
    for (int y = 0; y < drawn.height(); ++y)
      for (int x = 0; x < drawn.width(); ++x) {
        const QColor color = drawn.pixelColor(x, y);
        amber += color.red() > 200 && color.blue() < 130;
      }
    QVERIFY2(amber > 100, qPrintable(QString::number(amber)));
  }
};

QTEST_MAIN(TestMeasuring)
#include "tst_measuring.moc"
