// SPDX-License-Identifier: Apache-2.0
// Whatever the bytes: an error of a kind, or a picture, and nothing else.
#include <QtTest>

#include "base/random.h"
#include "dicom/dicom_bytes.h"
#include "dicom/dicom_image.h"
#include "testing/scratch.h"
#include "testing/shared.h"

using namespace rho::dicom;
using rho::ExitCode;
using rho::test::bytesOf;
using rho::test::failureOf;
using rho::test::fileOf;
using rho::test::greyImage;

namespace {

int codeOf(ExitCode code) { return static_cast<int>(code); }

/// Reads all frames; errors of a kind are what bad input is for.
void readAll(std::vector<std::byte> bytes) {
  try {
    const auto file = parseDicom(std::move(bytes), "mutated.dcm");
    const int frames = pixelLayoutOf(file.data, file.source).frames;
    for (int i = 0; i < std::min(frames, 3); ++i) imageOf(file, i);
  } catch (const rho::Error&) {
  }
}

/// An open sequence within an open sequence, and so on.
std::string nested(int depth) {
  std::string bytes = fileBytes(greyImage({0, 1}, 2));
  for (int i = 0; i < depth; ++i)
    bytes +=
        std::string("\x08\x00\x40\x11SQ\0\0\xff\xff\xff\xff\xfe\xff\x00\xe0\xff\xff\xff\xff", 20);
  return bytes;
}

}  // namespace

class TestBadInput : public QObject {
  Q_OBJECT

 private slots:
  void deepNestingIsRefused() {
    const auto failure = failureOf([] { parseDicom(bytesOf(nested(10000)), "deep.dcm"); });
    QCOMPARE(failure.code, codeOf(ExitCode::refusedFile));
    QVERIFY(failure.message.find("nests sequences") != std::string::npos);
  }

  void everyTruncationIsAnError() {
    const auto whole = fileBytes(greyImage(std::vector<std::uint16_t>(64, 7), 8));
    for (std::size_t length = 0; length < whole.size(); ++length) {
      const auto failure =
          failureOf([&] { imageOf(parseDicom(bytesOf(whole.substr(0, length)), "cut.dcm")); });
      QVERIFY2(failure.code == codeOf(ExitCode::brokenFile) ||
                   failure.code == codeOf(ExitCode::unknownFormat),
               qPrintable(QString("%1: %2").arg(length).arg(failure.message.c_str())));
    }
    QCOMPARE(failureOf([&] { imageOf(parseDicom(bytesOf(whole), "whole.dcm")); }).code, 0);
  }

  void absurdDimensionsAreRefused() {
    auto data = greyImage({0, 1}, 2);
    data.setUnsigned(tags::rows, 65535);
    data.setUnsigned(tags::columns, 65535);
    QCOMPARE(failureOf([&] { imageOf(fileOf(data)); }).code, codeOf(ExitCode::refusedFile));
    data = greyImage({0, 1}, 2);
    data.setText(tags::numberOfFrames, "IS", "2147483647");
    QCOMPARE(failureOf([&] { imageOf(fileOf(data)); }).code, codeOf(ExitCode::refusedFile));
    data.setText(tags::numberOfFrames, "IS", "2");
    const auto failure = failureOf([&] { imageOf(fileOf(data), 1); });
    QCOMPARE(failure.code, codeOf(ExitCode::brokenFile));
    QVERIFY(failure.message.find("4 of 8 bytes") != std::string::npos);
    QCOMPARE(failureOf([&] { imageOf(fileOf(data), 2); }).code, codeOf(ExitCode::invalidInput));
  }

  void missingAndContradictingAttributesAreNamed() {
    const auto without = [](Tag tag) {
      auto data = greyImage({0, 1}, 2);
      data.elements().erase(tag);
      return failureOf([&] { imageOf(fileOf(data)); });
    };
    QCOMPARE(without(tags::rows).code, codeOf(ExitCode::brokenFile));
    QVERIFY(without(tags::rows).message.find("(0028,0010)") != std::string::npos);
    QVERIFY(without(tags::photometric).message.find("(0028,0004)") != std::string::npos);
    QVERIFY(without(tags::bitsAllocated).message.find("(0028,0100)") != std::string::npos);
    QVERIFY(without(tags::pixelData).message.find("(7fe0,0010)") != std::string::npos);
    auto data = greyImage({0, 1}, 2);
    data.setUnsigned(tags::bitsStored, 17);
    QCOMPARE(failureOf([&] { imageOf(fileOf(data)); }).code, codeOf(ExitCode::brokenFile));
    data = greyImage({0, 1}, 2);
    data.setText(tags::photometric, "CS", "CMYK");
    QCOMPARE(failureOf([&] { imageOf(fileOf(data)); }).code, codeOf(ExitCode::unknownFormat));
  }

  /// Found by the fuzzer: they were converted as words of 16 bits.
  void coloursHaveNoSign_data() {
    QTest::addColumn<QString>("photometric");
    for (const char* name : {"RGB", "YBR_FULL"}) QTest::newRow(name) << name;
  }
  void coloursHaveNoSign() {
    QFETCH(QString, photometric);
    auto data = greyImage({0x4080, 0xff20, 0x0160}, 1, 8);
    data.setText(tags::photometric, "CS", photometric.toStdString());
    data.setUnsigned(tags::samplesPerPixel, 3);
    data.setUnsigned(tags::rows, 1);
    data.setUnsigned(tags::columns, 2);
    data.setUnsigned(tags::bitsAllocated, 8);
    const auto image = imageOf(fileOf(data));
    data.setUnsigned(tags::pixelRepresentation, 1);
    const auto withSign = imageOf(fileOf(data));
    QCOMPARE(withSign.stored.type(), CV_8UC3);
    QCOMPARE(cv::norm(image.stored, withSign.stored, cv::NORM_INF), 0.0);
  }

  void anUnknownTransferSyntaxIsNamed() {
    auto bytes = fileBytes(greyImage({0, 1}, 2));
    const std::string known = "1.2.840.10008.1.2.1";
    bytes.replace(bytes.find(known + '\0'), known.size(), "1.2.840.10008.9.9.9");
    const auto failure = failureOf([&] { imageOf(parseDicom(bytesOf(bytes), "new.dcm")); });
    QCOMPARE(failure.code, codeOf(ExitCode::unknownFormat));
    QVERIFY(failure.message.find("1.2.840.10008.9.9.9") != std::string::npos);
  }

  /// One byte each that ends GDCM's codec by an assertion or a segmentation fault.
  void aStreamThatEndsItsCodecIsAnError_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("place");
    QTest::addColumn<int>("value");
    QTest::newRow("assertion, 16 bits") << "JPEG-LL" << 2933 << 45;
    QTest::newRow("assertion, 16 bits, again") << "JPEG-LL" << 2933 << 197;
    QTest::newRow("segmentation fault") << "JPEG-LL" << 2924 << 169;
    QTest::newRow("assertion, 8 bits") << "JPGLosslessP14SV1_1s_1f_8b" << 2481 << 200;
  }
  void aStreamThatEndsItsCodecIsAnError() {
    QFETCH(QString, name);
    QFETCH(int, place);
    QFETCH(int, value);
    const auto path = rho::test::sharedPath("data/dicom/" + name.toStdString() + ".dcm");
    if (path.empty()) QSKIP("needs the reference DICOM files");
    auto bytes = rho::test::contentOf(path);
    QCOMPARE(failureOf([&] { imageOf(parseDicom(bytesOf(bytes), "whole.dcm")); }).code, 0);
    bytes[static_cast<std::size_t>(place)] = static_cast<char>(value);
    const auto failure = failureOf([&] { imageOf(parseDicom(bytesOf(bytes), "changed.dcm")); });
    QCOMPARE(failure.code, codeOf(ExitCode::brokenFile));
    QVERIFY(failure.message.starts_with("changed.dcm: "));
  }

  void mutatedFilesNeverCrash_data() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"693_J2KR", "JLSL_16_15_1_1F", "JPEG-LL", "OBXXXX1A_rle",
                             "emri_small_RLE", "emri_small_big_endian", "explicit_VR-UN",
                             "emri_small_jpeg_ls_lossless", "SC_rgb_16bit", "liver"})
      QTest::addRow("%s", name) << QString("data/dicom/%1.dcm").arg(name);
  }
  void mutatedFilesNeverCrash() {
    QFETCH(QString, name);
    const auto path = rho::test::sharedPath(name.toStdString());
    if (path.empty()) QSKIP("needs the reference DICOM files");
    const auto whole = rho::test::contentOf(path);
    const int rounds = qEnvironmentVariableIntValue("RHO_MUTATIONS") > 0
                           ? qEnvironmentVariableIntValue("RHO_MUTATIONS")
                           : 25;
    for (int round = 0; round < rounds; ++round) {
      auto random = rho::Random::forItem(1, static_cast<std::uint64_t>(round));
      std::string bytes = whole;
      const auto edits = 1 + random.integer(8);
      // Most edits hit the headers, of the file and of its first frame.
      for (int i = 0; i < edits; ++i) {
        const auto size = static_cast<std::int64_t>(bytes.size());
        const auto reach = random.coin() ? size : std::min<std::int64_t>(size, 4000);
        bytes[static_cast<std::size_t>(random.integer(reach))] =
            static_cast<char>(random.integer(256));
      }
      if (random.coin(0.2))
        bytes.resize(
            static_cast<std::size_t>(random.integer(static_cast<std::int64_t>(bytes.size()))));
      readAll(bytesOf(bytes));
    }
  }
};

QTEST_APPLESS_MAIN(TestBadInput)
#include "tst_bad_input.moc"
