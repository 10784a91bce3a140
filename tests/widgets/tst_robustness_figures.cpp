// SPDX-License-Identifier: GPL-3.0-or-later
#include <qcustomplot.h>

#include <QPainter>
#include <QSignalSpy>
#include <QtTest>

#include "widgets/accuracy_plot.h"
#include "widgets/confusion_view.h"
#include "widgets/network_scatter.h"
#include "widgets/paired_bars.h"
#include "widgets/reliability_plot.h"

using namespace rho::widgets;

namespace {

AccuracyCurve curve(const QString& name, bool dashed = false) {
  return {name, 0, dashed, 4, {0, 0.1, 0.2}, {0.8, 0.5, 0}};
}

NetworkAreas network(const QString& name, double attack, double btr) {
  return {name, 0, 0.5, Estimate{attack, attack - 0.01, attack + 0.01}, Estimate{btr, {}, {}}};
}

ConfusionCounts counts() { return {{"cat", "dog", "frog"}, {{5, 2, 0}, {1, 3, 0}, {0, 0, 4}}}; }

/// How many pixels are not white.
int inkOf(Figure& figure) {
  QPalette paper;
  paper.setColor(QPalette::Window, Qt::white);
  paper.setColor(QPalette::WindowText, Qt::black);
  QFont font;
  font.setPixelSize(13);
  const auto picture = figure.pictureOn(paper, font, {400, 300});
  QImage image(400, 300, QImage::Format_RGB32);
  image.fill(Qt::white);
  QPainter painter(&image);
  painter.drawPicture(0, 0, picture);
  painter.end();
  int ink = 0;
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x) ink += image.pixelColor(x, y) != Qt::white;
  return ink;
}

}  // namespace

class TestRobustnessFigures : public QObject {
  Q_OBJECT
 private slots:
  void accuracyStaysUpToTheNextStep() {
    AccuracyPlot plot;
    QVERIFY(!plot.hasValues());
    plot.setCurves({curve("a"), curve("a", true)});
    QVERIFY(plot.hasValues());
    QCOMPARE(plot.accuraciesAt(0.0999), "ρ 0.0999 · a: 80.0 % · a, better than random: 80.0 %");
    QCOMPARE(plot.accuraciesAt(0.1), "ρ 0.1 · a: 50.0 % · a, better than random: 50.0 %");
    QCOMPARE(plot.accuraciesAt(7), "ρ 7 · a: 0.0 % · a, better than random: 0.0 %");
  }

  void accuracyUnderTheMouseStandsInTheTitle() {
    AccuracyPlot plot;
    plot.resize(500, 300);
    plot.show();
    plot.setCurves({curve("a")});
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    auto* canvas = plot.findChild<QCustomPlot*>();
    canvas->replot();
    QMouseEvent move(QEvent::MouseMove, canvas->axisRect()->center(), QPointF(), Qt::NoButton,
                     Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(canvas, &move);
    QVERIFY2(plot.heading().contains("50.0 %"), qPrintable(plot.heading()));
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(canvas, &leave);
    QCOMPARE(plot.heading(), plot.figureTitle());
  }

  void curvesFollowThePalette() {
    AccuracyPlot plot;
    plot.setCurves({curve("a")});
    QPalette dark;
    dark.setColor(QPalette::Window, Qt::black);
    dark.setColor(QPalette::WindowText, Qt::white);
    const auto colorsOf = [&] {
      QList<QColor> colors;
      auto* canvas = plot.findChild<QCustomPlot*>();
      for (int i = 0; i < canvas->graphCount(); ++i) colors << canvas->graph(i)->pen().color();
      return colors;
    };
    const auto before = colorsOf();
    plot.setPalette(dark);
    QVERIFY(colorsOf() != before);
    const auto onDark = colorsOf();
    QVERIFY(inkOf(plot) > 0);  // on white paper
    QCOMPARE(colorsOf(), onDark);
  }

  void pairedBarsSayWhereTheOrdersDiffer() {
    PairedBars bars;
    bars.setNetworks({network("a", 0.2, 0.1), network("b", 0.1, 0.05)});
    QVERIFY(!bars.disagrees());
    QVERIFY(bars.accessibleDescription().isEmpty());
    bars.setNetworks({network("a", 0.2, 0.01), network("b", 0.1, 0.05)});
    QVERIFY(bars.disagrees());
    QCOMPARE(bars.orderByAttack(), (QStringList{"a", "b"}));
    QCOMPARE(bars.orderByBetterThanRandom(), (QStringList{"b", "a"}));
    QVERIFY(bars.accessibleDescription().contains("b > a"));
  }

  void pairedBarsNeedBothAreas() {
    PairedBars bars;
    auto half = network("a", 0.2, 0.1);
    half.betterThanRandom.reset();
    bars.setNetworks({half});
    QVERIFY(!bars.hasValues());
  }

  void aCellIsChosenByMouseAndByKeys() {
    ConfusionView view;
    view.resize(400, 360);
    view.setCounts(counts());
    QSignalSpy chosen(&view, &ConfusionView::cellChosen);
    const auto click = [&](ConfusionView::Cell cell) {
      QTest::mouseClick(&view, Qt::LeftButton, {}, view.areaOf(cell).center().toPoint());
    };
    click({0, 1});
    QCOMPARE(chosen.takeLast(), (QList<QVariant>{0, 1}));
    click({0, 1});
    QCOMPARE(chosen.takeLast(), (QList<QVariant>{-1, -1}));
    QTest::keyClick(&view, Qt::Key_Down);
    QTest::keyClick(&view, Qt::Key_Left);
    QTest::keyClick(&view, Qt::Key_Left);  // stays at the edge
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(chosen.takeLast(), (QList<QVariant>{1, 0}));
    QCOMPARE(view.textOf({1, 0}), "dog taken for cat: 1 of 4");
    QCOMPARE(view.textOf({2, 2}), "frog recognised: 4 of 4");
    view.setCounts({{"other"}, {{1}}});
    QCOMPARE(chosen.takeLast(), (QList<QVariant>{-1, -1}));
  }

  void cellsStayInsideOfSmallWidgets() {
    ConfusionView view;
    view.setCounts(counts());
    for (const QSize size : {QSize(240, 200), QSize(900, 300), QSize(300, 900)}) {
      view.resize(size);
      QVERIFY(QRectF(view.rect()).contains(view.areaOf({0, 0})));
      QVERIFY(QRectF(view.rect()).contains(view.areaOf({2, 2})));
    }
  }

  void everyFigureGoesOnPaper() {
    AccuracyPlot accuracy;
    accuracy.setCurves({curve("a")});
    NetworkScatter scatter;
    scatter.setNetworks({network("a", 0.2, 0.1)});
    PairedBars bars;
    bars.setNetworks({network("a", 0.2, 0.1)});
    ConfusionView confusion;
    confusion.setCounts(counts());
    ReliabilityPlot reliability;
    reliability.setBins("a", 0, {{0.5, 1, 4, 0.8, 0.6}}, 0.2);
    QVERIFY(reliability.figureTitle().contains("0.200"));
    for (Figure* figure :
         std::initializer_list<Figure*>{&accuracy, &scatter, &bars, &confusion, &reliability}) {
      QVERIFY(figure->hasValues());
      QVERIFY2(inkOf(*figure) > 500, qPrintable(figure->figureTitle()));
    }
  }
};

QTEST_MAIN(TestRobustnessFigures)
#include "tst_robustness_figures.moc"
