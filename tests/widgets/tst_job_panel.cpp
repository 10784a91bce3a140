// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLabel>
#include <QProgressBar>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

#include "widgets/job_panel.h"
#include "widgets/job_row.h"
#include "widgets/job_status.h"

using namespace rho::widgets;

namespace {

const JobEntry sweep{"sweep 0", "Sweep over ρ", "Sweep 3 of 24", 0.25, 12.0, {}, false};
const JobEntry lime{"methods 0", "Slow methods", "LIME", 0.5, std::nullopt, {}, false};
const JobEntry thumbnails{"thumbnails", "Drawing", "Drawing", 0.1, std::nullopt, {}, true};
const JobEntry broken{"failure 4", "Opening the case", {}, 0, std::nullopt, "x.png: is <b>", false};

QToolButton* buttonOf(JobStatus& status, const QString& accessibleName) {
  for (auto* button : status.panel().findChildren<QToolButton*>())
    if (button->accessibleName() == accessibleName && !button->isHidden()) return button;
  return nullptr;
}

std::vector<JobRow*> rowsOf(JobStatus& status) {
  std::vector<JobRow*> rows;
  for (auto* row : status.panel().findChildren<JobRow*>())
    if (!row->isHidden()) rows.push_back(row);
  return rows;
}

}  // namespace

class TestJobPanel : public QObject {
  Q_OBJECT
 private slots:
  void tellsOfTheFirstThatIsWaitedFor() {
    JobStatus status;
    status.setJobs({thumbnails});
    QCOMPARE(status.text(), "Ready");
    status.setJobs({thumbnails, sweep, lime});
    QVERIFY2(status.text().startsWith("Sweep 3 of 24 · 12 s left"), qPrintable(status.text()));
    QVERIFY(status.text().contains("1 more"));
    QCOMPARE(rowsOf(status).size(), std::size_t(3));  // the list holds them all
  }

  void cancelsOneJob() {
    JobStatus status;
    status.setJobs({sweep, lime});
    QSignalSpy one(&status, &JobStatus::cancelJobRequested);
    QSignalSpy all(&status, &JobStatus::cancelRequested);
    auto* button = buttonOf(status, "Cancel Slow methods");
    QVERIFY(button);
    button->click();
    QCOMPARE(one.size(), 1);
    QCOMPARE(one[0][0].toString(), "methods 0");
    QVERIFY(all.isEmpty());
  }

  void rowsStayTheSameWidgets() {
    JobStatus status;
    status.setJobs({sweep, lime});
    const auto before = rowsOf(status);
    auto later = lime;
    later.fraction = 0.75;
    status.setJobs({later});
    const auto after = rowsOf(status);
    QCOMPARE(after.size(), std::size_t(1));
    QCOMPARE(after[0], before[1]);
    QCOMPARE(after[0]->findChild<QProgressBar*>()->value(), 750);
  }

  void failuresStayWithTheirMessage() {
    JobStatus status;
    status.setJobs({broken});
    QCOMPARE(status.text(), "1 failed");
    const auto rows = rowsOf(status);
    QCOMPARE(rows.size(), std::size_t(1));
    const auto labels = rows[0]->findChildren<QLabel*>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](auto* label) {
      return label->text() == "x.png: is <b>" && label->textFormat() == Qt::PlainText;
    }));
    QSignalSpy dismissed(&status, &JobStatus::dismissRequested);
    buttonOf(status, "Dismiss Opening the case")->click();
    QCOMPARE(dismissed.size(), 1);
    QCOMPARE(dismissed[0][0].toString(), "failure 4");
  }

  void opensAboveAndCloses() {
    JobStatus status;
    status.move(40, 500);
    status.show();
    QVERIFY(QTest::qWaitForWindowExposed(&status));
    QTest::mouseClick(status.findChild<QToolButton*>("jobs"), Qt::LeftButton);
    QVERIFY(status.panel().isVisible());
    QVERIFY(status.panel().geometry().bottom() < status.mapToGlobal(QPoint(0, 0)).y());
    status.setJobs({sweep, lime});  // it grows upwards
    QVERIFY(status.panel().geometry().bottom() < status.mapToGlobal(QPoint(0, 0)).y());
    QTest::keyClick(&status.panel(), Qt::Key_J, Qt::ControlModifier);
    QVERIFY(!status.panel().isVisible());
  }

  void aRowMayBeRemovedByItsOwnButton() {
    JobStatus status;
    status.setJobs({broken, sweep});
    connect(&status, &JobStatus::dismissRequested, &status, [&] { status.setJobs({sweep}); });
    buttonOf(status, "Dismiss Opening the case")->click();
    QCOMPARE(rowsOf(status).size(), std::size_t(1));
  }
};

QTEST_MAIN(TestJobPanel)
#include "tst_job_panel.moc"
