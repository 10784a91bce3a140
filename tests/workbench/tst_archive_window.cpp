// SPDX-License-Identifier: GPL-3.0-or-later
// The archive's window: settings, a search, a study that comes and is opened; an archive that is
// not there, and one that hangs.
#include <QtTest>

#ifdef RHO_HAS_DICOM
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>

#include "archive/bad_servers.h"
#include "archive/orthanc.h"
#include "archive/store.h"
#include "dicom/dicom_bytes.h"
#include "workbench/archive/archive_form.h"
#include "workbench/archive/archive_settings.h"
#include "workbench/archive/archive_window.h"
#include "workbench/archive/query_form.h"
#include "workbench/archive/study_table.h"
#include "workbench/document/document.h"
#include "workbench/jobs/job_tracker.h"
#include "workbench/window/main_window.h"

using namespace rho::workbench;
using rho::test::Orthanc;

namespace {

constexpr int patience = 60000;  ///< milliseconds, for machines that are busy

std::filesystem::path writeImage(const rho::test::Scratch& folder) {
  auto data = rho::test::greyImage({1, 2, 3, 4}, 2);
  data.setText(rho::dicom::tags::patientName, "PN", "Doe^Jo");
  data.setText(rho::dicom::tags::patientId, "LO", "4711");
  data.setText(rho::dicom::tags::studyDate, "DA", "20240229");
  data.setText(rho::dicom::tags::modality, "CS", "DX");
  const auto path = folder / "image.dcm";
  rho::dicom::writeDicom(path, data);
  return path;
}

QString cell(const ArchiveWindow& window, int column) {
  return window.results().model()->index(0, column).data().toString();
}

}  // namespace
#endif

class TestArchiveWindow : public QObject {
  Q_OBJECT

#ifdef RHO_HAS_DICOM
 private slots:
  void initTestCase() {
    QCoreApplication::setOrganizationName("rhoscope");
    QCoreApplication::setApplicationName("tst_archive_window");
    QVERIFY(m_folder.isValid());
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
  }
  void init() {
    QSettings().clear();
    setRetrievalFolder(m_folder.filePath("retrieved"));
  }

  void keepsWhatIsEntered() {
    {
      ArchiveForm form;
      auto archive = rho::test::addressOf(4242, 7);
      archive.name = "Klinik Süd";
      archive.ourPort = 11112;
      form.add(archive);
      QCOMPARE(form.archives().size(), std::size_t(2));  // the empty one to begin with
    }
    const auto saved = savedArchives();
    QCOMPARE(saved.size(), std::size_t(2));
    QCOMPARE(saved[1].name, std::string("Klinik Süd"));
    QCOMPARE(saved[1].host, std::string("127.0.0.1"));
    QCOMPARE(saved[1].port, 4242);
    QCOMPARE(saved[1].ourPort, 11112);
    QCOMPARE(saved[1].timeoutSeconds, 7);
    ArchiveForm form;
    form.choose(1);
    QCOMPARE(form.current().name, std::string("Klinik Süd"));
    QVERIFY(!QSettings().allKeys().isEmpty());
  }

  void beginsWithTheSettings() {
    JobTracker tracker;
    ArchiveWindow window(tracker, nullptr);
    QCOMPARE(window.findChild<QTabWidget*>()->currentWidget(), &window.settings());
    QVERIFY(window.message().contains("settings"));
    window.settings().add(rho::test::addressOf(4242, 7));
    QVERIFY(window.message().isEmpty());
  }

  void writesNamesAndDatesForPeople() {
    QCOMPARE(shownName("Doe^Jo"), "Doe, Jo");
    QCOMPARE(shownName("Yamada^Tarou=山田^太郎"), "Yamada, Tarou");
    QCOMPARE(shownName("Doe"), "Doe");
    QCOMPARE(shownName("Doe^^^Dr"), "Doe, Dr");
    QCOMPARE(shownDate("unknown"), "unknown");
    QCOMPARE(shownDate("20240229"), QLocale().toString(QDate(2024, 2, 29), QLocale::ShortFormat));
  }

  void hidesNamesWhereTheUserDoes() {
    StudyTable table;
    rho::archive::FoundStudy study;
    study.patientName = "Doe^Jo";
    study.patientId = "4711";
    study.date = "unknown";
    table.show({study});
    const auto text = [&](int column) { return table.index(0, column).data().toString(); };
    QCOMPARE(text(StudyTable::patient), "Doe, Jo");
    QSettings().setValue("hide names", true);
    table.show({study});
    QCOMPARE(text(StudyTable::patient), "hidden");
    QCOMPARE(text(StudyTable::patientId), "hidden");
    QCOMPARE(text(StudyTable::date), "unknown");
  }

  void findsRetrievesAndSends() {
    RHO_ORTHANC_OR_SKIP();
    const Orthanc orthanc;
    QVERIFY(orthanc.runs());
    const rho::test::Scratch folder;
    const auto image = writeImage(folder);
    JobTracker tracker;
    ArchiveWindow window(tracker, nullptr);
    window.settings().add(orthanc.address());
    window.check();
    QTRY_COMPARE_WITH_TIMEOUT(window.message(), "The archive answers.", patience);

    window.sendFiles({QString::fromStdString(image.string())});
    QTRY_COMPARE_WITH_TIMEOUT(window.message(), "Files that the archive took: 1", patience);

    window.queryForm().setQuery("doe", {}, "DX");
    window.queryForm().setDays(QDate(2024, 2, 29), QDate(2024, 3, 1));
    window.search();
    QTRY_COMPARE_WITH_TIMEOUT(window.results().model()->rowCount(), 1, patience);
    QCOMPARE(cell(window, StudyTable::patient), "Doe, Jo");
    QCOMPARE(cell(window, StudyTable::patientId), "4711");
    QCOMPARE(cell(window, StudyTable::modalities), "DX");
    QCOMPARE(cell(window, StudyTable::images), "1");
    QTRY_VERIFY_WITH_TIMEOUT(!tracker.isBusy(), patience);

    QSignalSpy retrieved(&window, &ArchiveWindow::studyRetrieved);
    window.retrieveChosen();
    QVERIFY(retrieved.wait(patience));
    const auto place = retrieved.first().first().toString();
    QCOMPARE(place, m_folder.filePath("retrieved/1.2.3"));
    QVERIFY(QFile::exists(place + "/1.2.3.4.dcm"));
    QTRY_COMPARE_WITH_TIMEOUT(window.message(), "Images that came: 1", patience);

    window.queryForm().setQuery("nobody", {}, {});
    window.search();
    QTRY_COMPARE_WITH_TIMEOUT(window.message(), "Studies: 0", patience);
  }

  void whatCameIsOpened() {
    RHO_ORTHANC_OR_SKIP();
    const Orthanc orthanc;
    QVERIFY(orthanc.runs());
    const rho::test::Scratch folder;
    rho::archive::store(orthanc.address(), {writeImage(folder)});
    {
      ArchiveForm form;
      form.add(orthanc.address());
    }
    MainWindow main;
    ArchiveWindow* window = nullptr;
    for (auto* action : main.menuBar()->actions().first()->menu()->actions())
      if (action->text() == "Arc&hive…") action->trigger();
    window = main.findChild<ArchiveWindow*>();
    QVERIFY(window);
    window->settings().choose(1);
    window->search();
    QTRY_COMPARE_WITH_TIMEOUT(window->results().model()->rowCount(), 1, patience);
    auto* tracker = main.findChild<JobTracker*>();
    QTRY_VERIFY_WITH_TIMEOUT(!tracker->isBusy(ArchiveWindow::lane), patience);
    window->retrieveChosen();
    const auto opened = [&] {
      return QString::fromStdString(main.findChild<Document*>()->workspace().currentCase);
    };
    QTRY_VERIFY_WITH_TIMEOUT(opened().endsWith("retrieved/1.2.3/1.2.3.4.dcm"), patience);
  }

  void saysWhatIsWrong() {
    if (QStandardPaths::findExecutable("findscu").isEmpty())
      QSKIP("needs DCMTK's programs (Debian's package dcmtk)");
    JobTracker tracker;
    ArchiveWindow window(tracker, nullptr);
    window.settings().add(rho::test::addressOf(rho::test::freePort(), 5));
    window.search();
    QTRY_VERIFY_WITH_TIMEOUT(window.message().contains("nothing answers there"), patience);
    QVERIFY(!tracker.isBusy());
    window.queryForm().setQuery("A\\B", {}, {});
    window.search();
    QTRY_VERIFY_WITH_TIMEOUT(window.message().contains("cannot be searched for"), patience);
  }

  void canBeStopped() {
    if (QStandardPaths::findExecutable("findscu").isEmpty())
      QSKIP("needs DCMTK's programs (Debian's package dcmtk)");
    const rho::test::SilentServer silent;
    JobTracker tracker;
    ArchiveWindow window(tracker, nullptr);
    window.settings().add(rho::test::addressOf(silent.port(), 3600));
    QSignalSpy cancelled(&tracker, &JobTracker::cancelled);
    window.search();
    QVERIFY(tracker.isBusy(ArchiveWindow::lane));
    window.stop();
    QTRY_COMPARE_WITH_TIMEOUT(cancelled.count(), 1, patience);
    QCOMPARE(window.message(), "Stopped");
  }

 private:
  QTemporaryDir m_folder;
#else
 private slots:
  void isNotBuilt() { QSKIP("needs a build with DICOM"); }
#endif
};

QTEST_MAIN(TestArchiveWindow)
#include "tst_archive_window.moc"
