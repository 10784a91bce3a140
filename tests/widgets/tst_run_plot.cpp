// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run_plot.h"

#include <qcustomplot.h>

#include <QtTest>
#include <limits>

using namespace rho::widgets;

namespace {

constexpr double noNumber = std::numeric_limits<double>::quiet_NaN();

RunCurve curve(const QString& name, const std::vector<double>& x, const std::vector<double>& y) {
  return {name, 0, false, false, x, y};
}

void wheel(RunPlot& plot, QPointF position, int steps) {
  auto* canvas = plot.findChild<QCustomPlot*>();
  QWheelEvent event(position, canvas->mapToGlobal(position), {}, {0, 120 * steps}, Qt::NoButton,
                    Qt::ControlModifier, Qt::NoScrollPhase, false);
  QCoreApplication::sendEvent(canvas, &event);
}

}  // namespace

class TestRunPlot : public QObject {
  Q_OBJECT
 private slots:
  void tellsTheNearestValuesOfEachCurve() {
    RunPlot plot("Loss", {});
    plot.setCurves({curve("a", {1, 2, 3}, {0.5, 0.25, noNumber}), curve("b", {}, {}),
                    curve("c", {1, 3}, {8, 9})});
    QCOMPARE(plot.valuesAt(0), "a 0.5 · c 8");
    QCOMPARE(plot.valuesAt(2.2), "a 0.25 · c 9");
    QCOMPARE(plot.valuesAt(100), "c 9");  // a has no number there
  }

  void aLonePointIsSeen() {
    RunPlot plot("Loss", {});
    plot.setCurves({curve("a", {1}, {0.5}), curve("b", {1, 2}, {0.5, 0.25})});
    auto* canvas = plot.findChild<QCustomPlot*>();
    QVERIFY(!canvas->graph(0)->scatterStyle().isNone());
    QVERIFY(canvas->graph(1)->scatterStyle().isNone());
  }

  void logarithmsOnlyOfWhatIsAboveZero() {
    RunPlot plot("Loss", {});
    plot.setLogarithmic(true);
    plot.setCurves({curve("a", {1, 2}, {0, noNumber})});
    QVERIFY(!plot.isLogarithmic());
    plot.setCurves({curve("a", {1, 2}, {0, 10})});
    QVERIFY(plot.isLogarithmic());
    plot.setLogarithmic(false);
    QVERIFY(!plot.isLogarithmic());
  }

  void newEpochsAreShownUnlessItIsZoomed() {
    RunPlot plot("Loss", {});
    plot.resize(400, 300);
    plot.show();
    plot.setCurves({curve("a", {0, 10}, {1, 2})});
    const double before = plot.lastEpoch();
    QVERIFY(before >= 10);
    plot.setCurves({curve("a", {0, 20}, {1, 2})});
    QVERIFY(plot.lastEpoch() >= 20);
    auto* canvas = plot.findChild<QCustomPlot*>();
    const QPointF middle = canvas->axisRect()->center();
    wheel(plot, middle, 3);
    const double zoomed = plot.lastEpoch();
    QVERIFY(zoomed < 20);
    QVERIFY(plot.firstEpoch() > 0);
    plot.setCurves({curve("a", {0, 30}, {1, 2})});
    QCOMPARE(plot.lastEpoch(), zoomed);
    QTest::mouseDClick(canvas, Qt::LeftButton, {}, middle.toPoint());
    QVERIFY(plot.lastEpoch() >= 30);
    wheel(plot, middle, 2);
    wheel(plot, middle, -20);  // not further than all of them
    QCOMPARE(plot.firstEpoch(), 0.0);
  }

  void followsThePalette() {
    RunPlot plot("Loss", {});
    plot.setCurves({curve("a", {0, 1}, {1, 2})});
    auto* canvas = plot.findChild<QCustomPlot*>();
    QPalette dark;
    dark.setColor(QPalette::Base, Qt::black);
    dark.setColor(QPalette::Window, Qt::black);
    dark.setColor(QPalette::WindowText, Qt::white);
    plot.setPalette(dark);
    const QColor onDark = canvas->graph(0)->pen().color();
    QPalette light;
    light.setColor(QPalette::Window, Qt::white);
    light.setColor(QPalette::WindowText, Qt::black);
    plot.setPalette(light);
    QVERIFY(canvas->graph(0)->pen().color() != onDark);
  }
};

QTEST_MAIN(TestRunPlot)
#include "tst_run_plot.moc"
