// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/case_list.h"

#include <QListWidget>
#include <QSignalSpy>
#include <QtTest>

using rho::widgets::CaseList;

class TestCaseList : public QObject {
  Q_OBJECT
 private slots:
  void stepsThroughCases() {
    CaseList list;
    QSignalSpy picked(&list, &CaseList::casePicked);
    list.step(1);
    QVERIFY(picked.isEmpty());
    for (const char* key : {"a", "b", "c"}) list.addCase({key, key, {}, {}});
    list.step(1);
    list.step(1);
    list.step(5);
    list.step(1);
    QCOMPARE(picked.size(), 3);
    QCOMPARE(picked[0][0].toString(), "a");
    QCOMPARE(picked[2][0].toString(), "c");
    QCOMPARE(list.current(), "c");
  }

  void headingsAreNoCasesAndMayBeBlind() {
    CaseList list;
    QSignalSpy picked(&list, &CaseList::casePicked);
    list.addCase({"a", "A", {}, {}, "DOE JANE · 2024", "2024"});
    list.addCase({"b", "B", {}, {}, "DOE JANE · 2024", "2024"});
    list.addCase({"c", "C", {}, {}, "ROE RICHARD", "Study"});
    QCOMPARE(list.count(), 3);
    for (int i = 0; i < 4; ++i) list.step(1);
    QCOMPARE(picked.size(), 3);
    QCOMPARE(list.current(), "c");
    list.step(-1);
    QCOMPARE(list.current(), "b");
    auto* rows = list.findChild<QListWidget*>();
    QCOMPARE(rows->count(), 5);
    QCOMPARE(rows->item(0)->text(), QString::fromUtf8("DOE JANE · 2024"));
    list.setBlind(true);
    QCOMPARE(rows->item(0)->text(), "2024");
    for (int i = 0; i < rows->count(); ++i) {
      QVERIFY(!rows->item(i)->text().contains("OE"));
      QVERIFY(!rows->item(i)->toolTip().contains("OE"));
    }
  }

  void aRightClickOpensNothing() {
    CaseList list;
    list.resize(200, 200);
    list.addCase({"a", "A", {}, {}});
    list.addCase({"b", "B", {}, {}});
    list.select("a");
    QSignalSpy picked(&list, &CaseList::casePicked);
    auto* rows = list.findChild<QListWidget*>();
    QTest::mouseClick(rows->viewport(), Qt::RightButton, {},
                      rows->visualItemRect(rows->item(1)).center());
    QVERIFY(picked.isEmpty());
    QCOMPARE(list.current(), "a");
  }

  void selectingIsSilent() {
    CaseList list;
    list.addCase({"a", "A", {}, {}});
    list.addCase({"b", "B", {}, {}});
    QSignalSpy picked(&list, &CaseList::casePicked);
    list.select("b");
    QCOMPARE(list.current(), "b");
    QVERIFY(picked.isEmpty());
  }

  void sameKeyReplaces() {
    CaseList list;
    list.addCase({"a", "A", {}, {}});
    list.addCase({"a", "another title", "text", {}});
    QCOMPARE(list.count(), 1);
    QVERIFY(list.contains("a"));
    QVERIFY(!list.contains("b"));
    list.setSubtitle("missing", "is ignored");
    list.setThumbnail("missing", {});
  }

  void drawsLongNamesAndPictures() {
    CaseList list;
    list.resize(150, 120);
    QImage picture(20, 60, QImage::Format_RGB888);
    picture.fill(Qt::blue);
    list.addCase({"a", QString(400, 'w'), QString(400, 'v'), picture});
    const QImage drawn = list.grab().toImage();
    bool found = false;
    for (int y = 0; y < drawn.height() && !found; ++y)
      for (int x = 0; x < drawn.width() && !found; ++x)
        found = drawn.pixelColor(x, y) == QColor(Qt::blue);
    QVERIFY(found);
  }
};

QTEST_MAIN(TestCaseList)
#include "tst_case_list.moc"
