// SPDX-License-Identifier: GPL-3.0-or-later
// The radiologist's desk in the window: DICOM files, folders, measurements, a prior.
#include "workbench/tiny_network.h"

#ifdef RHO_HAS_DICOM
#include "dicom/dicom_bytes.h"
#include "dicom/write_dicom.h"
#endif

#include <QAction>
#include <QListWidget>
#include <QMenu>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "testing/shared.h"
#include "widgets/case_list.h"
#include "widgets/image_tile.h"
#include "widgets/message_bar.h"
#include "widgets/tile_grid.h"
#include "workbench/desk/desk_bar.h"
#include "workbench/desk/measure_actions.h"
#include "workbench/desk/prior_pane.h"
#include "workbench/desk/window_menu.h"
#include "workbench/document/document.h"
#include "workbench/document/session_file.h"
#include "workbench/inspect/inspect_page.h"
#include "workbench/inspect/inspector.h"
#include "workbench/inspect/tile_contents.h"
#include "workbench/jobs/job_tracker.h"
#include "workbench/window/main_window.h"

using namespace rho::workbench;
using namespace rho::widgets;
using rho::image::Measurement;
using rho::image::MeasurementKind;

namespace {

constexpr int patience = 60000;  ///< milliseconds, for machines that are busy
constexpr const char* patient = "SECRET^NAME";

Document& documentOf(MainWindow& window) { return *window.findChild<Document*>(); }
const OpenCase& openedIn(MainWindow& window) { return window.findChild<Inspector*>()->opened(); }
TileGrid& gridOf(MainWindow& window) { return *window.findChild<TileGrid*>(); }
PictureView& inputOf(MainWindow& window) { return gridOf(window).tile(inputTileId())->view(); }

QAction* actionOn(MainWindow& window, const QKeySequence& key) {
  for (auto* action : window.findChildren<QAction*>())
    if (action->shortcuts().contains(key)) return action;
  return nullptr;
}
void trigger(MainWindow& window, const char* key) {
  auto* action = actionOn(window, QKeySequence(key));
  QVERIFY2(action, key);
  action->trigger();
}

bool shows(MainWindow& window, const std::string& address) {
  return openedIn(window).entry.address == address && !inputOf(window).layers().isNull() &&
         inputOf(window).layers().origin == openedIn(window).origin;
}

#ifdef RHO_HAS_DICOM
using rho::dicom::DataSet;
namespace tags = rho::dicom::tags;

/// 8 by 4 pixels of 12 bits, a window of the file's, 0.5 mm at the detector.
DataSet radiograph(int number, const std::string& series = "1.2.3.1", int frames = 1) {
  std::vector<std::uint16_t> words(static_cast<std::size_t>(32 * frames));
  for (std::size_t i = 0; i < words.size(); ++i)
    words[i] = static_cast<std::uint16_t>(100 * (i % 32) + static_cast<std::size_t>(number));
  auto data = rho::test::greyImage(words, 8, 12);
  data.setUnsigned(tags::rows, 4);
  data.setText(tags::numberOfFrames, "IS", std::to_string(frames));
  data.setText(tags::sopInstance, "UI", series + "." + std::to_string(number + 1));
  data.setText(tags::seriesInstance, "UI", series);
  data.setText(tags::instanceNumber, "IS", std::to_string(number));
  data.setText(tags::modality, "CS", "DX");
  data.setText(tags::patientName, "PN", patient);
  data.setText(tags::patientOrientation, "CS", "L\\F");
  data.setText(tags::imagerPixelSpacing, "DS", "0.5\\0.5");
  data.setText(tags::windowCenter, "DS", "1000\\2000");
  data.setText(tags::windowWidth, "DS", "500\\800");
  data.setText(tags::windowExplanation, "LO", "FIRST\\SECOND");
  return data;
}
#endif

}  // namespace

class TestDesk : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() {
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName("rhoscope-test");
    QCoreApplication::setApplicationName("desk");
    QSettings().clear();
    QVERIFY(m_folder.isValid());
    m_network = m_folder.filePath("tiny.safetensors");
    rho::test::writeTinyNetwork(m_network.toStdString());
#ifndef RHO_HAS_DICOM
    QSKIP("needs DICOM, which is not built in");
#else
    for (int i = 0; i < 3; ++i) write("study/a" + QString::number(i), radiograph(i));
    write("study/b0", radiograph(0, "1.2.3.2"));
    write("frames.dcm", radiograph(0, "1.2.3.3", 4));
    QFile broken(m_folder.filePath("study/broken.dcm"));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write(QByteArray(128, 0) + "DICM");
#endif
  }
  void cleanup() { QSettings().clear(); }

#ifdef RHO_HAS_DICOM
  void theFilesWindowIsFirstAndOthersAreOnTheDigits() {
    MainWindow window;
    show(window, file("study/a0"));
    const auto& view = inputOf(window);
    const auto first = settled(view.view(), view.layers().origin.get());
    QVERIFY(std::abs(first.windowCenter - 999.5 / 4095) < 1e-9);
    QVERIFY(std::abs(first.windowWidth - 499.0 / 4095) < 1e-9);
    const auto& choices = window.findChild<WindowMenu*>()->choices();
    QVERIFY(choices.size() >= 3 && choices[1].name.startsWith("SECOND"));
    QVERIFY(actionOn(window, QKeySequence("1"))->isChecked());
    trigger(window, "2");
    QVERIFY(std::abs(documentOf(window).workspace().view.windowCenter - 1999.5 / 4095) < 1e-9);
    QVERIFY(actionOn(window, QKeySequence("2"))->isChecked());
    QVERIFY(!actionOn(window, QKeySequence("1"))->isChecked());
    trigger(window, "R");
    QVERIFY(actionOn(window, QKeySequence("1"))->isChecked());
    QVERIFY(window.findChild<DeskBar*>()->isVisibleTo(&window));
  }

  /// Looking is not asking: the network's input is what it was.
  void noViewChangesWhatTheNetworkSees() {
    MainWindow window;
    show(window, file("study/a0"));
    // Rows are replaced when a network arrives: each look is a new one.
    const auto input = [&] { return window.findChild<Inspector*>()->current().input; };
    QTRY_VERIFY_WITH_TIMEOUT(!input().empty(), patience);
    const cv::Mat before = input().clone();
    for (const char* key : {"2", "I", "H", "V", "T", "0"}) trigger(window, key);
    QCOMPARE(cv::norm(input(), before), 0.0);
    QCOMPARE(cv::norm(openedIn(window).image.pixels(),
                      openCase(file("study/a0").toStdString()).pixels()),
             0.0);
    QVERIFY(documentOf(window).workspace().view.orientation == (Orientation{false, 3}));
  }

  void anotherImageHasItsOwnView() {
    MainWindow window;
    show(window, file("study/a0"));
    trigger(window, "H");
    show(window, file("study/b0"));
    QCOMPARE(documentOf(window).workspace().view, ViewState());
  }

  void framesAreBrowsedAndKeepTheView() {
    MainWindow window;
    show(window, file("frames.dcm"));
    QCOMPARE(openedIn(window).frames(), 4);
    trigger(window, "I");
    emit gridOf(window).wheelStepped(-1, inputTileId());
    QTRY_VERIFY_WITH_TIMEOUT(shows(window, file("frames.dcm").toStdString() + "#1"), patience);
    QVERIFY(documentOf(window).workspace().view.invert);
    emit gridOf(window).wheelStepped(-100, inputTileId());
    QTRY_COMPARE_WITH_TIMEOUT(openedIn(window).frame(), 3, patience);
    emit gridOf(window).wheelStepped(-1, inputTileId());  // there is no other one
    QCOMPARE(openedIn(window).frame(), 3);
    QCOMPARE(window.findChild<CaseList*>()->current(), file("frames.dcm"));
    emit gridOf(window).wheelStepped(100, inputTileId());
    QTRY_COMPARE_WITH_TIMEOUT(openedIn(window).entry.address, file("frames.dcm").toStdString(),
                              patience);
  }

  void aFolderIsListedBySeries() {
    MainWindow window;
    window.openNetwork(m_network);
    window.open(file("study"));
    const auto first = file("study/a0").toStdString();
    QTRY_VERIFY_WITH_TIMEOUT(shows(window, first), patience);
    const auto& workspace = documentOf(window).workspace();
    QCOMPARE(workspace.cases.size(), std::size_t{4});
    const auto message = window.findChild<MessageBar*>()->text();
    QVERIFY2(message.contains("4 images in 2 series of 1 studies"), qPrintable(message));
    QVERIFY2(message.contains("broken.dcm"), qPrintable(message));
    // The wheel goes through the series, not into the next one.
    for (int i = 0; i < 3; ++i) {
      emit gridOf(window).wheelStepped(-1, inputTileId());
      const auto wanted = workspace.currentCase;
      QTRY_VERIFY_WITH_TIMEOUT(shows(window, wanted), patience);
    }
    QCOMPARE(workspace.currentCase, file("study/a2").toStdString());
  }

  void aSessionKnowsItsSeriesAgain() {
    const auto session = m_folder.filePath("series.rhosession");
    {
      MainWindow window;
      window.openNetwork(m_network);
      window.open(file("study"));
      QTRY_VERIFY_WITH_TIMEOUT(shows(window, file("study/a0").toStdString()), patience);
      saveSession(session.toStdString(), documentOf(window).workspace());
    }
    MainWindow window;
    window.open(session);
    QTRY_VERIFY_WITH_TIMEOUT(shows(window, file("study/a0").toStdString()), patience);
    const auto& workspace = documentOf(window).workspace();
    // The wheel goes through the series once that is known, and does nothing before.
    QTRY_VERIFY_WITH_TIMEOUT((emit gridOf(window).wheelStepped(-1, inputTileId()),
                              workspace.currentCase == file("study/a2").toStdString()),
                             patience);
    auto* list = window.findChild<CaseList*>()->findChild<QListWidget*>();
    QStringList headings;
    for (int i = 0; i < list->count(); ++i)
      if (list->item(i)->flags() == Qt::NoItemFlags) headings << list->item(i)->text();
    QVERIFY2(headings.join("|").contains("SECRET"), qPrintable(headings.join("|")));
  }

  /// A name is for the screen: nothing that is kept holds it.
  void namesAreNotKept() {
    MainWindow window;
    window.openNetwork(m_network);
    window.open(file("study"));
    QTRY_VERIFY_WITH_TIMEOUT(shows(window, file("study/a0").toStdString()), patience);
    const auto session = m_folder.filePath("s.rhosession");
    saveSession(session.toStdString(), documentOf(window).workspace());
    QFile saved(session);
    QVERIFY(saved.open(QIODevice::ReadOnly));
    QVERIFY(!saved.readAll().contains("SECRET"));
    QSettings settings;
    for (const auto& key : settings.allKeys())
      QVERIFY2(!settings.value(key).toStringList().join(" ").contains("SECRET"), qPrintable(key));
    QVERIFY(!window.windowTitle().contains("SECRET"));
  }

  void anEmptyFolderIsAMessage() {
    MainWindow window;
    QVERIFY(QDir(m_folder.path()).mkpath("empty"));
    window.open(file("empty"));
    auto* bar = window.findChild<MessageBar*>();
    QTRY_VERIFY_WITH_TIMEOUT(bar->text().contains("holds no DICOM images"), patience);
  }

  void measurementsAreUndoneSavedAndHidden() {
    MainWindow window;
    show(window, file("study/a0"));
    auto& document = documentOf(window);
    emit gridOf(window).measured(-1, length(1, 1, 5, 1));
    QCOMPARE(document.workspace().measured().size(), std::size_t{1});
    emit gridOf(window).measured(0, length(1, 1, 6, 1));
    emit gridOf(window).measured(0, length(1, 1, 7, 1));
    QCOMPARE(document.workspace().measured().front(), length(1, 1, 7, 1));
    document.history().undo();  // the drag of the handle is one step
    QCOMPARE(document.workspace().measured().front(), length(1, 1, 5, 1));
    document.history().redo();
    const auto session = m_folder.filePath("m.rhosession").toStdString();
    saveSession(session, document.workspace());
    QVERIFY(loadSession(session) == document.workspace());

    trigger(window, "Shift+G");
    QVERIFY(document.workspace().measurementsHidden);
    trigger(window, "Shift+G");
    emit gridOf(window).measurementPicked(0);
    trigger(window, "Del");
    QVERIFY(document.workspace().measured().empty());
    document.history().undo();
    QCOMPARE(document.workspace().measured().size(), std::size_t{1});
  }

  void oneToolIsChosenAtATime() {
    MainWindow window;
    for (const char* key : {"L", "A", "C", "B", "O", "Z", "P", "W"}) {
      trigger(window, key);
      int chosen = 0;
      for (const char* other : {"L", "A", "C", "B", "O", "Z", "P", "W"})
        chosen += actionOn(window, QKeySequence(other))->isChecked();
      QCOMPARE(chosen, 1);
      QVERIFY(actionOn(window, QKeySequence(key))->isChecked());
    }
  }

  void measurementsBelongToTheirImage() {
    MainWindow window;
    show(window, file("study/a0"));
    emit gridOf(window).measured(-1, length(1, 1, 5, 1));
    show(window, file("study/a1"));
    QVERIFY(documentOf(window).workspace().measured().empty());
    show(window, file("study/a0"));
    QCOMPARE(documentOf(window).workspace().measured().size(), std::size_t{1});
  }

  void aPriorHasAViewOfItsOwn() {
    MainWindow window;
    show(window, file("study/a0"));
    auto* prior = window.findChild<PriorPane*>();
    QVERIFY(!prior->isVisibleTo(&window));
    documentOf(window).edit("prior",
                            [&](Workspace& w) { w.prior = file("study/b0").toStdString(); });
    QTRY_COMPARE_WITH_TIMEOUT(prior->opened().entry.address, file("study/b0").toStdString(),
                              patience);
    QVERIFY(prior->isVisibleTo(&window));
    prior->setActive(true);
    trigger(window, "2");
    trigger(window, "H");
    const auto& workspace = documentOf(window).workspace();
    QVERIFY(workspace.priorView.orientation.isMirrored);
    QVERIFY(std::abs(workspace.priorView.windowCenter - 1999.5 / 4095) < 1e-9);
    QCOMPARE(workspace.view, ViewState());
    emit gridOf(window).tileSelected(inputTileId(), "0");
    trigger(window, "I");
    QVERIFY(workspace.view.invert && !workspace.priorView.invert);
    emit prior->view().measured(-1, length(0, 0, 2, 2));
    QCOMPARE(workspace.measurements.at(workspace.prior).size(), std::size_t{1});
    documentOf(window).edit("close", [](Workspace& w) { w.prior.clear(); });
    QVERIFY(!prior->isVisibleTo(&window));
  }

  void aPriorThatIsNotThereIsSaid() {
    MainWindow window;
    show(window, file("study/a0"));
    documentOf(window).edit("prior", [](Workspace& w) { w.prior = "/nowhere/at/all.dcm"; });
    auto* prior = window.findChild<PriorPane*>();
    QTRY_VERIFY_WITH_TIMEOUT(prior->view().placeholder().contains("/nowhere/at/all.dcm"), patience);
  }

  void realFilesAreShown_data() {
    QTest::addColumn<QString>("path");
    for (const char* name :
         {"dicom/693_UNCI.dcm", "dicom/RG3_J2KI.dcm", "dicom/MR-SIEMENS-DICOM-WithOverlays.dcm",
          "dicom/emri_small_RLE.dcm", "dicom/vlut_04.dcm", "dicom/OT-PAL-8-face.dcm",
          "cxr/Fake_MONOHR1.dcm"})
      QTest::newRow(name) << name;
  }
  void realFilesAreShown() {
    QFETCH(QString, path);
    const auto found = rho::test::sharedPath("data/" + path.toStdString());
    if (found.empty()) QSKIP(qPrintable("needs the reference file data/" + path));
    MainWindow window;
    show(window, QString::fromStdString(found.string()));
    const QImage picture = inputOf(window).picture();
    int darkest = 255, brightest = 0;
    for (int y = 0; y < picture.height(); ++y)
      for (int x = 0; x < picture.width(); ++x) {
        darkest = std::min(darkest, qGray(picture.pixel(x, y)));
        brightest = std::max(brightest, qGray(picture.pixel(x, y)));
      }
    QVERIFY2(darkest < 30 && brightest > 200,
             qPrintable(QString("%1 to %2").arg(darkest).arg(brightest)));
  }

 private:
  QString file(const QString& name) const { return m_folder.filePath(name); }
  static Measurement length(double x1, double y1, double x2, double y2) {
    return {MeasurementKind::length, { {x1, y1}, { x2, y2 } }};
  }
  void write(const QString& name, const DataSet& data) {
    QVERIFY(QDir(m_folder.path()).mkpath(QFileInfo(name).path()));
    rho::dicom::writeDicom(file(name).toStdString(), data);
  }
  void show(MainWindow& window, const QString& path) {
    if (window.findChild<Inspector*>()->current().networkPath.empty())
      window.openNetwork(m_network);
    window.open(path);
    QTRY_VERIFY_WITH_TIMEOUT(shows(window, path.toStdString()), patience);
  }
#endif

  QTemporaryDir m_folder;
  QString m_network;
};

QTEST_MAIN(TestDesk)
#include "tst_desk.moc"
