// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/tiny_network.h"

#include <QComboBox>
#include <QSignalSpy>
#include <QSlider>
#include <QTemporaryDir>
#include <QtTest>

#include "widgets/case_list.h"
#include "widgets/confidence_plot.h"
#include "widgets/image_tile.h"
#include "widgets/message_bar.h"
#include "widgets/picture_view.h"
#include "widgets/tile_grid.h"
#include "workbench/inspector.h"
#include "workbench/job_tracker.h"
#include "workbench/main_window.h"

using namespace rho::workbench;
using namespace rho::widgets;

namespace {

constexpr int patience = 60000;  ///< milliseconds, for machines that are busy

QImage pictureOfTile(MainWindow& window, const char* id) {
  return window.findChild<TileGrid*>()->tile(id)->view().picture();
}

bool isDone(MainWindow& window) {
  for (const char* id : {"input", "raise", "difference", "lower", "gradcam", "lime"})
    if (pictureOfTile(window, id).isNull()) return false;
  return !window.findChild<JobTracker*>()->isBusy();
}

QString messageOf(MainWindow& window) { return window.findChild<MessageBar*>()->text(); }

}  // namespace

class TestMainWindow : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() {
    QVERIFY(m_folder.isValid());
    m_network = m_folder.filePath("tiny.safetensors");
    rho::test::writeTinyNetwork(m_network.toStdString());
  }

  void comparesADemoCase() {
    MainWindow window;
    window.openNetwork(m_network);
    window.openCase("demo:nodule-1");
    window.show();
    QTRY_VERIFY_WITH_TIMEOUT(isDone(window), patience);
    QCOMPARE(messageOf(window), QString());
    QVERIFY(window.windowTitle().startsWith("nodule-1"));
    const auto& state = window.findChild<Inspector*>()->state();
    QCOMPARE(state.frames.size(), 2 * filmRhos().size());
    for (const double rho : filmRhos()) QVERIFY(state.hasFrames(rho));
    QVERIFY(window.findChild<ConfidencePlot*>()->confidenceAtCursor().has_value());
  }

  void movingRhoShowsTheNearestAndComputesTheMissing() {
    MainWindow window;
    window.openNetwork(m_network);
    window.openCase("demo:clear-1");
    QTRY_VERIFY_WITH_TIMEOUT(isDone(window), patience);
    const auto& state = window.findChild<Inspector*>()->state();
    const auto before = pictureOfTile(window, "raise");
    window.findChild<QSlider*>()->setValue(261);  // 0.261 is none of the film's
    QVERIFY(pictureOfTile(window, "raise").cacheKey() ==
            state.nearest(Direction::raise, 0.261)->picture.cacheKey());
    QVERIFY(pictureOfTile(window, "raise").cacheKey() != before.cacheKey());
    QTRY_VERIFY_WITH_TIMEOUT(state.hasFrames(0.261), patience);
    QCOMPARE(state.frames.size(), 2 * filmRhos().size() + 2);
    QCOMPARE(state.nearest(Direction::lower, 0.261)->rho, 0.261);
  }

  void anotherClassGetsItsOwnAnswers() {
    MainWindow window;
    window.openNetwork(m_network);
    window.openCase("demo:clear-1");
    QTRY_VERIFY_WITH_TIMEOUT(isDone(window), patience);
    auto* inspector = window.findChild<Inspector*>();
    const int other = (inspector->state().target + 1) % 3;
    inspector->chooseTarget(other);
    QVERIFY(inspector->state().frames.empty());
    QTRY_VERIFY_WITH_TIMEOUT(isDone(window), patience);
    QCOMPARE(inspector->state().target, other);
  }

  void escapeStops() {
    MainWindow window;
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    window.openNetwork(m_network);
    window.openCase("demo:clear-1");
    auto* tracker = window.findChild<JobTracker*>();
    QSignalSpy cancelled(tracker, &JobTracker::cancelled);
    QVERIFY(tracker->isBusy());
    QTest::keyClick(&window, Qt::Key_Escape);
    QVERIFY(!tracker->isBusy());
    QVERIFY(!cancelled.isEmpty());
  }

  void brokenFilesAreMessages_data() {
    QTest::addColumn<bool>("network");
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("image missing") << false << QByteArray();
    QTest::newRow("image is text") << false << QByteArray("this is no image");
    QTest::newRow("network missing") << true << QByteArray();
    QTest::newRow("network is text") << true << QByteArray("this is no network");
  }
  void brokenFilesAreMessages() {
    QFETCH(bool, network);
    QFETCH(QByteArray, content);
    const QString path = m_folder.filePath(QString("broken-%1").arg(QTest::currentDataTag()));
    if (!content.isEmpty()) {
      QFile file(path);
      QVERIFY(file.open(QIODevice::WriteOnly));
      file.write(content);
    }
    MainWindow window;
    network ? window.openNetwork(path) : window.openCase(path);
    QTRY_VERIFY_WITH_TIMEOUT(!messageOf(window).isEmpty(), patience);
    QVERIFY2(messageOf(window).contains(path), qPrintable(messageOf(window)));
  }

  void aMissingBundledNetworkIsSaidInTheWindow() {
    MainWindow window;
    CaseEntry entry = entryFor("demo:nodule-1");
    entry.network = "models/none.safetensors";
    window.findChild<Inspector*>()->openCase(entry);
    QTRY_VERIFY_WITH_TIMEOUT(messageOf(window).contains("none.safetensors"), patience);
    QTRY_VERIFY_WITH_TIMEOUT(!window.findChild<JobTracker*>()->isBusy(), patience);
    QVERIFY(!pictureOfTile(window, "input").isNull());
    QVERIFY(pictureOfTile(window, "raise").isNull());
  }

  void aBrokenNetworkLeavesTheOneThatIsThere() {
    MainWindow window;
    window.openNetwork(m_network);
    window.openCase("demo:nodule-1");
    QTRY_VERIFY_WITH_TIMEOUT(isDone(window), patience);
    window.openNetwork(m_folder.filePath("missing.pt"));
    QTRY_VERIFY_WITH_TIMEOUT(!messageOf(window).isEmpty(), patience);
    QVERIFY(window.findChild<Inspector*>()->state().network);
    QVERIFY(!pictureOfTile(window, "lime").isNull());
  }

 private:
  QTemporaryDir m_folder;
  QString m_network;
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
