// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tile_grid.h"

#include <QContextMenuEvent>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

#include "widgets/elided_label.h"
#include "widgets/image_tile.h"
#include "widgets/tile_header.h"
#include "widgets/tile_marks.h"

using namespace rho::widgets;

namespace {

TileContent redContent() {
  TileContent content;
  content.layers.base = QImage(8, 8, QImage::Format_RGB888);
  content.layers.base.fill(Qt::red);
  content.result = "<b>0.45</b>";
  content.scale = {rho::image::ColorMap::diverging, {-0.3, 0.3}};
  return content;
}

/// Three tiles, 600 pixels wide and on the screen.
struct Fixture {
  explicit Fixture(const std::vector<TileRow>& rows = {}) {
    grid.setRows(rows);
    for (const char* id : {"a", "b", "c"}) grid.addTile(id, QString("Tile ") + id);
    grid.resize(600, grid.sizeHint().height());
    for (const char* id : {"a", "b", "c"}) grid.setContent(id, redContent());
    grid.show();
    shown = QTest::qWaitForWindowExposed(&grid);
  }
  PictureView& view(const char* id) { return grid.tile(id)->view(); }

  TileGrid grid;
  bool shown = false;
};

QPoint centre(const QWidget* widget) { return widget->rect().center(); }

void drop(QWidget* handle, QPoint globalPosition) {
  const auto send = [&](QEvent::Type type, QPointF at, Qt::MouseButtons buttons) {
    QMouseEvent event(type, at, handle->mapToGlobal(at),
                      type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton, buttons, {});
    QCoreApplication::sendEvent(handle, &event);
  };
  const QPointF to = handle->mapFromGlobal(globalPosition);
  send(QEvent::MouseButtonPress, centre(handle), Qt::LeftButton);
  send(QEvent::MouseMove, to, Qt::LeftButton);
  send(QEvent::MouseButtonRelease, to, {});
}

/// Just right of the middle of a tile, on the screen.
QPoint behind(const ImageTile* tile) { return tile->mapToGlobal(centre(tile) + QPoint(20, 0)); }

}  // namespace

class TestTileGrid : public QObject {
  Q_OBJECT
 private slots:
  void showsContentOrItsReason() {
    Fixture f;
    TileContent empty;
    empty.placeholder = "Computing…";
    f.grid.setContent("a", empty);
    QCOMPARE(f.view("a").placeholder(), "Computing…");
    QVERIFY(f.view("a").picture().isNull());
    QCOMPARE(f.view("b").picture().size(), QSize(8, 8));
    QCOMPARE(f.view("b").picture(), redContent().picture());
    f.grid.setContent("missing", redContent());
    QVERIFY(!f.grid.tile("missing"));
  }

  void tilesShareTheCrosshairPosition() {
    Fixture f;
    QVERIFY(f.shown);
    QSignalSpy hovered(&f.grid, &TileGrid::hovered);
    QSignalSpy left(&f.grid, &TileGrid::left);
    auto& view = f.view("b");
    QTest::mouseMove(&view, centre(&view));
    const auto nearCentre = [&] {
      if (hovered.isEmpty()) return false;
      const QPointF at = hovered.last()[0].toPointF();
      return std::abs(at.x() - 0.5) < 0.1 && std::abs(at.y() - 0.5) < 0.1;
    };
    QTRY_VERIFY(nearCentre());
    QCOMPARE(hovered.last()[1].toString(), "b");
    const QImage other = f.view("c").grab().toImage();
    QVERIFY(other.pixelColor(other.width() / 2, other.height() / 4) != QColor(Qt::red));
    QCoreApplication::sendEvent(&view, std::make_unique<QEvent>(QEvent::Leave).get());
    QCOMPARE(left.size(), 1);
  }

  void tilesShareTheView() {
    Fixture f;
    QSignalSpy changed(&f.grid, &TileGrid::viewChanged);
    emit f.view("b").viewChanged(zoomedAt({}, 3, {0.2, 0.2}));
    QCOMPARE(changed.size(), 1);
    for (const char* id : {"a", "b", "c"}) QCOMPARE(f.view(id).view().zoom, 3.0);
    ViewState inverted;
    inverted.invert = true;
    f.grid.setView(inverted);
    QVERIFY(f.view("c").view().invert);
    QCOMPARE(changed.size(), 1);
    f.grid.addTile("d", "later");
    QVERIFY(f.view("d").view().invert);
  }

  void clickSelectsOne() {
    Fixture f;
    QSignalSpy selected(&f.grid, &TileGrid::tileSelected);
    QTest::mouseClick(f.grid.tile("c"), Qt::LeftButton);
    QCOMPARE(selected.size(), 1);
    QCOMPARE(f.grid.selected(), "c");
    QVERIFY(f.grid.tile("c")->isSelected() && !f.grid.tile("a")->isSelected());
    QTest::mouseClick(&f.view("a"), Qt::LeftButton);
    QCOMPARE(f.grid.selected(), "a");
    QTest::mouseClick(&f.grid.tile("b")->header(), Qt::LeftButton);
    QCOMPARE(f.grid.selected(), "b");
  }

  void wrapsWhereTilesWouldBeTooNarrow() {
    Fixture f;
    const int oneRow = f.grid.sizeHint().height();
    const int twoTiles = 2 * TileLayout::narrowest + TileLayout::spacing;
    f.grid.resize(twoTiles, oneRow);
    QVERIFY(f.grid.sizeHint().height() > oneRow);
    f.grid.resize(twoTiles, f.grid.sizeHint().height());  // as a layout does
    QVERIFY(f.grid.tile("c")->y() > f.grid.tile("a")->y());
    QCOMPARE(f.grid.tile("b")->y(), f.grid.tile("a")->y());
  }

  void manyTilesAreScrolledTo() {
    Fixture f({{"n1", "first"}, {"n2", "second"}, {"n3", "third"}});
    for (int i = 0; i < 7; ++i) f.grid.addTile(QString::number(i), "more");
    f.grid.resize(700, 500);
    for (const char* row : {"n1", "n2", "n3"})
      for (const QString& id : f.grid.tiles())
        QVERIFY(f.grid.tile(id, row)->width() >= TileLayout::narrowest);
    QVERIFY(f.grid.height() <= 500);
    auto* last = f.grid.tile("6", "n3");
    QVERIFY(!f.grid.rect().contains(last->mapTo(&f.grid, centre(last))));
    f.grid.tile("5", "n3")->setFocus();
    QTest::keyClick(f.grid.tile("5", "n3"), Qt::Key_Right);
    QVERIFY(f.grid.rect().contains(last->mapTo(&f.grid, centre(last))));
  }

  void rowsHaveTilesOfTheirOwn() {
    Fixture f({{"n1", "resnet44"}, {"n2", "robust"}});
    QVERIFY(f.grid.tile("a", "n2") && f.grid.tile("a", "n2") != f.grid.tile("a", "n1"));
    QCOMPARE(f.grid.tile("a"), f.grid.tile("a", "n1"));
    f.grid.setContent("a", redContent(), "n2");
    QVERIFY(!f.grid.tile("a", "n2")->view().layers().isNull());
    QVERIFY(f.grid.tile("b", "n2")->view().layers().isNull());
    QVERIFY(f.grid.tile("a", "n2")->y() > f.grid.tile("a", "n1")->geometry().bottom());
    const auto labels = f.grid.findChildren<RowLabel*>();
    QCOMPARE(labels.size(), 2);
    QVERIFY(labels[0]->geometry().right() < f.grid.tile("a")->x());
    QTest::mouseClick(f.grid.tile("b", "n2"), Qt::LeftButton);
    QCOMPARE(f.grid.selectedRow(), "n2");
    QVERIFY(!f.grid.tile("b", "n1")->isSelected());
  }

  void rowsThatStayKeepTheirContent() {
    Fixture f({{"n1", "one"}, {"n2", "two"}});
    f.grid.select("a", "n2");
    f.grid.setRows({{"n1", "one"}});
    QVERIFY(!f.view("a").layers().isNull());
    QVERIFY(!f.grid.tile("a", "n2"));
    QCOMPARE(f.grid.selected(), "");
    QCOMPARE(f.grid.tile("a")->x(), 0);  // no room for labels
  }

  void tilesCanBeRemoved() {
    Fixture f;
    f.grid.setMaximised("b");
    f.grid.removeTile("b");
    QCOMPARE(f.grid.tiles(), QStringList({"a", "c"}));
    QVERIFY(!f.grid.tile("b"));
    QCOMPARE(f.grid.maximised(), "");
    QVERIFY(f.grid.tile("a")->isVisible());
    QVERIFY(f.grid.tile("c")->geometry().right() >= 598);
  }

  void draggingAHeaderMovesTheTile() {
    Fixture f;
    QSignalSpy moved(&f.grid, &TileGrid::tileMoved);
    drop(&f.grid.tile("a")->header(), behind(f.grid.tile("b")));
    QCOMPARE(f.grid.tiles(), QStringList({"b", "a", "c"}));
    drop(&f.grid.tile("c")->header(), f.grid.mapToGlobal(QPoint(2, 40)));
    QCOMPARE(f.grid.tiles(), QStringList({"c", "b", "a"}));
    drop(&f.grid.tile("b")->header(), behind(f.grid.tile("b")));
    QCOMPARE(moved.size(), 2);
    QCOMPARE(moved[0], QVariantList({0, 1}));
    QCOMPARE(moved[1], QVariantList({2, 0}));
    QVERIFY(f.grid.tile("c")->x() < f.grid.tile("b")->x());
    f.grid.setOrder({"a", "b"});
    QCOMPARE(f.grid.tiles(), QStringList({"a", "b", "c"}));
    QCOMPARE(moved.size(), 2);
  }

  void markShowsWhereTheTileWouldLand() {
    Fixture f;
    auto* mark = f.grid.findChild<DropMark*>();
    auto& header = f.grid.tile("a")->header();
    emit header.dragged(behind(f.grid.tile("b")));
    QVERIFY(mark->isVisible());
    QVERIFY(mark->x() >= f.grid.tile("b")->geometry().right());
    QVERIFY(mark->geometry().right() <= f.grid.tile("c")->x());
    QTest::keyClick(f.grid.tile("a"), Qt::Key_Escape);
    QVERIFY(!mark->isVisible());
    emit header.dropped();
    QCOMPARE(f.grid.tiles(), QStringList({"a", "b", "c"}));
  }

  void doubleClickFillsTheGridAndRestores() {
    Fixture f;
    QSignalSpy changed(&f.grid, &TileGrid::maximisedChanged);
    const QRect before = f.grid.tile("b")->geometry();
    QTest::mouseDClick(&f.view("b"), Qt::LeftButton);
    QCOMPARE(f.grid.maximised(), "b");
    QVERIFY(!f.grid.tile("a")->isVisible());
    f.grid.resize(600, 500);
    QCOMPARE(f.grid.tile("b")->size(), QSize(600, 500));
    QTest::mouseDClick(&f.view("b"), Qt::LeftButton);
    f.grid.resize(600, before.height());
    QCOMPARE(f.grid.tile("b")->geometry(), before);
    QVERIFY(f.grid.tile("a")->isVisible());
    QCOMPARE(changed.size(), 2);
    f.grid.setMaximised("missing");
    QCOMPARE(f.grid.maximised(), "");
  }

  void maximisedTileOfALaterRowStays() {
    Fixture f({{"n1", "one"}, {"n2", "two"}});
    QSignalSpy changed(&f.grid, &TileGrid::maximisedChanged);
    QTest::mouseDClick(&f.grid.tile("b", "n2")->view(), Qt::LeftButton);
    f.grid.setMaximised("b");  // as a window does that remembers ids alone
    QVERIFY(f.grid.tile("b", "n2")->isVisible() && !f.grid.tile("b", "n1")->isVisible());
    QTest::keyClick(f.grid.tile("b", "n2"), Qt::Key_Left);
    QCOMPARE(f.grid.maximised(), "a");
    f.grid.setMaximised({});
    QVERIFY(f.grid.tile("b", "n1")->isVisible());
    QCOMPARE(changed.size(), 2);
    QCOMPARE(changed[0], QVariantList({"b", "n2"}));
  }

  /// The window sets rows and contents again whenever something was computed.
  void refreshDoesNotDisturbADrag() {
    const std::vector<TileRow> rows = {{"n1", "one"}, {"n2", "two"}};
    Fixture f(rows);
    emit f.grid.tile("a")->header().dragged(behind(f.grid.tile("b")));
    f.grid.setRows(rows);
    f.grid.setContent("a", redContent());
    emit f.grid.tile("a")->header().dropped();
    QCOMPARE(f.grid.tiles(), QStringList({"b", "a", "c"}));
  }

  void keysWalkThroughTheTiles() {
    Fixture f({{"n1", "one"}, {"n2", "two"}});
    f.grid.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&f.grid));
    f.grid.tile("a")->setFocus(Qt::TabFocusReason);
    QTest::keyClick(f.grid.tile("a"), Qt::Key_Right);
    QCOMPARE(f.grid.selected(), "b");
    QVERIFY(f.grid.tile("b")->hasFocus());
    QTest::keyClick(f.grid.tile("b"), Qt::Key_Down);
    QCOMPARE(f.grid.selectedRow(), "n2");
    QTest::keyClick(f.grid.tile("b", "n2"), Qt::Key_Down);
    QVERIFY(f.grid.tile("b", "n2")->hasFocus());
    QTest::keyClick(f.grid.tile("b", "n2"), Qt::Key_Tab);
    QVERIFY(f.grid.tile("c", "n2")->hasFocus());
    QTest::keyClick(f.grid.tile("c", "n2"), Qt::Key_Return);
    QCOMPARE(f.grid.maximised(), "c");
    QTest::keyClick(f.grid.tile("c", "n2"), Qt::Key_Return);
    QTest::keyClick(f.grid.tile("c", "n2"), Qt::Key_Left, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(f.grid.tiles(), QStringList({"a", "c", "b"}));
  }

  void menuByButtonClickAndKey() {
    Fixture f;
    QSignalSpy menu(&f.grid, &TileGrid::tileMenuRequested);
    auto* button = f.grid.tile("b")->findChild<QToolButton*>();
    QVERIFY(button->accessibleName().contains("Tile b"));
    button->click();
    QTest::mouseClick(&f.view("c"), Qt::RightButton);
    QContextMenuEvent key(QContextMenuEvent::Keyboard, {5, 5}, {5, 5});
    QCoreApplication::sendEvent(f.grid.tile("a"), &key);
    QCOMPARE(menu.size(), 3);
    QCOMPARE(menu[0][0].toString(), "b");
    QCOMPARE(menu[1][0].toString(), "c");
    QCOMPARE(menu[1][1].toPoint(), f.view("c").mapToGlobal(centre(&f.view("c"))));
    QCOMPARE(menu[2][0].toString(), "a");
    QCOMPARE(f.grid.selected(), "a");
  }

  void warningsAndProvenance() {
    Fixture f;
    auto* mark = f.grid.tile("a")->findChild<WarningMark*>();
    QVERIFY(!mark->isVisible());
    auto content = redContent();
    content.subtitle = "cat";
    content.warnings = {"The map is flat", "ρ < 0.1 was not reached"};
    content.provenance = "LIME\nseed 7";
    f.grid.setContent("a", content);
    QVERIFY(mark->isVisible());
    QVERIFY(mark->toolTip().contains("ρ &lt; 0.1"));
    QVERIFY(mark->accessibleDescription().contains("ρ < 0.1"));
    QVERIFY(f.grid.tile("a")->header().toolTip().contains("seed 7"));
    QVERIFY(f.grid.tile("a")->accessibleDescription().contains("0.45. The map is flat"));
    f.grid.setContent("a", redContent());
    QVERIFY(!mark->isVisible());
  }

  void paletteChangesAtRunTime() {
    Fixture f({{"n1", "one"}, {"n2", "two"}});
    auto content = redContent();
    content.warnings = {"a warning"};
    f.grid.setContent("a", content);
    QPalette dark;
    for (const auto role : {QPalette::Window, QPalette::Base, QPalette::AlternateBase})
      dark.setColor(role, Qt::black);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
      dark.setColor(role, Qt::white);
    const auto brightest = [](QWidget* widget) {
      const QImage image = widget->grab().toImage();
      int most = 0;
      for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
          most = std::max(most, image.pixelColor(x, y).lightness());
      return most;
    };
    auto* tile = f.grid.tile("b", "n2");
    const QPoint inHeader(tile->width() / 2, 4);
    QVERIFY(tile->grab().toImage().pixelColor(inHeader).lightness() > 200);
    f.grid.setPalette(dark);
    QVERIFY(tile->grab().toImage().pixelColor(inHeader).lightness() < 40);
    QVERIFY(brightest(f.grid.findChildren<RowLabel*>().front()) > 100);
    QVERIFY(brightest(&f.grid.tile("a")->header()) > 150);
  }
};

QTEST_MAIN(TestTileGrid)
#include "tst_tile_grid.moc"
