// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rho_control.h"

#include <QDoubleSpinBox>
#include <QSignalSpy>
#include <QSlider>
#include <QToolButton>
#include <QtTest>

using rho::widgets::RhoControl;

class TestRhoControl : public QObject {
  Q_OBJECT
 private slots:
  void movesWithTheSlider() {
    RhoControl control;
    QSignalSpy moved(&control, &RhoControl::rhoMoved);
    control.findChild<QSlider*>()->setValue(123);
    QCOMPARE(moved.size(), 1);
    QCOMPARE(moved[0][0].toDouble(), 0.123);
    QCOMPARE(control.rho(), 0.123);
    QCOMPARE(control.findChild<QDoubleSpinBox*>()->value(), 0.123);
  }

  void movesWithTheNumber() {
    RhoControl control;
    QSignalSpy moved(&control, &RhoControl::rhoMoved);
    control.findChild<QDoubleSpinBox*>()->setValue(0.05);
    QCOMPARE(moved.size(), 1);
    QCOMPARE(control.findChild<QSlider*>()->value(), 50);
  }

  void settlesOnceAfterManyMoves() {
    RhoControl control;
    QSignalSpy settled(&control, &RhoControl::rhoSettled);
    for (int value = 1; value <= 40; ++value) control.findChild<QSlider*>()->setValue(value);
    QVERIFY(settled.isEmpty());
    QVERIFY(settled.wait());
    QCOMPARE(settled.size(), 1);
    QCOMPARE(settled[0][0].toDouble(), 0.04);
  }

  void keepsWithinItsRange() {
    RhoControl control;
    control.setMaximum(0.2);
    control.setRho(5);
    QCOMPARE(control.rho(), 0.2);
    control.setRho(-1);
    QCOMPARE(control.rho(), 0.0);
  }

  void arrowKeysStep() {
    RhoControl control;
    control.setRho(0.1);
    QTest::keyClick(control.findChild<QSlider*>(), Qt::Key_Right);
    QCOMPARE(control.rho(), 0.105);
    QTest::keyClick(control.findChild<QSlider*>(), Qt::Key_PageUp);
    QCOMPARE(control.rho(), 0.13);
  }

  void playsToTheEndAndStops() {
    RhoControl control;
    control.setMaximum(0.02);
    QSignalSpy moved(&control, &RhoControl::rhoMoved);
    control.findChild<QToolButton*>()->click();
    QTRY_COMPARE(control.rho(), 0.02);
    QTRY_VERIFY(!control.findChild<QToolButton*>()->isChecked());
    QCOMPARE(moved.size(), 4);
  }
};

QTEST_MAIN(TestRhoControl)
#include "tst_rho_control.moc"
