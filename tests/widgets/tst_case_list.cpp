// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/case_list.h"

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
