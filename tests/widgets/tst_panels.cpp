// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLabel>
#include <QProgressBar>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

#include "widgets/confidence_bars.h"
#include "widgets/elided_label.h"
#include "widgets/job_status.h"
#include "widgets/message_bar.h"

using namespace rho::widgets;

/// The small widgets around the comparison.
class TestPanels : public QObject {
  Q_OBJECT
 private slots:
  void barsPickAClass() {
    ConfidenceBars bars;
    bars.setBars({{7, "dog", 0.7, 0.2}, {3, "cat", 0.3, std::nullopt}});
    bars.resize(200, bars.sizeHint().height());
    QSignalSpy picked(&bars, &ConfidenceBars::classPicked);
    QTest::mouseClick(&bars, Qt::LeftButton, {}, QPoint(100, bars.height() * 3 / 4));
    QCOMPARE(picked.size(), 1);
    QCOMPARE(picked[0][0].toInt(), 3);
  }

  void barsOfManyClassesStayShort() {
    ConfidenceBars bars;
    const int empty = bars.sizeHint().height();
    bars.setBars(std::vector<ConfidenceBar>(1000, {0, "class", 0.001, std::nullopt}));
    QCOMPARE(bars.sizeHint().height(), empty * (ConfidenceBars::shownAtMost + 1));
    bars.grab();
  }

  void messagesStayUntilDismissed() {
    MessageBar bar;
    QVERIFY(bar.isHidden());
    bar.say(MessageBar::Kind::failure, "x.png: <b>is broken</b>");
    QVERIFY(!bar.isHidden());
    QCOMPARE(bar.text(), "x.png: <b>is broken</b>");
    QCOMPARE(bar.findChild<QLabel*>()->textFormat(), Qt::PlainText);
    QVERIFY(!bar.findChild<QToolButton*>()->accessibleName().isEmpty());
    bar.findChild<QToolButton*>()->click();
    QVERIFY(bar.isHidden());
  }

  void jobShowsTimeAndCancels() {
    JobStatus status;
    status.setJobs({{"a", "Sweep", "Sweep 3 of 24", 0.5, 1.4, {}, false}});
    QCOMPARE(status.text(), "Sweep 3 of 24 · 2 s left");
    QCOMPARE(status.findChild<QProgressBar*>()->value(), 500);
    QSignalSpy cancelled(&status, &JobStatus::cancelRequested);
    status.findChild<QToolButton*>("cancel")->click();
    QCOMPARE(cancelled.size(), 1);
    status.setJobs({{"a", "LIME", "LIME", 0.6, 200.0, {}, false}});
    QCOMPARE(status.text(), "LIME · 4 min left");
    status.setJobs({});
    QCOMPARE(status.text(), "Ready");
    status.setIdleText("Stopped");
    QCOMPARE(status.text(), "Stopped");
    QVERIFY(status.findChild<QProgressBar*>()->isHidden());
  }

  void elidedTextIsInTheToolTip() {
    ElidedLabel label;
    label.setText("a name that is much longer than its label");
    label.resize(40, 20);
    label.show();
    QVERIFY(QTest::qWaitForWindowExposed(&label));
    QCOMPARE(label.toolTip(), label.text());
    label.resize(4000, 20);
    QVERIFY(label.toolTip().isEmpty());
  }
};

QTEST_MAIN(TestPanels)
#include "tst_panels.moc"
