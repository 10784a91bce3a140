// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/view_state.h"

#include <QtTest>

using namespace rho::widgets;

namespace {

/// Where a position of the picture is seen, relative to the frame in which the picture fits.
QPointF seenAt(const ViewState& view, QPointF position) {
  return (position - view.center) * view.zoom + QPointF(0.5, 0.5);
}

bool near(QPointF a, QPointF b) {
  return std::abs(a.x() - b.x()) < 1e-9 && std::abs(a.y() - b.y()) < 1e-9;
}

}  // namespace

class TestViewState : public QObject {
  Q_OBJECT
 private slots:
  void zoomKeepsThePointUnderTheCursor() {
    const QPointF cursor(0.7, 0.4);
    auto view = zoomedAt({}, 3, cursor);
    QCOMPARE(view.zoom, 3.0);
    QVERIFY(near(seenAt(view, cursor), cursor));
    const QPointF seen = seenAt(view, {0.6, 0.5});
    view = zoomedAt(view, 2, {0.6, 0.5});
    QVERIFY(near(seenAt(view, {0.6, 0.5}), seen));
  }

  void zoomEndsAtItsLimits() {
    QCOMPARE(zoomedAt({}, 0.2, {0.1, 0.1}), ViewState());
    QCOMPARE(zoomedAt({}, 1e9, {0.5, 0.5}).zoom, ViewState::largestZoom);
  }

  void panFollowsTheMouseUpToTheEdge() {
    const auto zoomed = zoomedAt({}, 4, {0.5, 0.5});
    const auto moved = panned(zoomed, {0.2, -0.1});
    QVERIFY(near(seenAt(moved, {0.5, 0.5}), {0.7, 0.4}));
    QVERIFY(near(panned(zoomed, {100, 100}).center, {0.125, 0.125}));
    QVERIFY(near(panned(zoomed, {-100, -100}).center, {0.875, 0.875}));
    QCOMPARE(panned({}, {0.3, 0.3}), ViewState());
  }

  void rightIsWiderAndDownIsDarker() {
    const auto view = windowDragged({}, {50, 25});
    QCOMPARE(view.windowWidth, 1.2);
    QCOMPARE(view.windowCenter, 0.6);
    QVERIFY(windowDragged({}, {-1e6, 0}).windowWidth == ViewState::narrowestWindow);
    QVERIFY(windowDragged({}, {0, -1e6}).windowCenter == -ViewState::farthestCenter);
    QCOMPARE(view.tone, Tone::linear);
  }

  /// A hand zooms out until the picture fits; one to one of a small picture may be smaller.
  void smallerThanTheFrameIsAskedFor() {
    const auto small = scaledTo({}, 0.25);
    QCOMPARE(small.zoom, 0.25);
    QCOMPARE(small.center, QPointF(0.5, 0.5));
    QCOMPARE(zoomedAt(small, 0.5, {0.1, 0.1}).zoom, 0.25);
    QCOMPARE(zoomedAt(small, 2, {0.1, 0.1}).zoom, 0.5);
    QCOMPARE(scaledTo({}, 0).zoom, ViewState::smallestZoom);
  }

  void fitKeepsTheWindowAndResetNothing() {
    auto view = windowDragged(zoomedAt({}, 4, {0.2, 0.2}), {50, 25});
    view.fit();
    QCOMPARE(view.zoom, 1.0);
    QCOMPARE(view.windowWidth, 1.2);
    view.reset();
    QCOMPARE(view, ViewState());
  }
};

QTEST_APPLESS_MAIN(TestViewState)
#include "tst_view_state.moc"
