// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemView>
#include <QLabel>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

#include "widgets/check_list.h"
#include "widgets/layer_delegate.h"
#include "widgets/layer_picker.h"

using namespace rho::widgets;

namespace {

QImage gradient() {
  QImage image(8, 8, QImage::Format_RGB888);
  for (int y = 0; y < 8; ++y)
    for (int x = 0; x < 8; ++x) image.setPixelColor(x, y, QColor(30 * x, 30 * y, 100));
  return image;
}

std::vector<LayerItem> layers() {
  return {{"stem", "stem", "16×64×64", gradient(), {}, {}, {}},
          {"dead", "dead", "16×64×64", {}, "dead", "It is all zero.", {}},
          {"", "features", "64×8×8", gradient(), {}, {}, "default"}};
}

int visibleLines(const CheckList& list) {
  const auto lines = list.findChildren<QLabel*>();
  return static_cast<int>(lines.size());
}

}  // namespace

/// The picker of layers and the list of checks.
class TestNetworkLists : public QObject {
  Q_OBJECT
 private slots:
  void showsShapesAndPictures() {
    LayerPicker picker;
    picker.setLayers(layers());
    QCOMPARE(picker.itemText(0), "stem · 16×64×64");
    QVERIFY(!picker.itemIcon(0).isNull());
    QVERIFY(picker.itemIcon(1).isNull());
    QCOMPARE(picker.itemData(1, LayerDelegate::markRole).toString(), "dead");
    QCOMPARE(picker.itemData(1, Qt::ToolTipRole).toString(), "It is all zero.");
  }

  void followsTheChoice() {
    LayerPicker picker;
    picker.setLayers(layers());
    picker.setCurrentLayer("dead");
    QCOMPARE(picker.currentIndex(), 1);
    QCOMPARE(picker.toolTip(), "It is all zero.");
    picker.setCurrentLayer("");
    QCOMPARE(picker.currentIndex(), 2);
    picker.setCurrentLayer("of another network");
    QCOMPARE(picker.currentIndex(), 2);
  }

  void whatIsLearntLaterKeepsTheChoice() {
    LayerPicker picker;
    auto unknown = layers();
    for (auto& layer : unknown) layer = {layer.key, layer.name, {}, {}, {}, {}, {}};
    picker.setLayers(unknown);
    picker.setCurrentLayer("dead");
    QSignalSpy picked(&picker, &LayerPicker::layerPicked);
    picker.setLayers(layers());
    QCOMPARE(picker.currentLayer(), "dead");
    QVERIFY(picked.isEmpty());
    QTest::keyClick(&picker, Qt::Key_Up);
    QCOMPARE(picked.size(), 1);
    QCOMPARE(picked[0][0].toString(), "stem");
  }

  void paintsItsList() {
    LayerPicker picker;
    picker.setLayers(layers());
    picker.resize(120, 30);
    picker.show();
    QVERIFY(QTest::qWaitForWindowExposed(&picker));
    picker.showPopup();
    QVERIFY(picker.view()->width() > 120);  // names are not cut to the panel's width
    picker.view()->grab();
    picker.hidePopup();
  }

  void allWellIsOneLine() {
    CheckList list;
    list.setChecks({{"Input", true, "fine"}, {"Classes", true, "fine"}});
    QVERIFY2(list.summary().contains("2 checks passed"), qPrintable(list.summary()));
    QCOMPARE(visibleLines(list), 0);
    list.findChild<QToolButton*>()->click();
    QCOMPARE(visibleLines(list), 2);
    list.findChild<QToolButton*>()->click();
    QCOMPARE(visibleLines(list), 0);
  }

  void whatIsNotWellIsListed() {
    CheckList list;
    list.setChecks({{"Input", true, "fine"}, {"Classes", false, "3 of 2"}});
    QVERIFY(list.summary().contains("1 of 2"));
    QCOMPARE(visibleLines(list), 1);
    QVERIFY(list.findChild<QLabel*>()->text().contains("3 of 2"));
    list.setChecks({});
    QCOMPARE(visibleLines(list), 0);
    QVERIFY(!list.findChild<QToolButton*>()->isEnabled());
  }
};

QTEST_MAIN(TestNetworkLists)
#include "tst_network_lists.moc"
