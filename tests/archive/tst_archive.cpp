// SPDX-License-Identifier: Apache-2.0
// Against a real Orthanc: what is stored is found and comes back with the same values. And against
// servers that are not there, refuse, close, or hang.
#include <QtTest>

#include "archive/bad_servers.h"
#include "archive/orthanc.h"
#include "archive/query.h"
#include "archive/retrieve.h"
#include "archive/store.h"
#include "dicom/dicom_bytes.h"
#include "dicom/dicom_image.h"
#include "dicom/frames.h"
#include "testing/shared.h"

using namespace rho::archive;
using namespace rho::test;
namespace dicom = rho::dicom;
namespace fs = std::filesystem;

namespace {

/// Names in other letters than ours, of a study of two series.
dicom::DataSet namedImage(const std::string& study, const std::string& name, int number) {
  using namespace dicom;
  auto data = greyImage({1, 2, 3, static_cast<std::uint16_t>(number)}, 2);
  const auto text = [&](Tag tag, const char* vr, const std::string& value) {
    data.setText(tag, vr, value);
  };
  const auto series = study + (number < 3 ? ".1" : ".2");
  text(tags::specificCharacterSet, "CS", "ISO_IR 192");
  text(tags::studyInstance, "UI", study);
  text(tags::seriesInstance, "UI", series);
  text(tags::sopInstance, "UI", series + "." + std::to_string(number));
  text(tags::patientName, "PN", name);
  text(tags::patientId, "LO", "id of " + study);
  text(tags::studyDate, "DA", study == "1.2.3" ? "20240229" : "20230101");
  text(tags::studyTime, "TM", "120000");
  text(tags::modality, "CS", "DX");
  text(tags::studyDescription, "LO", "Übersicht");
  text(tags::seriesNumber, "IS", number < 3 ? "1" : "2");
  text(tags::instanceNumber, "IS", std::to_string(number));
  return data;
}

std::vector<fs::path> writeStudy(const Scratch& folder, const std::string& study,
                                 const std::string& name) {
  std::vector<fs::path> files;
  for (int i = 1; i <= 3; ++i) {
    files.push_back(folder / (study + "." + std::to_string(i) + ".dcm"));
    dicom::writeDicom(files.back(), namedImage(study, name, i));
  }
  return files;
}

/// The words of all frames, before any meaning.
std::vector<cv::Mat> pixelsOf(const fs::path& path) {
  const auto file = dicom::readDicomFile(path);
  const auto layout = dicom::pixelLayoutOf(file.data, file.source);
  std::vector<cv::Mat> frames;
  for (int i = 0; i < layout.frames; ++i) frames.push_back(dicom::rawFrame(file, layout, i));
  return frames;
}

bool areEqual(const std::vector<cv::Mat>& a, const std::vector<cv::Mat>& b) {
  if (a.size() != b.size() || a.empty()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i].size() != b[i].size() || a[i].type() != b[i].type()) return false;
    if (std::memcmp(a[i].data, b[i].data, a[i].total() * a[i].elemSize()) != 0) return false;
  }
  return true;
}

Failure echoFailure(const Archive& archive) {
  return failureOf([&] { echo(archive); });
}

/// Stands in for DCMTK's programs as long as this lives: a shell script called echoscu, or none.
class StandIn {
 public:
  explicit StandIn(const std::string& script) : m_path(qgetenv("PATH")) {
    if (!script.empty()) {
      const auto file = m_folder.write("echoscu", "#!/bin/sh\n" + script + "\n");
      fs::permissions(file, fs::perms::owner_all);
    }
    qputenv("PATH", QByteArray::fromStdString(m_folder.path().string()));
  }
  ~StandIn() { qputenv("PATH", m_path); }

 private:
  Scratch m_folder;
  QByteArray m_path;
};

void verifySays(const Failure& failure, const char* words) {
  QCOMPARE(failure.code, static_cast<int>(rho::ExitCode::archiveFailed));
  QVERIFY2(failure.message.find(words) != std::string::npos, failure.message.c_str());
}

}  // namespace

class TestArchive : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<Orthanc> m_orthanc;

  Orthanc* orthanc() {
    if (!m_orthanc) m_orthanc = std::make_unique<Orthanc>();
    return m_orthanc->runs() ? m_orthanc.get() : nullptr;
  }

 private slots:
  void cleanupTestCase() { m_orthanc.reset(); }

  void whatIsStoredIsFound() {
    RHO_ORTHANC_OR_SKIP();
    QVERIFY(orthanc());
    const auto archive = orthanc()->address();
    echo(archive);
    const Scratch folder;
    auto files = writeStudy(folder, "1.2.3", "Müller^Jürgen");
    const auto others = writeStudy(folder, "1.2.4", "Meier^Jo");
    files.insert(files.end(), others.begin(), others.end());
    QCOMPARE(store(archive, files).count, std::size_t(6));

    const auto all = findStudies(archive, {}).studies;
    QCOMPARE(all.size(), std::size_t(2));
    QCOMPARE(all[0].uid, std::string("1.2.3"));  // the newest first
    QCOMPARE(all[0].patientName, std::string("Müller^Jürgen"));
    QCOMPARE(all[0].patientId, std::string("id of 1.2.3"));
    QCOMPARE(all[0].description, std::string("Übersicht"));
    QCOMPARE(all[0].date, std::string("20240229"));
    QCOMPARE(all[0].modalities, std::vector<std::string>{"DX"});
    QCOMPARE(all[0].series, std::int64_t(2));
    QCOMPARE(all[0].instances, std::int64_t(3));

    const auto series = findSeries(archive, "1.2.3");
    QCOMPARE(series.size(), std::size_t(2));
    QCOMPARE(series[0].uid, std::string("1.2.3.1"));
    QCOMPARE(series[0].instances, std::int64_t(2));
    const auto instances = findInstances(archive, "1.2.3", "1.2.3.1");
    QCOMPARE(instances.size(), std::size_t(2));
    QCOMPARE(instances[1].uid, std::string("1.2.3.1.2"));
    QCOMPARE(instances[1].sopClass, std::string("1.2.840.10008.5.1.4.1.1.1.1"));
    QVERIFY(findStudies(archive, {}, {}, 1).areMore);
  }

  void aQueryNarrowsTheSearch_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("modality");
    QTest::addColumn<QString>("found");
    QTest::newRow("beginning of a name") << "Mül"
                                         << ""
                                         << ""
                                         << ""
                                         << ""
                                         << "1.2.3";
    QTest::newRow("with a comma") << "meier, j"
                                  << ""
                                  << ""
                                  << ""
                                  << ""
                                  << "1.2.4";
    QTest::newRow("wildcard") << "M*J*"
                              << ""
                              << ""
                              << ""
                              << ""
                              << "1.2.3 1.2.4";
    QTest::newRow("id") << ""
                        << "id of 1.2.4"
                        << ""
                        << ""
                        << ""
                        << "1.2.4";
    QTest::newRow("from") << ""
                          << ""
                          << "2024-01-01"
                          << ""
                          << ""
                          << "1.2.3";
    QTest::newRow("to") << ""
                        << ""
                        << ""
                        << "20231231"
                        << ""
                        << "1.2.4";
    QTest::newRow("one day") << ""
                             << ""
                             << "2024-02-29"
                             << "2024-02-29"
                             << ""
                             << "1.2.3";
    QTest::newRow("modality") << ""
                              << ""
                              << ""
                              << ""
                              << "DX"
                              << "1.2.3 1.2.4";
    QTest::newRow("another modality") << ""
                                      << ""
                                      << ""
                                      << ""
                                      << "MR"
                                      << "";
  }
  void aQueryNarrowsTheSearch() {
    RHO_ORTHANC_OR_SKIP();
    QVERIFY(orthanc());
    const auto archive = orthanc()->address();
    const Scratch folder;
    store(archive, writeStudy(folder, "1.2.3", "Müller^Jürgen"));
    store(archive, writeStudy(folder, "1.2.4", "Meier^Jo"));
    QFETCH(QString, name);
    QFETCH(QString, id);
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, modality);
    QFETCH(QString, found);
    StudyQuery query;
    query.patientName = name.toStdString();
    query.patientId = id.toStdString();
    query.from = from.toStdString();
    query.to = to.toStdString();
    query.modality = modality.toStdString();
    QStringList uids;
    for (const auto& study : findStudies(archive, query).studies)
      uids << QString::fromStdString(study.uid);
    QCOMPARE(uids.join(' '), found);
  }

  void aStudyComesBack_data() {
    QTest::addColumn<bool>("moves");
    QTest::newRow("C-GET") << false;
    QTest::newRow("C-MOVE") << true;
  }
  void aStudyComesBack() {
    RHO_ORTHANC_OR_SKIP();
    QVERIFY(orthanc());
    QFETCH(bool, moves);
    const auto archive = moves ? orthanc()->movingAddress() : orthanc()->address();
    const Scratch folder, out;
    const auto files = writeStudy(folder, "1.2.3", "Müller^Jürgen");
    store(archive, files);
    std::vector<std::string> stages;
    const rho::JobContext job({}, [&](const rho::Progress& p) { stages.push_back(p.stage); });
    const auto study = retrieve(archive, {"1.2.3", "", "", 3}, out / "new/folder", job);
    QCOMPARE(study.files.size(), std::size_t(3));
    QVERIFY(study.problems.empty());
    QCOMPARE(std::distance(fs::directory_iterator(out / "new/folder"), {}), 3);
    QVERIFY(fs::status(out / "new/folder").permissions() == fs::perms::owner_all);
    QVERIFY(std::any_of(stages.begin(), stages.end(),
                        [](const auto& stage) { return stage.find("of 3") != std::string::npos; }));
    for (int i = 0; i < 3; ++i) {
      const auto& file = study.files[static_cast<std::size_t>(i)];
      QVERIFY(areEqual(pixelsOf(file), pixelsOf(files[static_cast<std::size_t>(i)])));
      QCOMPARE(dicom::readDicomImage(file).patient.name, std::string("Müller^Jürgen"));
    }
    QCOMPARE(retrieve(archive, {"1.2.3", "1.2.3.1", ""}, out / "series").files.size(),
             std::size_t(2));
    const auto one = retrieve(archive, {"1.2.3", "1.2.3.1", "1.2.3.1.2"}, out / "one").files;
    QCOMPARE(one.size(), std::size_t(1));
    QCOMPARE(one[0].filename().string(), std::string("1.2.3.1.2.dcm"));
  }

  /// What DCMTK can unpack without loss may travel unpacked; all else as it is.
  void realFilesComeBackWithTheSamePixels_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("staysPacked");
    QTest::newRow("JPEG 2000") << "data/dicom/693_J2KR.dcm" << true;
    QTest::newRow("JPEG 2000, MONOCHROME1") << "data/dicom/RG3_J2KR.dcm" << true;
    QTest::newRow("uncompressed") << "data/dicom/693_UNCI.dcm" << true;
    QTest::newRow("JPEG Baseline")
        << "data/cxr/1.2.276.0.7230010.3.1.4.8323329.6904.1517875201.850819.dcm" << true;
    QTest::newRow("JPEG Lossless, 16 bits") << "data/dicom/JPEG-LL.dcm" << false;
    QTest::newRow("JPEG Lossless, 8 bits") << "data/dicom/JPGLosslessP14SV1_1s_1f_8b.dcm" << false;
    QTest::newRow("RLE, frames") << "data/dicom/emri_small_RLE.dcm" << false;
    QTest::newRow("JPEG-LS, frames") << "data/dicom/emri_small_jpeg_ls_lossless.dcm" << false;
    QTest::newRow("big-endian, frames") << "data/dicom/emri_small_big_endian.dcm" << false;
  }
  void realFilesComeBackWithTheSamePixels() {
    RHO_ORTHANC_OR_SKIP();
    QFETCH(QString, name);
    QFETCH(bool, staysPacked);
    const auto path = sharedPath(name.toStdString());
    if (path.empty()) QSKIP("needs the reference DICOM files");
    QVERIFY(orthanc());
    const auto archive = orthanc()->movingAddress();
    const auto stored = store(archive, {path});
    QVERIFY2(stored.count == 1, stored.failures.empty() ? "" : stored.failures[0].reason.c_str());
    const auto source = dicom::readDicomFile(path);
    const Scratch out;
    const auto got = retrieve(
        archive,
        {source.data.text(dicom::tags::studyInstance),
         source.data.text(dicom::tags::seriesInstance), source.data.text(dicom::tags::sopInstance)},
        out.path());
    QCOMPARE(got.files.size(), std::size_t(1));
    QVERIFY(areEqual(pixelsOf(got.files[0]), pixelsOf(path)));
    if (staysPacked) QCOMPARE(dicom::readDicomFile(got.files[0]).syntax.uid, source.syntax.uid);
  }

  /// Orthanc unpacks no JPEG 2000, and a connection of ours takes nothing else.
  void whatAnArchiveCannotUnpackIsExplained() {
    RHO_ORTHANC_OR_SKIP();
    const auto path = sharedPath("data/dicom/693_J2KR.dcm");
    if (path.empty()) QSKIP("needs the reference DICOM files");
    QVERIFY(orthanc());
    const auto archive = orthanc()->address();
    const Scratch out;
    QCOMPARE(store(archive, {path}).count, std::size_t(1));
    const auto source = dicom::readDicomFile(path);
    verifySays(failureOf([&] {
                 retrieve(archive,
                          {source.data.text(dicom::tags::studyInstance),
                           source.data.text(dicom::tags::seriesInstance),
                           source.data.text(dicom::tags::sopInstance)},
                          out.path());
               }),
               "C-MOVE");
    QCOMPARE(out.fileCount(), 0);
  }

  void aFileThatIsNoneDoesNotKeepBackTheOthers() {
    RHO_ORTHANC_OR_SKIP();
    QVERIFY(orthanc());
    const Scratch folder;
    auto files = writeStudy(folder, "1.2.3", "Doe");
    files.insert(files.begin(), folder.write("notes.txt", "no image at all"));
    files.push_back(folder / "missing.dcm");
    const auto stored = store(orthanc()->address(), files);
    QCOMPARE(stored.count, std::size_t(3));
    QCOMPARE(stored.failures.size(), std::size_t(2));
    QVERIFY(stored.failures[0].reason.find("notes.txt") != std::string::npos);
  }

  /// A compression that DCMTK does not know, and a file that Orthanc refuses: it has no patient ID.
  void whatIsNotTakenIsNamed() {
    RHO_ORTHANC_OR_SKIP();
    const auto packed = sharedPath("data/dicom/HTJ2K_08_RGB.dcm");
    const auto nameless = sharedPath("data/dicom/JLSL_16_15_1_1F.dcm");
    if (packed.empty() || nameless.empty()) QSKIP("needs the reference DICOM files");
    QVERIFY(orthanc());
    const auto archive = orthanc()->address();
    const auto alone = store(archive, {packed});
    QCOMPARE(alone.failures.size(), std::size_t(1));
    QVERIFY(alone.failures[0].reason.find("cannot send") != std::string::npos);
    const Scratch folder;
    auto files = writeStudy(folder, "1.2.3", "Doe");
    files.push_back(packed);
    files.push_back(nameless);
    const auto stored = store(archive, files);
    QCOMPARE(stored.count, std::size_t(3));
    QCOMPARE(stored.failures.size(), std::size_t(2));
    QVERIFY(stored.failures[0].file == packed && stored.failures[1].file == nameless);
    QVERIFY(stored.failures[1].reason.find("did not take it: 0xa700") != std::string::npos);
  }

  void theArchiveThatIsMeantAnswers() {
    RHO_ORTHANC_OR_SKIP();
    QVERIFY(orthanc());
    auto archive = orthanc()->address();
    archive.theirTitle = "OTHER";
    verifySays(echoFailure(archive), "does not answer to the AE title 'OTHER'");
    verifySays(failureOf([&] { findStudies(archive, {}); }), "'OTHER'");
    // It has nowhere to send to.
    archive = orthanc()->movingAddress();
    archive.ourTitle = "UNKNOWN";
    const Scratch folder, out;
    store(archive, writeStudy(folder, "1.2.3", "Doe"));
    const auto failure = failureOf([&] { retrieve(archive, {"1.2.3", "", ""}, out.path()); });
    QCOMPARE(failure.code, static_cast<int>(rho::ExitCode::archiveFailed));
    QCOMPARE(out.fileCount(), 0);
  }

  void aStudyThatIsNotThereBringsNothing() {
    RHO_ORTHANC_OR_SKIP();
    QVERIFY(orthanc());
    const Scratch out;
    const auto archive = orthanc()->address();
    std::size_t count = 1;
    const auto failure = failureOf([&] {
      count = retrieve(archive, {"9.9.9", "", ""}, out.path()).files.size();
    });
    QVERIFY(failure.code == static_cast<int>(rho::ExitCode::archiveFailed) || count == 0);
    QCOMPARE(out.fileCount(), 0);
    QVERIFY(findSeries(archive, "9.9.9").empty());
  }

  void badServersAreToldApart() {
    if (QStandardPaths::findExecutable("echoscu").isEmpty())
      QSKIP("needs DCMTK's programs (Debian's package dcmtk)");
    verifySays(echoFailure(addressOf(freePort(), 5)), "nothing answers there");
    const SilentServer silent;
    verifySays(echoFailure(addressOf(silent.port(), 1)), "answer");
    const RudeServer closing([](QTcpSocket&) {});
    verifySays(echoFailure(addressOf(closing.port(), 5)), "closed the connection");
    const RudeServer babbling([](QTcpSocket& socket) {
      socket.write(QByteArray(100000, '\xff'));
      socket.waitForBytesWritten(100);
    });
    QCOMPARE(echoFailure(addressOf(babbling.port(), 1)).code,
             static_cast<int>(rho::ExitCode::archiveFailed));
    auto nowhere = addressOf(104, 5);
    nowhere.host = "no-such-host.invalid";
    verifySays(echoFailure(nowhere), "no such host");
  }

  void programsThatAreMissingOrHangOrBabble() {
    {
      const StandIn none("");
      const auto failure = echoFailure(addressOf(104, 1));
      QCOMPARE(failure.code, static_cast<int>(rho::ExitCode::missingFile));
      QVERIFY2(failure.message.find("install DCMTK") != std::string::npos, failure.message.c_str());
    }
    {
      const StandIn hanging("exec /bin/sleep 600");
      verifySays(echoFailure(addressOf(104, 1)), "has not answered for 1 s");
    }
    {
      const StandIn complaining("echo 'E: something new'; exit 0");
      verifySays(echoFailure(addressOf(104, 1)), "the archive failed: something new");
    }
    {
      const StandIn dying("kill -SEGV $$");
      verifySays(echoFailure(addressOf(104, 1)), "ended without an answer");
    }
    const StandIn well("exit 0");
    QCOMPARE(echoFailure(addressOf(104, 1)).code, 0);
  }

  void aPortThatIsTakenIsNamed() {
    if (QStandardPaths::findExecutable("movescu").isEmpty())
      QSKIP("needs DCMTK's programs (Debian's package dcmtk)");
    const SilentServer taken;
    auto archive = addressOf(freePort(), 5);
    archive.ourPort = taken.port();
    const Scratch out;
    verifySays(failureOf([&] {
                 retrieve(archive, {"1.2.3", "", ""}, out.path());
               }),
               "cannot be listened on");
  }

  void everyCallCanBeCancelled() {
    if (QStandardPaths::findExecutable("echoscu").isEmpty())
      QSKIP("needs DCMTK's programs (Debian's package dcmtk)");
    const SilentServer silent;
    const auto archive = addressOf(silent.port(), 3600);
    const Scratch folder;
    const auto files = writeStudy(folder, "1.2.3", "Doe");
    const std::vector<std::function<void(const rho::JobContext&)>> calls = {
        [&](const rho::JobContext& job) { echo(archive, job); },
        [&](const rho::JobContext& job) { findStudies(archive, {}, job); },
        [&](const rho::JobContext& job) {
          retrieve(archive, {"1.2.3", "", ""}, folder / "out", job);
        },
        [&](const rho::JobContext& job) { store(archive, files, job); }};
    for (const auto& call : calls) {
      std::stop_source stop;
      // The first thing that is heard of it stops it.
      const rho::JobContext job(stop.get_token(),
                                [&stop](const rho::Progress&) { stop.request_stop(); });
      QCOMPARE(failureOf([&] { call(job); }).code, static_cast<int>(rho::ExitCode::cancelled));
    }
    QVERIFY(fs::is_empty(folder / "out"));
  }

  void whatNoArchiveHasIsRefused_data() {
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<QString>("title");
    QTest::newRow("no host") << "" << 104 << "A";
    QTest::newRow("an option as host") << "-od" << 104 << "A";
    QTest::newRow("a path as host") << "a/b" << 104 << "A";
    QTest::newRow("port 0") << "a" << 0 << "A";
    QTest::newRow("port 65536") << "a" << 65536 << "A";
    QTest::newRow("no title") << "a" << 104 << "";
    QTest::newRow("an option as title") << "a" << 104 << "-k";
    QTest::newRow("17 letters") << "a" << 104 << "ABCDEFGHIJKLMNOPQ";
    QTest::newRow("backslash") << "a" << 104 << "A\\B";
    QTest::newRow("letters beyond ASCII") << "a" << 104 << "Ä";
  }
  void whatNoArchiveHasIsRefused() {
    QFETCH(QString, host);
    QFETCH(int, port);
    QFETCH(QString, title);
    Archive archive;
    archive.host = host.toStdString();
    archive.port = port;
    archive.theirTitle = title.toStdString();
    QCOMPARE(echoFailure(archive).code, static_cast<int>(rho::ExitCode::invalidInput));
  }

  void whatCannotBeSearchedForIsRefused() {
    const auto archive = addressOf(1, 1);
    const auto refused = [&](const StudyQuery& query) {
      return failureOf([&] { findStudies(archive, query); }).code ==
             static_cast<int>(rho::ExitCode::invalidInput);
    };
    StudyQuery query;
    query.patientName = "A\\B";
    QVERIFY(refused(query));
    query.patientName = std::string(65, 'A');
    QVERIFY(refused(query));
    query = {};
    query.from = "29.2.2024";
    QVERIFY(refused(query));
    query.from = "20240102";
    query.to = "20240101";
    QVERIFY(refused(query));
    query = {};
    query.study = "1.2.3\\4";
    QVERIFY(refused(query));
    query = {};
    query.modality = "D X";
    QVERIFY(refused(query));
    const Scratch out;
    for (const Wanted& wanted :
         {Wanted{"", "", ""}, Wanted{"../1", "", ""}, Wanted{"1.2", "", "1.2.3"}})
      QCOMPARE(failureOf([&] { retrieve(archive, wanted, out.path()); }).code,
               static_cast<int>(rho::ExitCode::invalidInput));
  }

  void aReportTellsWhatWasTaken() {
    const std::string report =
        "Number        : 1\nFilename      : /a.dcm\nDIMSE Status  : 0x0000 (Success)\n\n"
        "Filename      : /b.dcm\nDIMSE Status  : 0xa700 (Refused: OutOfResources)\n\n"
        "Filename      : /c.dcm\nDIMSE Status  : 0xb000 (Warning: CoercionOfDataElements)\n";
    const auto stored = readReport(report, {"/a.dcm", "/b.dcm", "/c.dcm", "/d.dcm"});
    QCOMPARE(stored.count, std::size_t(2));
    QCOMPARE(stored.failures.size(), std::size_t(2));
    QVERIFY(stored.failures[0].reason.find("OutOfResources") != std::string::npos);
    QVERIFY(stored.failures[1].reason.find("cannot send") != std::string::npos);
  }
};

QTEST_GUILESS_MAIN(TestArchive)
#include "tst_archive.moc"
