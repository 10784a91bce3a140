// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/tiny_network.h"

#include <QComboBox>
#include <QMenu>
#include <QMenuBar>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QStatusBar>
#include <QTemporaryDir>
#include <QtTest>

#include "widgets/case_list.h"
#include "widgets/confidence_plot.h"
#include "widgets/image_tile.h"
#include "widgets/message_bar.h"
#include "widgets/picture_view.h"
#include "widgets/rho_control.h"
#include "widgets/tile_grid.h"
#include "workbench/annotate/annotate_page.h"
#include "workbench/document/document.h"
#include "workbench/document/session_file.h"
#include "workbench/inspect/inspector.h"
#include "workbench/inspect/tile_actions.h"
#include "workbench/jobs/job_tracker.h"
#include "workbench/report/export_actions.h"
#include "workbench/window/main_window.h"

using namespace rho::workbench;
using namespace rho::widgets;

namespace {

constexpr int patience = 60000;  ///< milliseconds, for machines that are busy

QString idOf(const char* method, bool difference = false) {
  TileSetting tile;
  tile.method = method;
  tile.difference = difference;
  return QString::fromStdString(tile.key());
}

ImageTile* tileOf(MainWindow& window, const QString& id, const QString& row = {}) {
  return window.findChild<TileGrid*>()->tile(id, row);
}

QImage pictureOfTile(MainWindow& window, const char* method) {
  return tileOf(window, idOf(method))->view().picture();
}

const Inspection& stateOf(MainWindow& window) { return window.findChild<Inspector*>()->current(); }

Document& documentOf(MainWindow& window) { return *window.findChild<Document*>(); }

bool isDone(MainWindow& window) {
  auto* grid = window.findChild<TileGrid*>();
  const auto rows = window.findChild<Inspector*>()->rows().size();
  for (std::size_t row = 0; row < rows; ++row)
    for (const auto& id : grid->tiles())
      if (grid->tile(id, QString::number(row))->view().layers().isNull()) return false;
  return !window.findChild<JobTracker*>()->isBusy();
}

QString messageOf(MainWindow& window) { return window.findChild<MessageBar*>()->text(); }

/// The first key that two of them have.
QString sharedKey(const QList<QAction*>& actions) {
  QSet<QString> keys;
  for (const auto* action : actions)
    for (const auto& key : action->shortcuts()) {
      if (keys.contains(key.toString())) return key.toString();
      keys.insert(key.toString());
    }
  return {};
}

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
    const auto& state = stateOf(window);
    QCOMPARE(state.frames.size(), 2 * filmRhos().size());
    for (const double rho : filmRhos()) QVERIFY(state.hasFrames(rho));
    QVERIFY(window.findChild<ConfidencePlot*>()->confidenceAtCursor().has_value());
  }

  void movingRhoShowsTheNearestAndComputesTheMissing() {
    MainWindow window;
    window.openNetwork(m_network);
    window.openCase("demo:clear-1");
    QTRY_VERIFY_WITH_TIMEOUT(isDone(window), patience);
    const auto& state = stateOf(window);
    const auto shown = [&] {
      return tileOf(window, idOf("ae-raise"))->view().layers().base.cacheKey();
    };
    const auto before = shown();
    window.findChild<RhoControl*>()->findChild<QSlider*>()->setValue(
        261);  // 0.261 is none of the film's
    QCOMPARE(shown(), state.nearest(Direction::raise, 0.261)->picture.cacheKey());
    QVERIFY(shown() != before);
    QTRY_VERIFY_WITH_TIMEOUT(state.hasFrames(0.261), patience);
    QCOMPARE(state.frames.size(), 2 * filmRhos().size() + 2);
    QCOMPARE(state.nearest(Direction::lower, 0.261)->rho, 0.261);
  }

  void anotherClassGetsItsOwnAnswers() {
    MainWindow window;
    window.openNetwork(m_network);
    window.openCase("demo:clear-1");
    QTRY_VERIFY_WITH_TIMEOUT(isDone(window), patience);
    const auto& state = stateOf(window);
    const int other = (state.target + 1) % 3;
    documentOf(window).edit("class", [&](Workspace& w) { w.target = state.className(other); });
    QVERIFY(state.frames.empty());
    QTRY_VERIFY_WITH_TIMEOUT(isDone(window), patience);
    QCOMPARE(stateOf(window).target, other);
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
    window.openCase("demo:nodule-1");
    documentOf(window).edit("network",
                            [](Workspace& w) { w.networks = {"models/none.safetensors"}; });
    QTRY_VERIFY_WITH_TIMEOUT(messageOf(window).contains("none.safetensors"), patience);
    QTRY_VERIFY_WITH_TIMEOUT(!window.findChild<JobTracker*>()->isBusy(), patience);
    QVERIFY(!pictureOfTile(window, "input").isNull());
    QVERIFY(pictureOfTile(window, "ae-raise").isNull());
  }

  void tilesFollowTheDocumentAndUndo() {
    MainWindow window;
    window.openNetwork(m_network);
    window.openCase("demo:clear-1");
    QTRY_VERIFY_WITH_TIMEOUT(isDone(window), patience);
    auto* grid = window.findChild<TileGrid*>();
    const auto before = grid->tiles();
    TileSetting saliency;
    saliency.method = "saliency";
    documentOf(window).edit("add", [&](Workspace& w) { w.tiles.push_back(saliency); });
    QCOMPARE(grid->tiles().size(), before.size() + 1);
    QTRY_VERIFY_WITH_TIMEOUT(isDone(window), patience);
    documentOf(window).history().undo();
    QCOMPARE(grid->tiles(), before);
  }

  void aTileOfAnotherClassAndWithOptions() {
    MainWindow window;
    window.openNetwork(m_network);
    window.openCase("demo:clear-1");
    QTRY_VERIFY_WITH_TIMEOUT(isDone(window), patience);
    TileSetting tile;
    tile.method = "ae-raise";
    tile.options = {{"mode", "fast"}};
    tile.target = "oval";
    documentOf(window).edit("add", [&](Workspace& w) { w.tiles.push_back(tile); });
    QTRY_VERIFY_WITH_TIMEOUT(isDone(window), patience);
    const auto* answer = stateOf(window).answerFor(tile, documentOf(window).workspace());
    QVERIFY(answer && answer->error.empty());
    QCOMPARE(answer->value.options.at("mode").get<std::string>(), std::string("fast"));
    QVERIFY(!answer->perturbed.isNull());
  }

  void anotherSeedAsksTheMethodsAgain() {
    MainWindow window;
    window.openNetwork(m_network);
    window.openCase("demo:clear-1");
    TileSetting lime;
    lime.method = "lime";
    lime.options = {{"samples", 60}};
    documentOf(window).edit("tiles", [&](Workspace& w) { w.tiles = {lime}; });
    QTRY_VERIFY_WITH_TIMEOUT(isDone(window), patience);
    const auto answer = [&] {
      return stateOf(window).answerFor(lime, documentOf(window).workspace());
    };
    QVERIFY(answer());
    const cv::Mat first = answer()->value.map;
    QCOMPARE(answer()->value.seed, quint64{0});
    for (auto* box : window.statusBar()->findChildren<QSpinBox*>()) box->setValue(7);
    QCOMPARE(documentOf(window).workspace().seed, 7);
    QTRY_VERIFY_WITH_TIMEOUT(answer() && isDone(window), patience);
    QCOMPARE(answer()->value.seed, quint64{7});
    QVERIFY(cv::norm(answer()->value.map, first, cv::NORM_INF) > 0);
    documentOf(window).history().undo();
    QCOMPARE(window.statusBar()->findChild<QSpinBox*>()->value(), 0);
    QVERIFY(cv::norm(answer()->value.map, first, cv::NORM_INF) == 0);
  }

  void aMethodThatFailsSaysSoInItsTile() {
    MainWindow window;
    window.openNetwork(m_network);
    window.openCase("demo:clear-1");
    QTRY_VERIFY_WITH_TIMEOUT(isDone(window), patience);
    TileSetting tile;
    tile.method = "gradcam";
    tile.options = {{"layer", "no such layer"}};
    const auto id = QString::fromStdString(tile.key());
    documentOf(window).edit("add", [&](Workspace& w) { w.tiles.push_back(tile); });
    QTRY_VERIFY_WITH_TIMEOUT(tileOf(window, id)->view().placeholder().contains("no such layer"),
                             patience);
    QCOMPARE(messageOf(window), QString());
  }

  void severalNetworksAreRows() {
    const auto second = m_folder.filePath("second.safetensors");
    rho::test::writeTinyNetwork(second.toStdString(), "second");
    MainWindow window;
    window.openCase("demo:clear-1");
    documentOf(window).edit("networks", [&](Workspace& w) {
      w.networks = {m_network.toStdString(), second.toStdString()};
    });
    auto* inspector = window.findChild<Inspector*>();
    QTRY_COMPARE_WITH_TIMEOUT(inspector->rows().size(), 2u, patience);
    QTRY_VERIFY_WITH_TIMEOUT(isDone(window), patience);
    QVERIFY(!tileOf(window, idOf("ae-raise"), "1")->view().layers().isNull());
    // The same weights: the same answers.
    QCOMPARE(inspector->rows()[0].confidences, inspector->rows()[1].confidences);
    QVERIFY(inspector->rows()[0].network != inspector->rows()[1].network);
    documentOf(window).edit("network", [](Workspace& w) { w.currentNetwork = 1; });
    QCOMPARE(&inspector->current(), &inspector->rows()[1]);
    documentOf(window).history().undo();
    documentOf(window).history().undo();
    QTRY_COMPARE_WITH_TIMEOUT(inspector->rows().size(), 1u, patience);
  }

  void aSessionBringsEverythingBack() {
    const auto path = m_folder.filePath("window.rhosession").toStdString();
    QImage raised;
    {
      MainWindow window;
      window.openNetwork(m_network);
      window.openCase("demo:clear-1");
      QTRY_VERIFY_WITH_TIMEOUT(isDone(window), patience);
      documentOf(window).edit("rho", [](Workspace& w) { w.rho = 0.2; });
      raised = pictureOfTile(window, "ae-raise");
      saveSession(path, documentOf(window).workspace());
    }
    MainWindow window;
    window.openSession(QString::fromStdString(path));
    QTRY_VERIFY_WITH_TIMEOUT(stateOf(window).network && isDone(window), patience);
    QCOMPARE(pictureOfTile(window, "ae-raise"), raised);
  }

  void exportsWriteWhatIsShown() {
    MainWindow window;
    window.openNetwork(m_network);
    window.openCase("demo:clear-1");
    QTRY_VERIFY_WITH_TIMEOUT(isDone(window), patience);
    auto* exports = window.findChild<ExportActions*>();
    QSignalSpy said(exports, &ExportActions::said);
    const auto path = [this](const char* name) { return m_folder.filePath(name); };
    exports->exportPicture(path("grid.png"));
    QVERIFY(said.wait(patience));
    exports->exportArrays(path("grid.npz"));
    QVERIFY(said.wait(patience));
    exports->exportReport(path("report.html"));
    QVERIFY(said.wait(patience));
    QVERIFY(QImage(path("grid.png")).width() > 500);
    QVERIFY(QFileInfo(path("grid.npz")).size() > 1000);
    QVERIFY(QFileInfo(path("report.html")).size() > 10000);
    exports->exportPicture("/nowhere/at/all.png");
    QTRY_VERIFY_WITH_TIMEOUT(messageOf(window).contains("/nowhere/at/all.png"), patience);
  }

  void everyMenuActionHasAName() {
    MainWindow window;
    int actions = 0;
    for (auto* action : window.findChildren<QAction*>()) {
      if (action->isSeparator() || action->text().isEmpty()) continue;
      ++actions;
    }
    QVERIFY(actions > 30);
  }

  /// Annotators have keys of their own, which hold in their perspective alone
  /// (tst_annotate_page).
  void noKeyHasTwoMeanings() {
    MainWindow window;
    auto* annotate = window.findChild<AnnotatePage*>();
    const auto ofAnnotate = annotate->findChildren<QAction*>();
    QList<QAction*> others;
    for (auto* action : window.findChildren<QAction*>())
      if (!ofAnnotate.contains(action)) others << action;
    QCOMPARE(sharedKey(ofAnnotate), QString());
    QCOMPARE(sharedKey(others), QString());
  }

  /// A letter that two entries share would choose neither at once.
  void lettersOfAMenuAreUnique() {
    MainWindow window;
    QList<QWidget*> menus{window.menuBar()};
    for (auto* menu : window.findChildren<QMenu*>()) menus << menu;
    QMenu ofTile;
    window.findChild<TileActions*>()->fillTileMenu(ofTile, idOf("ae-raise"));
    window.findChild<ExportActions*>()->addTileActions(ofTile, idOf("ae-raise"));
    menus << &ofTile;
    for (const auto* menu : std::as_const(menus)) {
      QSet<QString> letters;
      for (const auto* action : menu->actions()) {
        const auto letter = QKeySequence::mnemonic(action->text()).toString();
        if (letter.isEmpty() || !action->isVisible()) continue;
        QVERIFY2(!letters.contains(letter), qPrintable(letter + " of " + action->text()));
        letters.insert(letter);
      }
    }
  }

  void aBrokenNetworkLeavesTheOneThatIsThere() {
    MainWindow window;
    window.openNetwork(m_network);
    window.openCase("demo:nodule-1");
    QTRY_VERIFY_WITH_TIMEOUT(isDone(window), patience);
    window.openNetwork(m_folder.filePath("missing.pt"));
    QTRY_VERIFY_WITH_TIMEOUT(!messageOf(window).isEmpty(), patience);
    QVERIFY(stateOf(window).network);
    QVERIFY(!pictureOfTile(window, "lime").isNull());
  }

 private:
  QTemporaryDir m_folder;
  QString m_network;
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
