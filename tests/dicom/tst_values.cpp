// SPDX-License-Identifier: Apache-2.0
// From stored words to brightness, in the standard's order.
#include <QtTest>
#include <cmath>
#include <opencv2/imgcodecs.hpp>

#include "dicom/character_set.h"
#include "dicom/dicom_bytes.h"
#include "dicom/dicom_image.h"
#include "dicom/presentation.h"
#include "image/network_path.h"

using namespace rho::dicom;
using rho::test::fileOf;
using rho::test::greyImage;

class TestValues : public QObject {
  Q_OBJECT

 private slots:
  void wordsAreMaskedAndSigned_data() {
    QTest::addColumn<int>("bits");
    for (const int bits : {8, 10, 12, 14, 15, 16}) QTest::addRow("%d bits", bits) << bits;
  }
  void wordsAreMaskedAndSigned() {
    QFETCH(int, bits);
    // All bits set: the largest unsigned value, and −1, whatever lies above Bits Stored.
    const auto plain = imageOf(fileOf(greyImage({0xffff, 1}, 2, bits, false)));
    QCOMPARE(modalityValues(plain).at<double>(0, 0), std::pow(2.0, bits) - 1);
    const auto negative = imageOf(fileOf(greyImage({0xffff, 1}, 2, bits, true)));
    QCOMPARE(modalityValues(negative).at<double>(0, 0), -1.0);
    QCOMPARE(modalityValues(negative).at<double>(0, 1), 1.0);
    const auto lowest = static_cast<std::uint16_t>(1u << (bits - 1));
    const auto least = imageOf(fileOf(greyImage({lowest, 1}, 2, bits, true)));
    QCOMPARE(modalityValues(least).at<double>(0, 0), -std::pow(2.0, bits - 1));
  }

  void aSlopeMayBeNegative() {
    auto data = greyImage({0, 100, 4095}, 3, 12);
    data.setText(tags::rescaleSlope, "DS", "-2");
    data.setText(tags::rescaleIntercept, "DS", "10");
    const auto image = imageOf(fileOf(data));
    QCOMPARE(modalityValues(image).at<double>(0, 1), -190.0);
    // The largest modality value is 1 to a network: here that of the stored 0.
    const cv::Mat unit = unitValues(image);
    QCOMPARE(unit.at<float>(0, 0), 1.0f);
    QCOMPARE(unit.at<float>(0, 2), 0.0f);
  }

  void windowsAreThoseOfTheStandard() {
    const Window linear{2048, 4096, WindowFunction::linear, ""};
    QCOMPARE(brightness(linear, 0.0), 0.0);
    QCOMPARE(brightness(linear, 4095.0), 1.0);
    QCOMPARE(brightness(linear, 2047.5), 0.5);
    const Window threshold{10, 1, WindowFunction::linear, ""};
    QCOMPARE(brightness(threshold, 9.5), 0.0);
    QCOMPARE(brightness(threshold, 9.6), 1.0);
    const Window exact{50, 100, WindowFunction::linearExact, ""};
    QCOMPARE(brightness(exact, 25.0), 0.25);
    QCOMPARE(brightness(exact, 101.0), 1.0);
    const Window sigmoid{50, 100, WindowFunction::sigmoid, ""};
    QCOMPARE(brightness(sigmoid, 50.0), 0.5);
    QCOMPARE(brightness(sigmoid, 75.0), 1 / (1 + std::exp(-1.0)));
  }

  void alternativesAreListedAndBadWindowsNot() {
    auto data = greyImage({0, 1}, 2);
    data.setText(tags::windowCenter, "DS", "40\\450\\3");
    data.setText(tags::windowWidth, "DS", "350\\1500\\0");
    data.setText(tags::windowExplanation, "LO", "soft\\bone\\none");
    const auto image = imageOf(fileOf(data));
    QCOMPARE(image.vois.size(), std::size_t(2));
    QCOMPARE(std::get<Window>(image.vois[1]).explanation, std::string("bone"));
    QCOMPARE(image.notes.size(), std::size_t(1));
  }

  void polarityInvertsOnceAndAfterTheWindow() {
    auto data = greyImage({0, 1000, 4095}, 3, 12);
    data.setText(tags::photometric, "CS", "MONOCHROME1");
    data.setText(tags::windowCenter, "DS", "500.5");
    data.setText(tags::windowWidth, "DS", "1001");
    const auto image = imageOf(fileOf(data));
    const cv::Mat shown = shownValues(image, firstVoi(image));
    QCOMPARE(shown.at<float>(0, 0), 1.0f);
    QCOMPARE(shown.at<float>(0, 1), 0.0f);
    // The network sees the range of Bits Stored, not the window, and the same polarity.
    const cv::Mat unit = unitValues(image);
    QCOMPARE(unit.at<float>(0, 2), 0.0f);
    QCOMPARE(unit.at<float>(0, 1), static_cast<float>(1 - 1000.0 / 4095));
    QCOMPARE(shownPixels(image, firstVoi(image)).at<std::uint8_t>(0, 0), std::uint8_t(255));
  }

  void withoutAWindowTheTailsAreCut() {
    std::vector<std::uint16_t> words(10000, 500);
    for (std::size_t i = 0; i < 5000; ++i) words[i] = 100;
    words[0] = 0;
    words[9999] = 65535;
    const auto voi = std::get<Window>(firstVoi(imageOf(fileOf(greyImage(words, 100)))));
    QCOMPARE(voi.center, 300.0);
    QCOMPARE(voi.width, 400.0);
  }

  void aModalityTableIsLookedUp() {
    auto data = greyImage({0, 5, 6, 9}, 4, 12);
    DataSet item;
    const std::uint16_t descriptor[] = {3, 5, 16};
    const std::uint16_t entries[] = {10, 20, 30};
    item.elements()[tags::lutDescriptor] = {
        "US", std::string(reinterpret_cast<const char*>(descriptor), 6), {}};
    item.elements()[tags::lutData] = {
        "OW", std::string(reinterpret_cast<const char*>(entries), 6), {}};
    data.sequence(tags::modalityLuts) = {item};
    const cv::Mat values = modalityValues(imageOf(fileOf(data)));
    const std::vector<double> expected = {10, 10, 20, 30};
    for (int x = 0; x < 4; ++x)
      QCOMPARE(values.at<double>(0, x), expected[static_cast<std::size_t>(x)]);
  }

  void millimetresSayWhatTheyAreOf() {
    auto data = greyImage({0, 1}, 2);
    QVERIFY(!imageOf(fileOf(data)).spacing);
    data.setText(tags::pixelSpacing, "DS", "0.2\\0.1");
    QCOMPARE(nameOf(imageOf(fileOf(data)).spacing->basis), std::string("unknown"));
    QCOMPARE(imageOf(fileOf(data)).spacing->rowMillimetres, 0.2);
    data.setText(tags::imagerPixelSpacing, "DS", "0.2\\0.1");
    QCOMPARE(nameOf(imageOf(fileOf(data)).spacing->basis), std::string("at detector"));
    data.setText(tags::imagerPixelSpacing, "DS", "0.22\\0.11");
    QCOMPARE(nameOf(imageOf(fileOf(data)).spacing->basis), std::string("calibrated"));
    data.setText(tags::pixelSpacing, "DS", "0\\0.1");
    const auto image = imageOf(fileOf(data));
    QCOMPARE(nameOf(image.spacing->basis), std::string("at detector"));
    QCOMPARE(image.notes.size(), std::size_t(1));
  }

  void orientationFollowsFlips() {
    auto data = greyImage({0, 1}, 2);
    QVERIFY(!imageOf(fileOf(data)).orientation.isKnown());
    data.setText(tags::patientOrientation, "CS", "L\\F");
    const auto letters = imageOf(fileOf(data)).orientation;
    QCOMPARE(letters.left + letters.right + letters.top + letters.bottom, std::string("RLHF"));
    QCOMPARE(letters.mirrored().left, std::string("L"));
    QCOMPARE(letters.turnedClockwise().right, std::string("H"));
    data.setText(tags::patientOrientation, "CS", "L\\?");
    QVERIFY(!imageOf(fileOf(data)).orientation.isKnown());
  }

  void textBecomesUtf8() {
    const auto name = [](const std::string& set, const std::string& bytes) {
      DataSet data;
      data.setText(tags::specificCharacterSet, "CS", set);
      data.setText(tags::patientName, "PN", bytes);
      return CharacterSet(data).text(data, tags::patientName);
    };
    // The examples of PS3.5, annexes H and I.
    QCOMPARE(name("ISO_IR 100", "Buc^J\xe9r\xf4me"), std::string("Buc^Jérôme"));
    QCOMPARE(name("ISO_IR 192", "Ωμ"), std::string("Ωμ"));
    QCOMPARE(
        name(
            "\\ISO 2022 IR 87",
            "Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B=\x1b$B$d$^$@\x1b(B^\x1b$B$?$m$&\x1b(B"),
        std::string("Yamada^Tarou=山田^太郎=やまだ^たろう"));
    QCOMPARE(name("\\ISO 2022 IR 149", "Hong^Gildong=\x1b$)C\xfb\xf3^\x1b$)C\xd1\xce\xd4\xd7"),
             std::string("Hong^Gildong=洪^吉洞"));
    QCOMPARE(name("GB18030", "Wang^XiaoDong=\xcd\xf5^\xd0\xa1\xb6\xab"),
             std::string("Wang^XiaoDong=王^小东"));
  }

  void coloursOfJpegAreRedGreenBlue() {
    // OpenCV writes Y, Cb and Cr with halved colours, and blue first in memory.
    cv::Mat picture(64, 64, CV_8UC3, cv::Scalar(30, 60, 200));
    picture.rowRange(32, 64) = cv::Scalar(220, 90, 10);
    std::vector<uchar> stream;
    cv::imencode(".jpg", picture, stream, {cv::IMWRITE_JPEG_QUALITY, 98});
    DicomFile file;
    file.data = greyImage(std::vector<std::uint16_t>(64 * 64), 64);
    file.data.elements().erase(tags::pixelData);
    file.data.setUnsigned(tags::samplesPerPixel, 3);
    file.data.setUnsigned(tags::bitsAllocated, 8);
    file.data.setUnsigned(tags::bitsStored, 8);
    file.data.setUnsigned(tags::highBit, 7);
    file.data.setText(tags::photometric, "CS", "YBR_FULL_422");
    file.syntax = transferSyntaxOf("1.2.840.10008.1.2.4.50");
    const auto* begin = reinterpret_cast<const std::byte*>(stream.data());
    file.bytes = std::make_shared<const std::vector<std::byte>>(begin, begin + stream.size());
    file.pixels.emplace();
    file.pixels->isEncapsulated = true;
    file.pixels->fragments = {{0, stream.size()}};
    const auto image = imageOf(file);
    const auto top = image.stored.at<cv::Vec3b>(10, 10);
    const auto bottom = image.stored.at<cv::Vec3b>(50, 10);
    QVERIFY(cv::norm(top, cv::Vec3b(200, 60, 30), cv::NORM_INF) <= 3);
    QVERIFY(cv::norm(bottom, cv::Vec3b(10, 90, 220), cv::NORM_INF) <= 3);
    QCOMPARE(unitValues(image).type(), CV_32FC3);
  }

  void overlaysAreDrawnWhereTheySay() {
    auto data = greyImage({0, 1, 2, 3}, 2);
    data.setUnsigned({0x6000, 0x0010}, 2);
    data.setUnsigned({0x6000, 0x0011}, 2);
    const std::int16_t origin[] = {2, -1};
    data.elements()[{0x6000, 0x0050}] = {
        "SS", std::string(reinterpret_cast<const char*>(origin), 4), {}};
    data.elements()[{0x6000, 0x3000}] = {"OW", std::string("\x06\0", 2), {}};
    const auto overlays = imageOf(fileOf(data)).overlays;
    QCOMPARE(overlays.size(), std::size_t(1));
    QCOMPARE(overlays[0].origin, cv::Point(-2, 1));
    QCOMPARE(overlays[0].mask.at<std::uint8_t>(0, 1), std::uint8_t(1));
    QCOMPARE(overlays[0].mask.at<std::uint8_t>(1, 1), std::uint8_t(0));
    data.setUnsigned({0x6000, 0x0010}, 60000);
    QCOMPARE(imageOf(fileOf(data)).overlays.size(), std::size_t(0));
  }

  void theWayToANetworkIsExplicit() {
    cv::Mat pixels(40, 60, CV_32F, cv::Scalar(0));
    pixels.colRange(10, 50) = 1;
    const rho::image::Image image(pixels, {});
    auto path = rho::image::NetworkPath::ofTorchXRayVision(20);
    const cv::Mat values = networkValues(image, path);
    QCOMPARE(values.size(), cv::Size(20, 20));
    QCOMPARE(values.at<float>(10, 10), 1024.0f);  // the central square is all white
    QCOMPARE(values.at<float>(0, 0), 1024.0f);
    const cv::Mat back =
        onOriginalGrid(cv::Mat(20, 20, CV_32F, cv::Scalar(3)), path, image.pixels().size());
    QCOMPARE(back.at<float>(20, 9), 0.0f);
    QCOMPARE(back.at<float>(20, 10), 3.0f);
    QCOMPARE(back.at<float>(20, 50), 0.0f);
    path.fit = rho::image::Fit::pad;
    QCOMPARE(networkValues(image, path).at<float>(0, 10), -1024.0f);
    QCOMPARE(path.steps(image).size(), std::size_t(3));
    const auto asItIs = rho::image::NetworkPath::ofOwnNetworks(image.pixels().size());
    QCOMPARE(asItIs.steps(image).size(), std::size_t(2));  // nothing is resized
  }
};

QTEST_APPLESS_MAIN(TestValues)
#include "tst_values.moc"
