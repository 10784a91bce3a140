// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/confidence_plot.h"

#include <QSignalSpy>
#include <QtTest>

using rho::widgets::ConfidenceCurve;
using rho::widgets::ConfidencePlot;

namespace {

ConfidenceCurve curve(bool lowering) {
  return {"cat", 0, lowering, true, {0.0, 0.1, 0.3}, {0.2, lowering ? 0.1 : 0.4, 0.8}};
}

/// The child that QCustomPlot is: it gets the mouse.
QWidget* canvas(ConfidencePlot& plot) { return plot.findChild<QWidget*>(); }

}  // namespace

class TestConfidencePlot : public QObject {
  Q_OBJECT
 private slots:
  void readsTheRaisedTargetAtTheCursor() {
    ConfidencePlot plot;
    plot.setCurves({curve(true), curve(false)});
    plot.setRho(0.1);
    QCOMPARE(plot.confidenceAtCursor().value(), 0.4);
    plot.setRho(0.2);
    QVERIFY(std::abs(plot.confidenceAtCursor().value() - 0.6) < 1e-12);
    plot.setRho(0);
    QCOMPARE(plot.confidenceAtCursor().value(), 0.2);
  }

  void saysNothingWhereNothingIsKnown() {
    ConfidencePlot plot;
    plot.setRho(0.1);
    QVERIFY(!plot.confidenceAtCursor());
    plot.setCurves({curve(false)});
    plot.setRho(0.31);
    QVERIFY(!plot.confidenceAtCursor());
  }

  void draggingPicks() {
    ConfidencePlot plot;
    plot.resize(500, 300);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    plot.setMaximumRho(0.3);
    plot.setClassCount(10);
    plot.setFlip(0.05);
    plot.setCurves({curve(true), curve(false)});
    plot.grab();  // lays the axes out
    QSignalSpy picked(&plot, &ConfidencePlot::rhoPicked);
    const QPoint at(static_cast<int>(plot.pixelOf(0.15)), 100);
    QTest::mousePress(canvas(plot), Qt::LeftButton, {}, at);
    QCOMPARE(picked.size(), 1);
    QVERIFY(std::abs(picked[0][0].toDouble() - 0.15) < 0.002);
    QTest::mouseRelease(canvas(plot), Qt::LeftButton, {}, at);
    QTest::mousePress(canvas(plot), Qt::LeftButton, {}, QPoint(499, 100));
    QVERIFY(std::abs(picked.last()[0].toDouble() - 0.3) < 1e-5);
  }
};

QTEST_MAIN(TestConfidencePlot)
#include "tst_confidence_plot.moc"
