// SPDX-License-Identifier: Apache-2.0
// rho archive, as a user runs it.
#include <QtTest>

#include "archive/orthanc.h"
#include "cli/program.h"
#include "dicom/dicom_bytes.h"

using namespace rho::test;

class TestArchiveCommand : public QObject {
  Q_OBJECT

 private:
  static QStringList to(const rho::archive::Archive& archive, const QStringList& rest) {
    return QStringList{"archive"} + rest.mid(0, 1) +
           QStringList{"--host", "127.0.0.1",    "--port", QString::number(archive.port),
                       "--call", Orthanc::title, "--aet",  Orthanc::ourTitle} +
           rest.mid(1);
  }

 private slots:
  void storesFindsAndGets() {
    RHO_ORTHANC_OR_SKIP();
    const Orthanc orthanc;
    QVERIFY(orthanc.runs());
    const auto archive = orthanc.address();
    const Scratch folder;
    auto data = greyImage({1, 2, 3, 4}, 2);
    data.setText(rho::dicom::tags::patientName, "PN", "Doe^Jo");
    data.setText(rho::dicom::tags::patientId, "LO", "4711");
    rho::dicom::writeDicom(folder / "image.dcm", data);
    const auto image = QString::fromStdString((folder / "image.dcm").string());

    auto outcome = runRho(to(archive, {"echo"}));
    QVERIFY2(outcome.code == 0, outcome.err);
    outcome = runRho(to(archive, {"store", "--json", image}));
    QVERIFY2(outcome.code == 0, outcome.err);
    QCOMPARE(outcome.object()["stored"].toInt(), 1);

    // Names are said only when asked for.
    outcome = runRho(to(archive, {"find", "--json"}));
    QVERIFY2(outcome.code == 0, outcome.err);
    QCOMPARE(outcome.object()["studies"][0]["study"].toString(), "1.2.3");
    QVERIFY(!outcome.out.contains("Doe") && !outcome.out.contains("4711"));
    outcome = runRho(to(archive, {"find", "--name", "doe", "--patient", "--json"}));
    QCOMPARE(outcome.object()["studies"][0]["patient"]["name"].toString(), "Doe^Jo");
    outcome = runRho(to(archive, {"find", "--study", "1.2.3"}));
    QVERIFY2(outcome.out.contains("1.2.3.1"), outcome.out);
    outcome = runRho(to(archive, {"find", "--study", "1.2.3", "--series", "1.2.3.1"}));
    QVERIFY2(outcome.out.contains("1.2.3.4"), outcome.out);

    const auto place = QString::fromStdString((folder / "got").string());
    outcome = runRho(to(archive, {"get", "--study", "1.2.3", "--out", place, "--json"}));
    QVERIFY2(outcome.code == 0, outcome.err);
    QCOMPARE(outcome.object()["files"][0].toString(), place + "/1.2.3.4.dcm");
    outcome = runRho({"dicom", "show", place + "/1.2.3.4.dcm", "--patient"});
    QVERIFY2(outcome.out.contains("Doe"), outcome.err);
  }

  void whatFailsHasACodeAndOneLine() {
    if (QStandardPaths::findExecutable("echoscu").isEmpty())
      QSKIP("needs DCMTK's programs (Debian's package dcmtk)");
    rho::archive::Archive nobody;
    nobody.port = freePort();
    auto outcome = runRho(to(nobody, {"echo"}));
    QCOMPARE(outcome.code, 11);
    QCOMPARE(outcome.err.count('\n'), 1);
    QVERIFY2(outcome.err.contains("nothing answers there"), outcome.err);
    outcome = runRho(to(nobody, {"find", "--from", "yesterday"}));
    QCOMPARE(outcome.code, 7);
    outcome = runRho({"archive", "echo"});
    QCOMPARE(outcome.code, 2);
  }
};

QTEST_GUILESS_MAIN(TestArchiveCommand)
#include "tst_archive_command.moc"
