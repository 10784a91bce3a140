// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/picture_origin.h"

#include <QtTest>

#include "widgets/picture_layers.h"
#include "widgets/view_texts.h"

using namespace rho::widgets;
using namespace rho::image;

namespace {

/// CT of 12 bits: 0 is -1024 HU, 1 is 3071 HU; a window and a table to choose from.
PictureOrigin computed(bool tableFirst = false) {
  auto acquisition = std::make_shared<Acquisition>();
  acquisition->valueAtBlack = -1024;
  acquisition->valueAtWhite = 3071;
  acquisition->unit = "HU";
  const ValueWindow window{40, 400, WindowCurve::linear, "SOFT"};
  ValueTable table;
  table.brightness = {0, 0.25F, 1};
  table.low = 0.2;
  table.high = 0.6;
  table.explanation = "CURVED";
  if (tableFirst)
    acquisition->vois = {table, window};
  else
    acquisition->vois = {window, table};
  PictureOrigin origin;
  origin.size = {4, 4};
  origin.acquisition = acquisition;
  origin.first = unitWindowOf(*acquisition, window);
  origin.firstTable = tableFirst ? 0 : -1;
  return origin;
}

PictureLayers ramp(std::shared_ptr<const PictureOrigin> origin) {
  PictureLayers layers;
  layers.base = QImage(4096, 1, QImage::Format_Grayscale16);
  auto* line = reinterpret_cast<quint16*>(layers.base.scanLine(0));
  for (int x = 0; x < 4096; ++x) line[x] = static_cast<quint16>(std::lround(x / 4095.0 * 65535));
  layers.origin = std::move(origin);
  return layers;
}

int shown(const PictureLayers& layers, const ViewState& view, int hounsfield) {
  static const QSize size(4096, 1);
  return qRed(composedRegion(layers, view, {0, 0, 1, 1}, size).pixel(hounsfield + 1024, 0));
}

}  // namespace

class TestPictureOrigin : public QObject {
  Q_OBJECT
 private slots:
  /// PS3.3, C.11.2.1.2.1, for center 40 and width 400: black to -160, white above 239.
  void theFilesWindowIsShownFirst() {
    const auto origin = std::make_shared<const PictureOrigin>(computed());
    const auto layers = ramp(origin);
    QCOMPARE(shown(layers, {}, -161), 0);
    QCOMPARE(shown(layers, {}, -160), 0);
    QCOMPARE(shown(layers, {}, 240), 255);
    const int middle = shown(layers, {}, 40);
    QVERIFY2(std::abs(middle - std::lround(255 * (0.5 / 399 + 0.5))) <= 1,
             qPrintable(QString::number(middle)));
    QCOMPARE(windowText({}, *origin), QString::fromUtf8("C 40 · W 400 HU"));
  }

  void aWindowOfTheUsersReplacesIt() {
    const auto origin = std::make_shared<const PictureOrigin>(computed());
    ViewState view = windowDragged(settled({}, origin.get()), {250, 0});
    QCOMPARE(view.tone, Tone::linear);
    QVERIFY(std::abs(view.windowWidth - 2 * origin->first.width) < 1e-12);
    QCOMPARE(windowText(view, *origin), QString::fromUtf8("C 40 · W 799 HU"));
    view.reset();
    QCOMPARE(settled(view, origin.get()).windowWidth, origin->first.width);
  }

  void tablesAreShownAndGiveWay() {
    const auto origin = std::make_shared<const PictureOrigin>(computed(true));
    const auto layers = ramp(origin);
    const auto first = settled({}, origin.get());
    QCOMPARE(first.tone, Tone::table);
    QCOMPARE(windowText({}, *origin), "CURVED");
    QCOMPARE(shown(layers, {}, -1024), 0);
    QCOMPARE(shown(layers, {}, 3071), 255);
    QCOMPARE(shown(layers, {}, 1024), 64);  // the table's second of three
    const auto dragged = windowDragged(first, {0, 0});
    QCOMPARE(dragged.tone, Tone::linear);
    QCOMPARE(dragged.windowCenter, 0.4);
    QCOMPARE(dragged.windowWidth, 0.4);
  }

  void sigmoidsAreSmooth() {
    const auto origin = std::make_shared<const PictureOrigin>(computed());
    const auto layers = ramp(origin);
    ViewState view;
    view.setWindow(0.5, 0.25);
    view.tone = Tone::sigmoid;
    // PS3.3, C.11.2.1.3.1: 1 / (1 + exp(-4)) one width above the centre.
    QCOMPARE(shown(layers, view, -1024 + 3071), static_cast<int>(std::lround(255 * 0.9820)));
  }

  void choicesAreFoundAgain() {
    const auto origin = computed();
    QCOMPARE(voiOf({}, origin), 0);
    for (const int index : {0, 1}) QCOMPARE(voiOf(withVoi({}, origin, index), origin), index);
    ViewState other;
    other.setWindow(0.5, 0.3);
    QCOMPARE(voiOf(other, origin), -1);
  }

  void withoutAnOriginTheNumbersCount() {
    ViewState view;
    view.windowCenter = 0.3;
    view.windowWidth = 0.2;
    QCOMPARE(settled(view, nullptr).windowCenter, 0.3);
    view.tone = Tone::table;
    view.table = 7;
    QCOMPARE(settled(view, nullptr).tone, Tone::linear);
  }

  void magnificationIsSaid_data() {
    QTest::addColumn<double>("pixels");
    QTest::addColumn<double>("life");
    QTest::addColumn<QString>("text");
    QTest::newRow("one to one") << 1.0 << 0.0 << "1:1";
    QTest::newRow("enlarged") << 2.5 << 0.0 << "2.5:1";
    QTest::newRow("shrunk") << 0.25 << 0.0 << "1:4";
    QTest::newRow("life size") << 0.5 << 1.0 << QString::fromUtf8("1:2 · life size");
    QTest::newRow("half of it") << 1.0 << 0.5 << QString::fromUtf8("1:1 · 1:2 of life size");
  }
  void magnificationIsSaid() {
    QFETCH(double, pixels);
    QFETCH(double, life);
    QFETCH(QString, text);
    Magnification magnification{pixels, {}};
    if (life > 0) magnification.lifeFactor = life;
    QCOMPARE(magnificationText(magnification), text);
  }
};

QTEST_APPLESS_MAIN(TestPictureOrigin)
#include "tst_picture_origin.moc"
