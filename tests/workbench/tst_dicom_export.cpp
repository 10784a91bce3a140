// SPDX-License-Identifier: GPL-3.0-or-later
// What the window writes as DICOM, read back; and that nothing that is kept tells who the patient
// is.
#include "workbench/tiny_network.h"

#ifdef RHO_HAS_DICOM
#include "dicom/dicom_bytes.h"
#include "dicom/dicom_image.h"
#include "dicom/pydicom.h"
#include "dicom/write_dicom.h"
#endif

#include <QAction>
#include <QDirIterator>
#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

#include "testing/scratch.h"
#include "widgets/message_bar.h"
#include "workbench/desk/image_facts.h"
#include "workbench/document/document.h"
#include "workbench/document/privacy.h"
#include "workbench/inspect/inspector.h"
#include "workbench/jobs/job_tracker.h"
#include "workbench/report/dicom_dialog.h"
#include "workbench/report/dicom_export.h"
#include "workbench/report/export_actions.h"
#include "workbench/window/file_actions.h"
#include "workbench/window/main_window.h"

using namespace rho::workbench;
using Kind = DicomChoice::Kind;

namespace {

constexpr int patience = 60000;  ///< milliseconds, for machines that are busy

#ifdef RHO_HAS_DICOM
QStringList g_logged;
void log(QtMsgType, const QMessageLogContext&, const QString& message) { g_logged << message; }

using rho::dicom::DataSet;
using rho::dicom::Tag;
using rho::test::contentOf;
using rho::test::readBack;
namespace tags = rho::dicom::tags;

constexpr Tag referencedInstance{0x0008, 0x1155};
constexpr Tag referencedFrame{0x0008, 0x1160};
constexpr Tag contents{0x0040, 0xa730};

/// 8 by 4 pixels, 0.5 mm at the detector; whose it is, is told in several places.
DataSet radiograph(int frames = 1) {
  std::vector<std::uint16_t> words(static_cast<std::size_t>(32 * frames));
  for (std::size_t i = 0; i < words.size(); ++i)
    words[i] = static_cast<std::uint16_t>(100 * (i % 32));
  auto data = rho::test::greyImage(words, 8, 12);
  data.setUnsigned(tags::rows, 4);
  data.setText(tags::numberOfFrames, "IS", std::to_string(frames));
  data.setText(tags::modality, "CS", "DX");
  data.setText(tags::patientName, "PN", "SECRET^NAME");
  data.setText(tags::patientId, "LO", "SECRET-ID");
  data.setText(tags::studyDescription, "LO", "SECRET study");
  data.setText(tags::studyDate, "DA", "20010203");
  data.setText(tags::imagerPixelSpacing, "DS", "0.5\\0.5");
  return data;
}

struct Captured {
  DataSet data;
  rho::dicom::DicomImage image;
};

/// Heading to text of a report.
std::map<std::string, std::string> sectionsOf(const DataSet& report) {
  std::map<std::string, std::string> sections;
  for (const auto& item : report.items(contents)) {
    if (item.items(contents).empty()) continue;
    const auto heading = item.items({0x0040, 0xa043}).front().text({0x0008, 0x0104});
    sections[heading] = item.items(contents).front().text({0x0040, 0xa160});
  }
  return sections;
}
#endif

}  // namespace

class TestDicomExport : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() {
    QVERIFY(m_folder.isValid());
    QCoreApplication::setOrganizationName("rhoscope");
    QCoreApplication::setApplicationName("tst_dicom_export");
    QVERIFY(QDir(m_folder.path()).mkpath("settings"));
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, file("settings"));
    m_network = file("tiny.safetensors");
    rho::test::writeTinyNetwork(m_network.toStdString());
#ifndef RHO_HAS_DICOM
    QSKIP("needs DICOM, which is not built in");
#else
    auto unknown = radiograph();
    rho::dicom::writeDicom(file("SECRETFILE.dcm").toStdString(), unknown);
    unknown.setText(tags::burnedInAnnotation, "CS", "NO");
    rho::dicom::writeDicom(file("clean.dcm").toStdString(), unknown);
    auto frames = radiograph(3);
    frames.setText(tags::burnedInAnnotation, "CS", "YES");
    rho::dicom::writeDicom(file("frames.dcm").toStdString(), frames);
#endif
  }
  void cleanup() { QSettings().clear(); }

  void otherPicturesSayWhyTheyCannot() {
    MainWindow window;
    window.openFirstDemo();
    QTRY_VERIFY_WITH_TIMEOUT(!inspectorOf(window).opened().image.empty(), patience);
    for (auto* action : dicomActions(window)) {
      QVERIFY(!action->isEnabled());
      QVERIFY2(action->toolTip().contains("no DICOM image"), qPrintable(action->toolTip()));
    }
    window.findChild<ExportActions*>()->exportDicom({Kind::capture, path("demo.dcm"), false, true});
    auto* bar = window.findChild<rho::widgets::MessageBar*>();
    QTRY_VERIFY_WITH_TIMEOUT(!bar->text().isEmpty(), patience);
    QVERIFY(!QFile::exists(file("demo.dcm")));
  }

#ifdef RHO_HAS_DICOM
  void aCaptureTellsNobodyUnlessAskedTo() {
    MainWindow window;
    show(window, "SECRETFILE.dcm");
    for (auto* action : dicomActions(window)) QVERIFY(action->isEnabled());
    auto* dialog = window.findChild<ExportActions*>()->askForDicom(Kind::capture);
    QVERIFY(!dialog->choice().keepsPatient);
    QVERIFY(!std::filesystem::exists(dialog->choice().path));
    QVERIFY2(dialog->notice().contains("look before you share"), qPrintable(dialog->notice()));
    save(window, *dialog, "hidden.dcm");
    const auto bytes = contentOf(path("hidden.dcm"));
    QVERIFY(bytes.find("SECRET") == std::string::npos);
    QVERIFY(bytes.find("20010203") == std::string::npos);
    const auto found = captured("hidden.dcm");
    QCOMPARE(found.data.text(tags::sopClass), std::string("1.2.840.10008.5.1.4.1.1.7"));
    QCOMPARE(found.data.text(tags::burnedInAnnotation), std::string("YES"));
    QCOMPARE(found.data.text(tags::identityRemoved), std::string("YES"));
    QCOMPARE(found.data.text({0x0028, 0x0303}), std::string("REMOVED"));
    const auto& source = found.data.items({0x0008, 0x2112}).front();
    for (const auto& uid :
         {source.text(referencedInstance), found.data.text(tags::sopInstance),
          found.data.text(tags::studyInstance), found.data.text(tags::seriesInstance)})
      QVERIFY2(uid.starts_with("2.25."), uid.c_str());
    QVERIFY(source.text(referencedInstance) != found.data.text(tags::sopInstance));
    QVERIFY(found.image.stored.cols > 600 && found.image.stored.channels() == 3);
    const auto says = found.data.text({0x0008, 0x2111});
    QVERIFY2(
        says.find("research") != std::string::npos || says.find("Research") != std::string::npos,
        says.c_str());
    // What comes later of the same image joins the same study and names the same source.
    auto* next = window.findChild<ExportActions*>()->askForDicom(Kind::report);
    save(window, *next, "hidden-report.dcm");
    const auto report = rho::dicom::readDicomFile(path("hidden-report.dcm")).data;
    QCOMPARE(report.text(tags::studyInstance), found.data.text(tags::studyInstance));
    QVERIFY(contentOf(path("hidden-report.dcm")).find("SECRET") == std::string::npos);
  }

  void picturesAloneOfACleanSourceHoldNoText() {
    MainWindow window;
    show(window, "clean.dcm");
    auto* dialog = window.findChild<ExportActions*>()->askForDicom(Kind::capture);
    QVERIFY(dialog->notice().isEmpty());
    dialog->setKeepsPatient(true);
    QVERIFY(dialog->notice().contains("who the patient is"));
    dialog->setWithWords(false);
    save(window, *dialog, "alone.dcm");
    const auto found = captured("alone.dcm");
    QCOMPARE(found.data.text(tags::burnedInAnnotation), std::string("NO"));
    QCOMPARE(found.data.text(tags::patientName), std::string("SECRET^NAME"));
    QCOMPARE(found.data.text(tags::studyInstance), std::string("1.2.3"));
    QCOMPARE(found.data.items({0x0008, 0x2112}).front().text(referencedInstance),
             std::string("1.2.3.4"));
    QVERIFY(!found.data.has(tags::identityRemoved));
    const auto back =
        readBack(path("alone.dcm"),
                 "ds.SourceImageSequence[0].ReferencedSOPInstanceUID, "
                 "ds.BurnedInAnnotation, ds.pixel_array.shape[2], str(ds.PatientName)");
    if (back.isEmpty()) QSKIP("needs pydicom: tests/dicom/setup_pydicom.sh");
    QCOMPARE(back, QString("1.2.3.4 NO 3 SECRET^NAME"));
  }

  void aFrameIsReferredToByItsNumber() {
    MainWindow window;
    show(window, "frames.dcm#2");
    auto* dialog = window.findChild<ExportActions*>()->askForDicom(Kind::capture);
    dialog->setWithWords(false);
    save(window, *dialog, "frame.dcm");
    const auto found = captured("frame.dcm");
    QCOMPARE(found.data.items({0x0008, 0x2112}).front().text(referencedFrame), std::string("3"));
    QCOMPARE(found.data.text(tags::burnedInAnnotation), std::string("YES"));
  }

  void aReportSaysWhatTheWindowShows() {
    MainWindow window;
    show(window, "clean.dcm");
    auto& document = *window.findChild<Document*>();
    const rho::image::Measurement length{rho::image::MeasurementKind::length, { {1, 1}, { 5, 1 } }};
    document.edit("measure",
                  [&](Workspace& w) { w.measurements[w.currentCase].push_back(length); });
    auto* dialog = window.findChild<ExportActions*>()->askForDicom(Kind::report);
    save(window, *dialog, "report.dcm");
    const auto report = rho::dicom::readDicomFile(path("report.dcm")).data;
    QCOMPARE(report.text(tags::sopClass), std::string("1.2.840.10008.5.1.4.1.1.88.11"));
    QCOMPARE(report.text({0x0040, 0xa493}), std::string("UNVERIFIED"));
    auto sections = sectionsOf(report);
    const auto says = [&](const std::string& heading, const std::string& part) {
      const bool found = sections[heading].find(part) != std::string::npos;
      if (!found) qInfo("%s: %s", heading.c_str(), sections[heading].c_str());
      return found;
    };
    QVERIFY(says("Measurements", "Length: 2.0 mm (at detector)"));
    QVERIFY(says("Decision", "tiny: "));
    QVERIFY(says("Decision", "confidence 0."));
    QVERIFY(says("Confidences", "square: "));
    QVERIFY(says("Methods", "Rho 0.1"));
    QVERIFY(says("Methods", "ρ reached"));
    QVERIFY(says("Image", "0.5 × 0.5 mm (at detector)"));
    QVERIFY(says("Software", "Rhoscope "));
    QVERIFY(says("Research use only", "esearch use only"));
    const auto back =
        readBack(path("report.dcm"),
                 "ds.SOPClassUID.name, ds.ContentSequence[0].ValueType, ds.VerificationFlag, "
                 "[i.ConceptNameCodeSequence[0].CodeMeaning for i in ds.ContentSequence[1:]][:2]");
    if (back.isEmpty()) QSKIP("needs pydicom: tests/dicom/setup_pydicom.sh");
    QCOMPARE(back,
             QString("Basic Text SR Storage IMAGE UNVERIFIED ['Research use only', 'Decision']"));
  }

  void noFileIsReplaced() {
    MainWindow window;
    show(window, "clean.dcm");
    const auto before = contentOf(path("clean.dcm"));
    auto* exports = window.findChild<ExportActions*>();
    auto* dialog = exports->askForDicom(Kind::report);
    dialog->setPath(file("clean.dcm"));
    QVERIFY(dialog->notice().contains("nothing is replaced"));
    dialog->reject();
    exports->exportDicom({Kind::report, path("clean.dcm"), true, true});
    auto* bar = window.findChild<rho::widgets::MessageBar*>();
    QTRY_VERIFY_WITH_TIMEOUT(bar->text().contains("clean.dcm"), patience);
    QVERIFY2(bar->text().contains("such a file"), qPrintable(bar->text()));
    QCOMPARE(contentOf(path("clean.dcm")), before);
  }

  void textInThePixelsIsWarnedOf() {
    const auto facts = [&](const char* name) {
      QString all;
      for (const auto& fact : imageFacts(openedCase(file(name).toStdString())))
        all += fact.value + "\n";
      return all;
    };
    QVERIFY(facts("SECRETFILE.dcm").contains("not ruled out"));
    QVERIFY(facts("frames.dcm").contains("drawn into the pixels"));
    QVERIFY(!facts("clean.dcm").contains("⚠"));
  }

  /// In settings, sessions, what a crash leaves, and the log.
  void nothingThatIsKeptNamesThePatient() {
    g_logged.clear();
    const auto before = qInstallMessageHandler(log);
    QVERIFY(QDir(m_folder.path()).mkpath("study"));
    QVERIFY(QFile::copy(file("clean.dcm"), file("study/one.dcm")));
    {
      MainWindow window;
      window.keepIn(file("settings/kept"));
      window.openNetwork(m_network);
      window.open(file("study"));
      QTRY_VERIFY_WITH_TIMEOUT(
          inspectorOf(window).opened().entry.address == file("study/one.dcm").toStdString(),
          patience);
      const auto running = file("settings/kept/running-0.rhosession");
      QTRY_VERIFY_WITH_TIMEOUT(
          QString::fromStdString(contentOf(running.toStdString())).contains("one.dcm"), patience);
      window.findChild<FileActions*>()->saveSession(file("settings/kept/mine.rhosession"));
      QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file("settings/kept/mine.rhosession")), patience);
      QSettings().sync();
      QVERIFY(filesWithout("SECRET") >= 3);
      window.close();
    }
    QVERIFY(filesWithout("SECRET") >= 3);
    qInstallMessageHandler(before);
    QVERIFY2(!g_logged.join('\n').contains("SECRET"), qPrintable(g_logged.join('\n')));
  }

  void filesAreListedOnlyIfTheUserWants() {
    setRemembersFiles(false);
    MainWindow window;
    show(window, "SECRETFILE.dcm");
    QSettings().sync();
    QVERIFY(filesWithout("SECRETFILE") > 0);
    setRemembersFiles(true);
    show(window, "clean.dcm");
    QVERIFY(QSettings().value("recent files").toStringList().contains(file("clean.dcm")));
  }

 private:
  /// How many files of the settings folder there are; fails where one holds the text.
  int filesWithout(const QByteArray& text) {
    int files = 0;
    QDirIterator all(file("settings"), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (all.hasNext()) {
      const auto name = all.next();
      const auto content = QByteArray::fromStdString(contentOf(name.toStdString()));
      if (content.contains(text)) qWarning("%s", qPrintable(name));
      if (content.contains(text)) return -1;
      ++files;
    }
    return files;
  }
  /// Opens a file with the tiny network and waits for the answers.
  void show(MainWindow& window, const QString& name) {
    if (inspectorOf(window).current().networkPath.empty()) window.openNetwork(m_network);
    window.open(file(name));
    auto& inspector = inspectorOf(window);
    QTRY_VERIFY_WITH_TIMEOUT(inspector.opened().entry.address == file(name).toStdString() &&
                                 !inspector.current().confidences.empty() && !inspector.isBusy(),
                             patience);
  }
  void save(MainWindow& window, DicomDialog& dialog, const QString& name) {
    dialog.setPath(file(name));
    dialog.accept();
    auto* bar = window.findChild<rho::widgets::MessageBar*>();
    QTRY_VERIFY_WITH_TIMEOUT(bar->text().contains(name), patience);
    QVERIFY2(QFile::exists(file(name)), qPrintable(bar->text()));
  }
  Captured captured(const QString& name) {
    return {rho::dicom::readDicomFile(path(name)).data, rho::dicom::readDicomImage(path(name))};
  }
#endif

 private:
  static Inspector& inspectorOf(MainWindow& window) { return *window.findChild<Inspector*>(); }
  static QList<QAction*> dicomActions(MainWindow& window) {
    QList<QAction*> found;
    for (auto* action : window.findChildren<QAction*>())
      if (action->text().contains("DICOM")) found << action;
    return found;
  }
  QString file(const QString& name) const { return m_folder.filePath(name); }
  std::filesystem::path path(const QString& name) const { return file(name).toStdString(); }

  QTemporaryDir m_folder;
  QString m_network;
};

QTEST_MAIN(TestDicomExport)
#include "tst_dicom_export.moc"
