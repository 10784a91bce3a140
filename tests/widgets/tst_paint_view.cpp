// SPDX-License-Identifier: GPL-3.0-or-later
// Painting on a picture: what the hand does, and what is seen of it.
#include <QAbstractButton>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QtTest>

#include "widgets/colors.h"
#include "widgets/label_buttons.h"
#include "widgets/paint_view.h"

using namespace rho::widgets;

namespace {

void mouse(PaintView& view, QEvent::Type type, QPointF at,
           Qt::MouseButton button = Qt::LeftButton) {
  const bool held = type != QEvent::MouseButtonRelease;
  QMouseEvent event(type, at, view.mapToGlobal(at),
                    type == QEvent::MouseMove ? Qt::NoButton : button,
                    held ? Qt::MouseButtons(button) : Qt::MouseButtons(), {});
  QCoreApplication::sendEvent(&view, &event);
}
void click(PaintView& view, QPointF at) {
  mouse(view, QEvent::MouseButtonPress, at);
  mouse(view, QEvent::MouseButtonRelease, at);
}

/// 200 by 200 pixels of the widget show 100 by 100 of a black picture.
struct Fixture {
  Fixture() : layer(cv::Mat::zeros(100, 100, CV_8UC1)) {
    view.resize(200, 200);
    PictureLayers layers;
    layers.base = QImage(100, 100, QImage::Format_Grayscale16);
    layers.base.fill(Qt::black);
    view.setLayers(layers);
    view.setPainted({layer, {}});
  }
  QImage seen() { return view.grab().toImage().scaled(200, 200); }
  bool isLit(int x, int y) { return qGray(seen().pixel(x, y)) > 0; }

  PaintView view;
  cv::Mat layer;
};

int litPixels(const QImage& image) {
  int count = 0;
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x) count += qGray(image.pixel(x, y)) > 0;
  return count;
}

}  // namespace

class TestPaintView : public QObject {
  Q_OBJECT
 private slots:
  void tellsStrokesInPixelsOfThePicture() {
    Fixture f;
    f.view.setTool(PaintTool::brush);
    QSignalSpy brushed(&f.view, &PaintView::brushed), ended(&f.view, &PaintView::brushEnded);
    mouse(f.view, QEvent::MouseButtonPress, {20, 40});
    mouse(f.view, QEvent::MouseMove, {40, 60});
    mouse(f.view, QEvent::MouseMove, {60, 60});
    QCOMPARE(ended.count(), 0);
    mouse(f.view, QEvent::MouseButtonRelease, {60, 60});
    QCOMPARE(ended.count(), 1);
    QCOMPARE(brushed.count(), 3);
    QCOMPARE(brushed[0][0].toPointF(), QPointF(10, 20));
    QCOMPARE(brushed[0][1].toPointF(), QPointF(10, 20));
    QCOMPARE(brushed[2][0].toPointF(), QPointF(20, 30));
    QCOMPARE(brushed[2][1].toPointF(), QPointF(30, 30));
    mouse(f.view, QEvent::MouseMove, {80, 80});
    QCOMPARE(brushed.count(), 3);
  }

  void otherButtonsStayThePictures() {
    Fixture f;
    f.view.setTool(PaintTool::brush);
    QSignalSpy brushed(&f.view, &PaintView::brushed), views(&f.view, &PictureView::viewChanged);
    mouse(f.view, QEvent::MouseButtonPress, {100, 100}, Qt::RightButton);
    mouse(f.view, QEvent::MouseMove, {100, 40}, Qt::RightButton);
    mouse(f.view, QEvent::MouseButtonRelease, {100, 40}, Qt::RightButton);
    QCOMPARE(brushed.count(), 0);
    QVERIFY(views.count() > 0);
    f.view.setTool(PaintTool::none);
    mouse(f.view, QEvent::MouseButtonPress, {100, 100});
    mouse(f.view, QEvent::MouseMove, {150, 100});
    mouse(f.view, QEvent::MouseButtonRelease, {150, 100});
    QCOMPARE(brushed.count(), 0);  // window and level
  }

  void aTurnedPictureIsPaintedWhereItIs() {
    Fixture f;
    ViewState turned;
    turned.setOrientation(turned.orientation.turnedClockwise());
    f.view.setView(turned);
    f.view.setTool(PaintTool::pick);
    QSignalSpy picked(&f.view, &PaintView::picked);
    click(f.view, {180, 20});  // the picture's top left is shown at the top right
    QVERIFY(QLineF(picked[0][0].toPointF(), QPointF(10, 10)).length() < 1e-6);
  }

  void aPolygonIsClosedOrDropped() {
    Fixture f;
    f.view.setTool(PaintTool::polygon);
    QSignalSpy closed(&f.view, &PaintView::polygonClosed);
    for (const auto& at : {QPointF(20, 20), QPointF(100, 20)}) click(f.view, at);
    f.view.closePolygon();
    QCOMPARE(closed.count(), 0);  // two corners are a line
    for (const auto& at : {QPointF(150, 150), QPointF(100, 100)}) click(f.view, at);
    QVERIFY(f.view.removeCorner());
    f.view.closePolygon();
    QCOMPARE(closed.count(), 1);
    const auto corners = closed[0][0].value<QPolygonF>();
    QCOMPARE(corners.size(), 3);
    QCOMPARE(corners[2], QPointF(75, 75));
    QVERIFY(!f.view.cancelPolygon());
    click(f.view, {20, 20});
    QVERIFY(f.view.cancelPolygon());
    QVERIFY(!f.view.removeCorner());
  }

  void theFirstCornerCloses() {
    Fixture f;
    f.view.setTool(PaintTool::polygon);
    QSignalSpy closed(&f.view, &PaintView::polygonClosed);
    for (const auto& at : {QPointF(20, 20), QPointF(100, 20), QPointF(100, 90), QPointF(22, 22)})
      click(f.view, at);
    QCOMPARE(closed.count(), 1);
    QCOMPARE(closed[0][0].value<QPolygonF>().size(), 3);
  }

  void paintIsSeen() {
    Fixture f;
    QCOMPARE(litPixels(f.seen()), 0);
    f.layer(cv::Rect(20, 20, 30, 30)).setTo(static_cast<int>(Paint::evidence));
    f.view.repaintPixels({20, 20, 30, 30});
    QVERIFY(f.isLit(70, 70));   // inside
    QVERIFY(!f.isLit(30, 70));  // beside
    const auto edge = QColor(f.seen().pixel(41, 70));
    QVERIFY(edge.green() > edge.red() + 80);  // the outline in its own colour
  }

  void kindsDifferWithoutTheirColours() {
    // An even ground has one brightness inside its outline; a hatched one has two.
    const auto brightnesses = [](Paint paint) {
      Fixture f;
      f.layer(cv::Rect(20, 20, 60, 60)).setTo(static_cast<int>(paint));
      f.view.repaintPixels({20, 20, 60, 60});
      const QImage seen = f.seen();
      QSet<int> found;
      for (int i = 60; i < 140; ++i) found.insert(qGray(seen.pixel(i, 100)));
      return found.size();
    };
    QCOMPARE(brightnesses(Paint::evidence), 1);
    QVERIFY(brightnesses(Paint::noEvidence) >= 2);
  }

  void repaintingAPartIsAsRepaintingAll() {
    Fixture partly, whole;
    partly.seen();  // drawn once
    for (auto* f : {&partly, &whole}) {
      f->layer(cv::Rect(33, 41, 17, 9)).setTo(static_cast<int>(Paint::noEvidence));
      f->layer(cv::Rect(40, 45, 20, 20)).setTo(static_cast<int>(Paint::evidence));
    }
    partly.view.repaintPixels({33, 41, 27, 24});
    QVERIFY(partly.seen() == whole.seen());
  }

  /// A layer and a screen as large as radiographs and monitors are: nothing of them but the part.
  void aPartOfALargeLayerIsSmallWork() {
    const cv::Mat layer(3000, 3000, CV_8UC1, cv::Scalar(1));
    QImage screen(1200, 1200, QImage::Format_ARGB32_Premultiplied);
    screen.fill(0xff112233);
    drawLayer({layer, {}}, {{1.25, 1.25}, {2.5, 0}, {0, 2.5}}, {100, 100, 40, 40}, 1, screen);
    QCOMPARE(screen.pixel(99, 120), 0xff112233);
    QCOMPARE(screen.pixel(140, 120), 0xff112233);
    QVERIFY(screen.pixel(120, 120) != 0xff112233);
    QBENCHMARK_ONCE {
      drawLayer({layer, {}}, {{1.25, 1.25}, {2.5, 0}, {0, 2.5}}, screen.rect(), 1, screen);
    }
  }

  void labelsAreChosenByTheirButtons() {
    LabelButtons buttons;
    buttons.setChoices({{"normal", "1", false, false}, {"pneumonia", "2", true, true}});
    const auto shown = buttons.findChildren<QAbstractButton*>();
    QCOMPARE(shown.size(), 2);
    QVERIFY(!shown[0]->isChecked() && shown[1]->isChecked());
    QCOMPARE(shown[1]->accessibleName(), "pneumonia");
    QSignalSpy chosen(&buttons, &LabelButtons::chosen);
    shown[0]->click();
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen[0][0].toInt(), 0);
    QVERIFY(!shown[0]->isChecked());  // until the owner says so
    buttons.setChoices({{"normal", "1", true, false}});
    QCOMPARE(buttons.findChildren<QAbstractButton*>().size(), 1);
    QVERIFY(buttons.findChildren<QAbstractButton*>()[0]->isChecked());
  }
};

QTEST_MAIN(TestPaintView)
#include "tst_paint_view.moc"
