// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "base/error.h"

class TestError : public QObject {
  Q_OBJECT

 private slots:
  void saysWhatWhereAndWhatToDo_data() {
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("remedy");
    QTest::addColumn<QString>("expected");
    QTest::newRow("all") << "a.png"
                         << "copy it"
                         << "a.png: is cut off; copy it";
    QTest::newRow("no remedy") << "a.png"
                               << ""
                               << "a.png: is cut off";
    QTest::newRow("no subject") << ""
                                << "copy it"
                                << "is cut off; copy it";
  }
  void saysWhatWhereAndWhatToDo() {
    QFETCH(QString, subject);
    QFETCH(QString, remedy);
    QFETCH(QString, expected);
    const rho::BrokenFile error(subject.toStdString(), "is cut off", remedy.toStdString());
    QCOMPARE(QString(error.what()), expected);
  }

  void codesAreThoseOfTheManual() {
    QCOMPARE(static_cast<int>(rho::UsageError("", "").code()), 2);
    QCOMPARE(static_cast<int>(rho::MissingFile("", "").code()), 3);
    QCOMPARE(static_cast<int>(rho::UnknownFormat("", "").code()), 4);
    QCOMPARE(static_cast<int>(rho::BrokenFile("", "").code()), 5);
    QCOMPARE(static_cast<int>(rho::RefusedFile("", "").code()), 6);
    QCOMPARE(static_cast<int>(rho::InvalidInput("", "").code()), 7);
    QCOMPARE(static_cast<int>(rho::WriteFailed("", "").code()), 8);
    QCOMPARE(static_cast<int>(rho::Cancelled().code()), 130);
  }

  void kindsAreCaughtApart() {
    bool unknown = false;
    try {
      throw rho::UnknownFormat("a", "not mine");
    } catch (const rho::BrokenFile&) {
      QFAIL("an unknown format is no broken file");
    } catch (const rho::UnknownFormat&) {
      unknown = true;
    }
    QVERIFY(unknown);
  }
};

QTEST_GUILESS_MAIN(TestError)
#include "tst_error.moc"
