// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/document/document.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "base/error.h"
#include "workbench/document/autosave.h"
#include "workbench/document/cases.h"
#include "workbench/document/session_file.h"
#include "workbench/jobs/job_tracker.h"

using namespace rho::workbench;
namespace image = rho::image;
namespace widgets = rho::widgets;

namespace {

/// Everything different from the defaults.
Workspace richWorkspace() {
  Workspace w;
  w.cases = {"/data/a.png", "/data/böse <b>.npz:images#3"};
  w.currentCase = w.cases[1];
  w.networks = {"models/pneumonia.safetensors", "/models/x.pt"};
  w.currentNetwork = 1;
  TileSetting tile;
  tile.method = "lime";
  tile.options = {{"samples", 200}};
  tile.target = "NORMAL";
  w.tiles = {tile, Workspace::defaultTiles()[2]};
  w.maximised = tile.key();
  w.target = "PNEUMONIA";
  w.layer = "group2";
  w.rho = 0.123;
  w.seed = 1776;
  w.hidden = {Part::sweep, Part::network};
  w.direction = Direction::lower;
  w.view.zoom = 3.5;
  w.view.center = {0.25, 0.75};
  w.view.windowCenter = 0.3;
  w.view.windowWidth = 0.2;
  w.view.invert = true;
  w.view.overlayOpacity = 0.4;
  w.view.overlayShown = false;
  w.view.tone = widgets::Tone::sigmoid;
  w.view.orientation = {true, 3};
  w.measurements[w.currentCase] = {
      {image::MeasurementKind::length, {{1.5, 2}, {3, 4.25}}},
      {image::MeasurementKind::angle, {{1, 2}, {3, 4}, {5, 6}}},
      {image::MeasurementKind::ratio, {{1, 2}, {3, 4}, {5, 6}, {7, 8}}},
      {image::MeasurementKind::ellipse, {{0, 0}, {30, 40}}}};
  w.measurementsHidden = true;
  w.prior = "/data/prior.dcm";
  w.priorView.tone = widgets::Tone::table;
  w.priorView.table = 2;
  return w;
}

}  // namespace

class TestDocument : public QObject {
  Q_OBJECT
 private slots:
  void init() { QVERIFY(m_folder.isValid()); }

  void sessionsComeBackExactly() {
    const auto path = (m_folder.filePath("s.rhosession")).toStdString();
    const auto workspace = richWorkspace();
    saveSession(path, workspace);
    QVERIFY(loadSession(path) == workspace);
  }

  /// Before there were tones, the numbers of the window were meant.
  void olderSessionsKeepTheirWindow() {
    const auto path = m_folder.filePath("old.rhosession");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(
        "{\"format\": \"rhoscope session\", \"format_version\": 1, \"workspace\": "
        "{\"view\": {\"window_center\": 0.3, \"window_width\": 0.2}}}");
    file.close();
    const auto view = loadSession(path.toStdString()).view;
    QCOMPARE(view.tone, widgets::Tone::linear);
    QCOMPARE(view.windowCenter, 0.3);
  }

  void foldersOfCasesAreShared() {
    std::vector<std::string> many;
    for (int i = 0; i < 1000; ++i) many.push_back("/data/" + std::to_string(i));
    Workspace w;
    w.cases.add(many);
    const Workspace copy = w;
    QCOMPARE(&copy.cases[500], &w.cases[500]);
    w.cases.add({"/data/500", "/data/new"});
    QCOMPARE(w.cases.size(), std::size_t{1001});
    QCOMPARE(copy.cases.size(), std::size_t{1000});
    QVERIFY(!(copy == w));
  }

  void framesAreOfTheirFile() {
    const auto file = m_folder.filePath("a.dcm").toStdString();
    QFile made(QString::fromStdString(file));
    QVERIFY(made.open(QIODevice::WriteOnly));
    QCOMPARE(frameAddress(file, 0), file);
    QCOMPARE(fileOfFrame(frameAddress(file, 7)), file);
    QCOMPARE(fileOfFrame(file), file);
    for (const char* other : {"", "demo:nodule-1", "/nowhere/a.npz:images#3", "/nowhere#x"})
      QCOMPARE(fileOfFrame(other), std::string(other));
  }

  void badSessionsAreRefused_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("hello");
    QTest::newRow("other JSON") << QByteArray("{\"format\": \"something\"}");
    QTest::newRow("array") << QByteArray("[1, 2]");
    const auto with = [](const char* workspace) {
      return QByteArray(
                 "{\"format\": \"rhoscope session\", \"format_version\": 1, \"workspace\": ") +
             workspace + "}";
    };
    QTest::newRow("rho out of range") << with("{\"rho\": 7}");
    QTest::newRow("seed below 0") << with("{\"seed\": -1}");
    QTest::newRow("hidden is text") << with("{\"hidden\": \"all\"}");
    QTest::newRow("rho is text") << with("{\"rho\": \"a\"}");
    QTest::newRow("workspace is a list") << with("[]");
    QTest::newRow("tiles are a number") << with("{\"tiles\": 3}");
    QTest::newRow("unknown method") << with("{\"tiles\": [{\"method\": \"tea-leaves\"}]}");
    QTest::newRow("unknown option")
        << with("{\"tiles\": [{\"method\": \"lime\", \"options\": {\"x\": 1}}]}");
    QTest::newRow("quarter turns") << with("{\"view\": {\"quarter_turns\": 4}}");
    QTest::newRow("unknown tone") << with("{\"view\": {\"tone\": \"shrill\"}}");
    QTest::newRow("measurements are a list") << with("{\"measurements\": [1]}");
    QTest::newRow("measurement of an unknown kind")
        << with("{\"measurements\": {\"a\": [{\"kind\": \"guess\", \"points\": []}]}}");
    QTest::newRow("length of one point")
        << with("{\"measurements\": {\"a\": [{\"kind\": \"length\", \"points\": [[1, 2]]}]}}");
    QTest::newRow("point of three numbers") << with(
        "{\"measurements\": {\"a\": [{\"kind\": \"length\", \"points\": [[1, 2], [3, 4, 5]]}]}}");
    QTest::newRow("center of three") << with("{\"view\": {\"center\": [1, 2, 3]}}");
    QTest::newRow("newer") << QByteArray(
        "{\"format\": \"rhoscope session\", \"format_version\": 99, \"workspace\": {}}");
  }
  void badSessionsAreRefused() {
    QFETCH(QByteArray, content);
    const auto path = m_folder.filePath("bad.rhosession");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    QVERIFY_THROWS_EXCEPTION(rho::Error, loadSession(path.toStdString()));
  }

  void undoGoesOverEverything() {
    Document document;
    const auto before = document.workspace();
    const auto after = richWorkspace();
    document.edit("everything", [&](Workspace& w) { w = after; });
    document.edit("nothing", [](Workspace&) {});
    QCOMPARE(document.history().count(), 1);
    document.history().undo();
    QVERIFY(document.workspace() == before);
    document.history().redo();
    QVERIFY(document.workspace() == after);
  }

  void aGestureIsOneStep() {
    Document document;
    const auto move = [&](double rho) {
      document.edit(
          "move", [rho](Workspace& w) { w.rho = rho; }, Document::Merge::rho);
    };
    for (int i = 1; i <= 50; ++i) move(0.1 + 0.001 * i);
    document.endGesture();
    move(0.2);
    QCOMPARE(document.history().count(), 2);
    document.history().undo();
    QCOMPARE(document.workspace().rho, 0.15);
    document.history().undo();
    QCOMPARE(document.workspace().rho, 0.1);
  }

  void manySteps() {
    Document document;
    for (int i = 0; i < 300; ++i)
      document.edit("class", [i](Workspace& w) { w.target = std::to_string(i); });
    for (int i = 0; i < 150; ++i) document.history().undo();
    QCOMPARE(document.workspace().target, std::string("149"));
  }

  void autosaveRecoversWhatAKilledProgramHad() {
    QTemporaryDir folder;
    JobTracker tracker;
    Document document;
    {
      Autosave autosave(document, tracker, folder.path());
      QVERIFY(!autosave.recovered());
      QSignalSpy finished(&tracker, &JobTracker::finished);
      document.replace(richWorkspace());
      QVERIFY(finished.wait());
      // No finish(): as if it was killed. Its lock goes with it.
    }
    Document fresh;
    Autosave next(fresh, tracker, folder.path());
    QVERIFY(next.recovered());
    QVERIFY(*next.recovered() == richWorkspace());
    Document third;
    Autosave again(third, tracker, folder.path());
    QVERIFY(!again.recovered());
  }

  void aProperEndIsTheLastSession() {
    QTemporaryDir folder;
    JobTracker tracker;
    Document document;
    {
      Autosave autosave(document, tracker, folder.path());
      document.replace(richWorkspace());
      autosave.finish();
    }
    Document fresh;
    Autosave next(fresh, tracker, folder.path());
    QVERIFY(!next.recovered());
    QVERIFY(next.lastSession() == richWorkspace());
  }

  void twoProgramsKeepApart() {
    QTemporaryDir folder;
    JobTracker tracker;
    Document one, two;
    Autosave first(one, tracker, folder.path());
    QSignalSpy finished(&tracker, &JobTracker::finished);
    one.replace(richWorkspace());
    QVERIFY(finished.wait());
    Autosave second(two, tracker, folder.path());
    QVERIFY(!second.recovered());  // the first still runs
  }

 private:
  QTemporaryDir m_folder;
};

QTEST_MAIN(TestDocument)
#include "tst_document.moc"
