// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tile_grid.h"

#include <QSignalSpy>
#include <QtTest>

#include "widgets/image_tile.h"
#include "widgets/picture_view.h"

using rho::widgets::TileContent;
using rho::widgets::TileGrid;

namespace {

TileContent redContent() {
  TileContent content;
  content.picture = QImage(8, 8, QImage::Format_RGB888);
  content.picture.fill(Qt::red);
  content.result = "<b>0.45</b>";
  content.scale = {rho::image::ColorMap::diverging, {-0.3, 0.3}};
  return content;
}

void fill(TileGrid& grid) {
  for (const char* id : {"a", "b", "c"}) grid.addTile(id, QString("Tile ") + id);
}

}  // namespace

class TestTileGrid : public QObject {
  Q_OBJECT
 private slots:
  void showsContentOrItsReason() {
    TileGrid grid;
    fill(grid);
    TileContent empty;
    empty.placeholder = "Computing…";
    grid.setContent("a", empty);
    QCOMPARE(grid.tile("a")->view().placeholder(), "Computing…");
    grid.setContent("b", redContent());
    QVERIFY(grid.tile("a")->view().picture().isNull());
    QCOMPARE(grid.tile("b")->view().picture().size(), QSize(8, 8));
    grid.setContent("missing", redContent());
    QVERIFY(!grid.tile("missing"));
  }

  void tilesShareTheCrosshairPosition() {
    TileGrid grid;
    fill(grid);
    grid.resize(600, 300);
    grid.show();
    QVERIFY(QTest::qWaitForWindowExposed(&grid));
    for (const char* id : {"a", "b", "c"}) grid.setContent(id, redContent());
    QSignalSpy hovered(&grid, &TileGrid::hovered);
    QSignalSpy left(&grid, &TileGrid::left);
    auto& view = grid.tile("b")->view();
    QTest::mouseMove(&view, view.rect().center());
    const auto nearCentre = [&] {
      if (hovered.isEmpty()) return false;
      const QPointF at = hovered.last()[0].toPointF();
      return std::abs(at.x() - 0.5) < 0.1 && std::abs(at.y() - 0.5) < 0.1;
    };
    QTRY_VERIFY(nearCentre());
    const QImage other = grid.tile("c")->view().grab().toImage();
    QVERIFY(other.pixelColor(other.width() / 2, other.height() / 4) != QColor(Qt::red));
    QCoreApplication::sendEvent(&view, std::make_unique<QEvent>(QEvent::Leave).get());
    QCOMPARE(left.size(), 1);
  }

  void clickSelectsOne() {
    TileGrid grid;
    fill(grid);
    QSignalSpy selected(&grid, &TileGrid::tileSelected);
    QTest::mouseClick(grid.tile("c"), Qt::LeftButton);
    QCOMPARE(selected.size(), 1);
    QCOMPARE(grid.selected(), "c");
    QVERIFY(grid.tile("c")->isSelected() && !grid.tile("a")->isSelected());
  }

  void wrapsWhereTilesWouldBeTooNarrow() {
    TileGrid grid;
    fill(grid);
    grid.resize(600, 300);
    const int oneRow = grid.height();
    grid.resize(200, 300);
    QVERIFY(grid.tile("c")->parentWidget() == &grid);
    QVERIFY(grid.height() > oneRow / 2);
    grid.grab();
    QVERIFY(grid.tile("c")->y() > grid.tile("a")->y());
  }
};

QTEST_MAIN(TestTileGrid)
#include "tst_tile_grid.moc"
