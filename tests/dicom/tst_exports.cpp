// SPDX-License-Identifier: Apache-2.0
// What leaves the program: captures, reports, de-identified copies; series of a folder.
#include <QtTest>
#include <filesystem>

#include "dicom/deidentify.h"
#include "dicom/dicom_bytes.h"
#include "dicom/dicom_image.h"
#include "dicom/export.h"
#include "dicom/pydicom.h"
#include "dicom/series_list.h"
#include "dicom/uid.h"
#include "testing/scratch.h"

using namespace rho::dicom;
using rho::test::bytesOf;
using rho::test::contentOf;
using rho::test::failureOf;
using rho::test::greyImage;
using rho::test::readBack;
using rho::test::Scratch;

namespace {

constexpr const char* marker = "SECRET";

/// Attributes of Table E.1-1 of PS3.15 that the basic profile removes, empties or replaces, with
/// the VR that they are written in.
const std::vector<std::pair<Tag, const char*>> telling = {
    {{0x0008, 0x0050}, "SH"}, {{0x0008, 0x0080}, "LO"}, {{0x0008, 0x0081}, "ST"},
    {{0x0008, 0x0090}, "PN"}, {{0x0008, 0x0092}, "ST"}, {{0x0008, 0x0094}, "SH"},
    {{0x0008, 0x0201}, "SH"}, {{0x0008, 0x1010}, "SH"}, {{0x0008, 0x1030}, "LO"},
    {{0x0008, 0x103e}, "LO"}, {{0x0008, 0x1040}, "LO"}, {{0x0008, 0x1048}, "PN"},
    {{0x0008, 0x1050}, "PN"}, {{0x0008, 0x1060}, "PN"}, {{0x0008, 0x1070}, "PN"},
    {{0x0008, 0x1080}, "LO"}, {{0x0008, 0x2111}, "ST"}, {{0x0008, 0x4000}, "LT"},
    {{0x0010, 0x0010}, "PN"}, {{0x0010, 0x0020}, "LO"}, {{0x0010, 0x0021}, "LO"},
    {{0x0010, 0x0040}, "CS"}, {{0x0010, 0x1000}, "LO"}, {{0x0010, 0x1001}, "PN"},
    {{0x0010, 0x1005}, "PN"}, {{0x0010, 0x1010}, "AS"}, {{0x0010, 0x1040}, "LO"},
    {{0x0010, 0x1060}, "PN"}, {{0x0010, 0x1080}, "LO"}, {{0x0010, 0x1081}, "LO"},
    {{0x0010, 0x1090}, "LO"}, {{0x0010, 0x2000}, "LO"}, {{0x0010, 0x2110}, "LO"},
    {{0x0010, 0x2150}, "LO"}, {{0x0010, 0x2152}, "LO"}, {{0x0010, 0x2154}, "SH"},
    {{0x0010, 0x2160}, "SH"}, {{0x0010, 0x2180}, "SH"}, {{0x0010, 0x21a0}, "CS"},
    {{0x0010, 0x21b0}, "LT"}, {{0x0010, 0x21f0}, "LO"}, {{0x0010, 0x2203}, "CS"},
    {{0x0010, 0x2297}, "PN"}, {{0x0010, 0x2299}, "LO"}, {{0x0010, 0x4000}, "LT"},
    {{0x0018, 0x0010}, "LO"}, {{0x0018, 0x1000}, "LO"}, {{0x0018, 0x1004}, "LO"},
    {{0x0018, 0x1005}, "LO"}, {{0x0018, 0x1007}, "LO"}, {{0x0018, 0x1008}, "LO"},
    {{0x0018, 0x1030}, "LO"}, {{0x0018, 0x1400}, "LO"}, {{0x0018, 0x4000}, "LT"},
    {{0x0018, 0x700a}, "SH"}, {{0x0018, 0x9424}, "LT"}, {{0x0018, 0xa003}, "ST"},
    {{0x0020, 0x0010}, "SH"}, {{0x0020, 0x3401}, "CS"}, {{0x0020, 0x4000}, "LT"},
    {{0x0020, 0x9158}, "LT"}, {{0x0028, 0x4000}, "LT"}, {{0x0032, 0x0012}, "LO"},
    {{0x0032, 0x1020}, "LO"}, {{0x0032, 0x1030}, "LO"}, {{0x0032, 0x1032}, "PN"},
    {{0x0032, 0x1033}, "LO"}, {{0x0032, 0x1060}, "LO"}, {{0x0032, 0x1070}, "LO"},
    {{0x0032, 0x4000}, "LT"}, {{0x0038, 0x0010}, "LO"}, {{0x0038, 0x0011}, "LO"},
    {{0x0038, 0x0050}, "LO"}, {{0x0038, 0x0060}, "LO"}, {{0x0038, 0x0062}, "LO"},
    {{0x0038, 0x0300}, "LO"}, {{0x0038, 0x0400}, "LO"}, {{0x0038, 0x0500}, "LO"},
    {{0x0038, 0x4000}, "LT"}, {{0x0040, 0x0001}, "AE"}, {{0x0040, 0x0006}, "PN"},
    {{0x0040, 0x0007}, "LO"}, {{0x0040, 0x0009}, "SH"}, {{0x0040, 0x0010}, "SH"},
    {{0x0040, 0x0011}, "SH"}, {{0x0040, 0x0012}, "LO"}, {{0x0040, 0x0241}, "AE"},
    {{0x0040, 0x0242}, "SH"}, {{0x0040, 0x0243}, "SH"}, {{0x0040, 0x0253}, "SH"},
    {{0x0040, 0x0254}, "LO"}, {{0x0040, 0x0280}, "ST"}, {{0x0040, 0x1001}, "SH"},
    {{0x0040, 0x1005}, "LO"}, {{0x0040, 0x1010}, "PN"}, {{0x0040, 0x1102}, "ST"},
    {{0x0040, 0x1103}, "LO"}, {{0x0040, 0x1400}, "LT"}, {{0x0040, 0x2001}, "LO"},
    {{0x0040, 0x2008}, "PN"}, {{0x0040, 0x2009}, "SH"}, {{0x0040, 0x2010}, "SH"},
    {{0x0040, 0x2016}, "LO"}, {{0x0040, 0x2017}, "LO"}, {{0x0040, 0x2400}, "LT"},
    {{0x0040, 0x3001}, "LO"}, {{0x0040, 0xa027}, "LO"}, {{0x0040, 0xa075}, "PN"},
    {{0x0040, 0xa123}, "PN"}, {{0x0070, 0x0084}, "PN"}, {{0x0088, 0x0904}, "LO"},
    {{0x0088, 0x0906}, "ST"}, {{0x0088, 0x0910}, "LO"}, {{0x0088, 0x0912}, "LO"},
    {{0x2030, 0x0020}, "LO"}, {{0x4000, 0x0010}, "LT"}, {{0x4000, 0x4000}, "LT"},
    {{0x4008, 0x010c}, "PN"}, {{0x4008, 0x0115}, "LT"}, {{0x6000, 0x4000}, "LT"},
    {{0x0009, 0x0010}, "LO"}, {{0x0009, 0x1001}, "LO"}};

const std::vector<Tag> dates = {{0x0008, 0x0012}, {0x0008, 0x0020}, {0x0008, 0x0021},
                                {0x0008, 0x0022}, {0x0008, 0x0023}, {0x0010, 0x0030},
                                {0x0040, 0x0244}};

DataSet tellingImage() {
  auto data = greyImage({1, 2, 3, 4}, 2, 12);
  for (const auto& [tag, vr] : telling) data.setText(tag, vr, marker);
  for (const auto tag : dates) data.setText(tag, "DA", "19991231");
  DataSet deep;
  deep.setText(tags::patientName, "PN", marker);
  deep.setText({0x0008, 0x1155}, "UI", "1.2.3.4");
  deep.setText({0x0009, 0x1001}, "LO", marker);
  DataSet middle;
  middle.sequence({0x0040, 0xa170}) = {deep};  // Purpose of Reference Code
  data.sequence({0x0008, 0x1140}) = {middle};
  data.setText(tags::pixelSpacing, "DS", "0.1\\0.1");
  data.setText(tags::bodyPart, "CS", "CHEST");
  return data;
}

ExportFacts facts() { return {"20240229123456", "Explanation", 900, 1}; }

}  // namespace

class TestExports : public QObject {
  Q_OBJECT

 private slots:
  void aUidIsADecimalNumberOf128Bits() {
    const auto uid = uidOf("one");
    QVERIFY(uid.starts_with("2.25.") && uid.size() <= 64 && uid != uidOf("two"));
    QCOMPARE(uid.find_first_not_of("0123456789."), std::string::npos);
    QCOMPARE(uid, uidOf("one"));
  }

  void nothingTellingIsLeft() {
    auto data = tellingImage();
    deidentify(data, "key");
    const auto bytes = fileBytes(data);
    for (const auto& [tag, vr] : telling)
      QVERIFY2(data.text(tag).find(marker) == std::string::npos, tag.text().c_str());
    QCOMPARE(bytes.find(marker), std::string::npos);
    QCOMPARE(bytes.find("19991231"), std::string::npos);
    for (const auto& [tag, element] : data.elements()) QVERIFY(!tag.isPrivate());
    // What the image needs is still there, and the method is recorded.
    QCOMPARE(data.text(tags::studyDate), std::string());
    QVERIFY(data.has(tags::studyDate));
    QCOMPARE(data.text(tags::bodyPart), std::string("CHEST"));
    QCOMPARE(data.decimals(tags::pixelSpacing).size(), std::size_t(2));
    QCOMPARE(data.text({0x0012, 0x0062}), std::string("YES"));
    QVERIFY(!data.text({0x0012, 0x0063}).empty());
    QCOMPARE(data.items({0x0012, 0x0064}).front().text({0x0008, 0x0100}), std::string("113100"));
    QCOMPARE(modalityValues(imageOf(rho::test::fileOf(data))).at<double>(1, 1), 4.0);
  }

  void uidsAreReplacedConsistently() {
    auto one = tellingImage();
    auto other = tellingImage();
    other.setText(tags::sopInstance, "UI", "1.2.3.5");
    deidentify(one, "key");
    deidentify(other, "key");
    QCOMPARE(one.text(tags::studyInstance), other.text(tags::studyInstance));
    QVERIFY(one.text(tags::sopInstance) != other.text(tags::sopInstance));
    QVERIFY(one.text(tags::studyInstance) != "1.2.3");
    QCOMPARE(one.text(tags::patientId), other.text(tags::patientId));
    // A reference deep inside leads to the new instance; the standard's own UIDs stay.
    const auto& deep = one.items({0x0008, 0x1140}).front().items({0x0040, 0xa170}).front();
    QCOMPARE(deep.text({0x0008, 0x1155}), one.text(tags::sopInstance));
    QCOMPARE(one.text(tags::sopClass), std::string("1.2.840.10008.5.1.4.1.1.1.1"));
    auto third = tellingImage();
    deidentify(third, "another key");
    QVERIFY(third.text(tags::studyInstance) != one.text(tags::studyInstance));
    QVERIFY(failureOf([&] { deidentify(third, ""); }).code != 0);
  }

  void aCaptureRefersToItsSource() {
    const Scratch scratch;
    const auto source = tellingImage();
    cv::Mat pixels(3, 5, CV_8UC3, cv::Scalar(10, 20, 30));
    const auto capture = secondaryCapture(source, pixels, true, facts());
    const auto path = scratch / "capture.dcm";
    writeDicom(path, capture);
    QCOMPARE(contentOf(path).substr(0, 128), std::string(128, '\0'));
    const auto image = readDicomImage(path);
    QCOMPARE(image.stored.at<cv::Vec3b>(2, 4), cv::Vec3b(10, 20, 30));
    QCOMPARE(image.technical.burnedInAnnotation, std::string("YES"));
    QCOMPARE(image.technical.studyInstance, std::string("1.2.3"));
    QVERIFY(image.technical.seriesInstance != "1.2.3.1");
    QVERIFY(image.technical.sopInstance != "1.2.3.4");
    const auto back = readBack(path,
                               "ds.SourceImageSequence[0].ReferencedSOPInstanceUID, "
                               "ds.pixel_array.shape, ds.pixel_array[2,4].tolist()");
    if (back.isEmpty()) QSKIP("needs pydicom: tests/dicom/setup_pydicom.sh");
    QCOMPARE(back, QString("1.2.3.4 (3, 5, 3) [10, 20, 30]"));
  }

  void aReportSaysWhatItIsAbout() {
    const Scratch scratch;
    const auto path = scratch / "report.dcm";
    writeDicom(path, textReport(greyImage({1, 2}, 2), {{"Finding", "Größe: 3 mm"}}, facts()));
    const auto report = readDicomFile(path);
    QCOMPARE(report.data.text({0x0040, 0xa493}), std::string("UNVERIFIED"));
    QVERIFY(failureOf([&] { imageOf(report); }).code != 0);
    const auto back =
        readBack(path,
                 "ds.ContentSequence[0].ReferencedSOPSequence[0].ReferencedSOPInstanceUID, "
                 "ds.ContentSequence[1].ContentSequence[0].TextValue, "
                 "ds.CurrentRequestedProcedureEvidenceSequence[0].StudyInstanceUID");
    if (back.isEmpty()) QSKIP("needs pydicom: tests/dicom/setup_pydicom.sh");
    QCOMPARE(back, QString("1.2.3.4 Größe: 3 mm 1.2.3"));
  }

  void aFolderIsSortedIntoSeries() {
    const Scratch scratch;
    std::filesystem::create_directories(scratch / "a/b");
    for (int i = 0; i < 6; ++i) {
      auto data = greyImage({1, 2}, 2);
      data.setText(tags::sopInstance, "UI", "1.2.3.4." + std::to_string(i));
      data.setText(tags::seriesInstance, "UI", i < 4 ? "1.2.3.1" : "1.2.3.2");
      data.setText(tags::seriesNumber, "IS", i < 4 ? "2" : "1");
      data.setText(tags::instanceNumber, "IS", std::to_string(10 - i));
      writeDicom(scratch / ("a/b/" + std::to_string(i) + ".dcm"), data);
    }
    scratch.write("notes.txt", "no image");
    scratch.write("cut.dcm", fileBytes(greyImage({1, 2}, 2)).substr(0, 200));
    std::filesystem::create_directory_symlink(scratch.path(), scratch / "a/loop");
    const auto list = listSeries(scratch.path());
    QCOMPARE(list.studies.size(), std::size_t(1));
    QCOMPARE(list.studies[0].series.size(), std::size_t(2));
    QCOMPARE(list.studies[0].series[0].number, std::int64_t(1));
    QCOMPARE(list.studies[0].series[1].instances.size(), std::size_t(4));
    QCOMPARE(list.studies[0].series[1].instances[0].number, std::int64_t(7));
    QCOMPARE(list.otherFiles, std::size_t(1));
    QCOMPARE(list.problems.size(), std::size_t(1));
    QVERIFY(list.problems[0].reason.find("cut off") != std::string::npos);
  }

  void aDicomdirNamesItsFilesAndNoOthers() {
    const Scratch scratch;
    std::filesystem::create_directories(scratch / "IMAGES");
    writeDicom(scratch / "IMAGES/ONE", greyImage({1, 2}, 2));
    DataSet directory;
    directory.setText(tags::sopClass, "UI", "1.2.840.10008.1.3.10");
    directory.setText(tags::sopInstance, "UI", "1.2.9");
    for (const char* name : {"IMAGES\\ONE", "..\\OTHER", ""}) {
      DataSet record;
      record.setText(tags::referencedFile, "CS", name);
      directory.sequence(tags::directoryRecords).push_back(record);
    }
    writeDicom(scratch / "DICOMDIR", directory);
    const auto list = listSeries(scratch / "DICOMDIR");
    QCOMPARE(list.studies.size(), std::size_t(1));
    QCOMPARE(list.studies[0].series[0].instances[0].rows, std::int64_t(1));
    QCOMPARE(list.problems.size(), std::size_t(1));
  }
};

QTEST_APPLESS_MAIN(TestExports)
#include "tst_exports.moc"
