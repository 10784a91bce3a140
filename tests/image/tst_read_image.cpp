// SPDX-License-Identifier: Apache-2.0
#include <QtTest>
#include <limits>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <span>

#include "image/array.h"
#include "image/image_format.h"
#include "image/npy_bytes.h"
#include "image/png_bytes.h"
#include "image/read_image.h"
#include "testing/scratch.h"
#include "testing/shared.h"

using namespace rho::image;
using namespace std::string_literals;
using rho::test::bytesOf;
using rho::test::contentOf;
using rho::test::failureOf;
using rho::test::npyBytes;
using rho::test::pngBytes;
using rho::test::pngChunk;
using rho::test::Scratch;

namespace {

/// Values that differ at every pixel and channel, of OpenCV type (blue first).
cv::Mat pattern(int type, int height = 20, int width = 30) {
  cv::Mat mat(height, width, type);
  cv::RNG random(7);
  if (mat.depth() == CV_32F)
    random.fill(mat, cv::RNG::UNIFORM, 0, 1);
  else
    random.fill(mat, cv::RNG::UNIFORM, 0, mat.depth() == CV_8U ? 256 : 65536);
  return mat;
}

std::string encoded(const std::string& extension, const cv::Mat& mat,
                    const std::vector<int>& options = {}) {
  std::vector<uchar> bytes;
  cv::imencode(extension, mat, bytes, options);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// What reading a mat must give: floats in [0,1], red first.
cv::Mat expectedOf(const cv::Mat& mat) {
  cv::Mat floats;
  mat.convertTo(floats, CV_32F,
                mat.depth() == CV_8U    ? 1 / 255.0
                : mat.depth() == CV_16U ? 1 / 65535.0
                                        : 1);
  if (floats.channels() == 3) cv::cvtColor(floats, floats, cv::COLOR_BGR2RGB);
  return floats;
}

double difference(const Image& image, const cv::Mat& expected) {
  if (image.pixels().type() != expected.type() || image.pixels().size() != expected.size())
    return 1e9;
  return cv::norm(image.pixels(), expected, cv::NORM_INF);
}

QByteArray raw(const std::string& bytes) { return QByteArray::fromStdString(bytes); }

/// An 8×8 CMYK JPEG of pure red (no cyan, full magenta and yellow, no black).
const char* const cmykJpeg =
    "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwADAgIDAgIDAwMDBAMDBAUIBQUEBAUKBwcGCAwKDAwLCgsLDQ4SEA0OEQ4LCxAW"
    "EBETFBUVFQwPFxgWFBgSFBUU/8AAFAgACAAIBEMRAE0RAFkRAEsRAP/EABQAAQAAAAAAAAAAAAAAAAAAAAn/xAAUEAEA"
    "AAAAAAAAAAAAAAAAAAAA/9oADgRDAE0AWQBLAAA/AFTFUKoqb//Z";

/// A JPEG with an EXIF orientation after its start marker.
std::string withOrientation(const std::string& jpeg, char orientation) {
  const std::string tiff =
      "MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"s + orientation + "\0\0\0\0\0\0"s;
  const std::string body = "Exif\0\0"s + tiff;
  return jpeg.substr(0, 2) + "\xff\xe1"s +
         rho::test::bigEndian(static_cast<std::uint32_t>(body.size() + 2), 2) + body +
         jpeg.substr(2);
}

std::string pngOfSize(std::uint32_t width, std::uint32_t height) {
  return pngBytes(width, height, 8, 0, "\0\0"s);
}

std::string replaced(std::string bytes, std::size_t at, const std::string& part) {
  return bytes.replace(at, part.size(), part);
}

}  // namespace

class TestReadImage : public QObject {
  Q_OBJECT

 private slots:
  void losslessFormatsKeepEveryValue_data() {
    QTest::addColumn<QString>("extension");
    QTest::addColumn<int>("type");
    QTest::addColumn<int>("bits");
    QTest::newRow("grey PNG") << ".png" << CV_8UC1 << 8;
    QTest::newRow("colour PNG") << ".png" << CV_8UC3 << 8;
    QTest::newRow("grey PNG of 16 bits") << ".png" << CV_16UC1 << 16;
    QTest::newRow("colour PNG of 16 bits") << ".png" << CV_16UC3 << 16;
    QTest::newRow("grey TIFF") << ".tif" << CV_8UC1 << 8;
    QTest::newRow("colour TIFF") << ".tif" << CV_8UC3 << 8;
    QTest::newRow("grey TIFF of 16 bits") << ".tif" << CV_16UC1 << 16;
    QTest::newRow("colour TIFF of 16 bits") << ".tif" << CV_16UC3 << 16;
    QTest::newRow("grey TIFF of floats") << ".tif" << CV_32FC1 << 32;
    QTest::newRow("colour TIFF of floats") << ".tif" << CV_32FC3 << 32;
    QTest::newRow("grey BMP") << ".bmp" << CV_8UC1 << 8;
    QTest::newRow("colour BMP") << ".bmp" << CV_8UC3 << 8;
  }
  void losslessFormatsKeepEveryValue() {
    QFETCH(QString, extension);
    QFETCH(int, type);
    QFETCH(int, bits);
    const Scratch scratch;
    const cv::Mat stored = pattern(type);
    // The content decides, not the name.
    // Without a compression named, OpenCV writes colour floats as SGI LogLuv, which keeps no
    // values.
    constexpr int lzw = 5;
    std::vector<int> options;
    if (extension == ".tif") options = {cv::IMWRITE_TIFF_COMPRESSION, lzw};
    const auto path = scratch.write("image.dat", encoded(extension.toStdString(), stored, options));
    const Image image = readImage(path.string());
    QVERIFY(difference(image, expectedOf(stored)) < 1e-7);
    QCOMPARE(image.info().bitsStored, bits);
    QCOMPARE(image.info().source, path.string());
    QVERIFY(image.info().notes.empty());
  }

  void aGreyLookingColourPngStaysColour() {
    const Scratch scratch;
    const auto path =
        scratch.write("a.png", encoded(".png", cv::Mat(4, 4, CV_8UC3, cv::Scalar::all(9))));
    QCOMPARE(readImage(path.string()).channels(), 3);
  }

  void jpeg() {
    const Scratch scratch;
    cv::Mat smooth;
    cv::resize(pattern(CV_8UC3, 4, 6), smooth, {60, 40}, 0, 0, cv::INTER_CUBIC);
    for (const int progressive : {0, 1}) {
      const std::vector<int> options = {cv::IMWRITE_JPEG_QUALITY, 98, cv::IMWRITE_JPEG_PROGRESSIVE,
                                        progressive};
      const auto path = scratch.write("a.jpg", encoded(".jpg", smooth, options));
      QVERIFY(difference(readImage(path.string()), expectedOf(smooth)) < 0.1);
    }
    const auto grey = scratch.write("g.jpg", encoded(".jpg", pattern(CV_8UC1)));
    QCOMPARE(readImage(grey.string()).channels(), 1);
  }

  void jpegIsTurnedAsItsExifSays() {
    cv::Mat half(32, 64, CV_8UC1, cv::Scalar(0));
    half.colRange(0, 32) = 255;  // white on the left
    const Scratch scratch;
    const auto path = scratch.write("a.jpg", withOrientation(encoded(".jpg", half), 6));
    const Image image = readImage(path.string());
    QCOMPARE(image.width(), 32);
    QCOMPARE(image.height(), 64);
    QVERIFY(image.pixels().at<float>(2, 16) > 0.9F);  // a quarter turn: white on top
    QVERIFY(image.pixels().at<float>(61, 16) < 0.1F);
  }

  void cmykJpegBecomesColour() {
    const Scratch scratch;
    const auto path = scratch.write("a.jpg", QByteArray::fromBase64(cmykJpeg).toStdString());
    const auto pixel = readImage(path.string()).pixels().at<cv::Vec3f>(4, 4);
    QVERIFY(pixel[0] > 0.9F && pixel[1] < 0.1F && pixel[2] < 0.1F);
  }

  void alphaIsLaidOverWhite() {
    const Scratch scratch;
    cv::Mat stored(1, 2, CV_8UC4);
    stored.at<cv::Vec4b>(0) = {0, 0, 255, 51};
    stored.at<cv::Vec4b>(1) = {10, 20, 30, 255};
    const Image image = readImage(scratch.write("a.png", encoded(".png", stored)).string());
    QVERIFY(difference(image, (cv::Mat_<cv::Vec3f>(1, 2) << cv::Vec3f(1, 0.8F, 0.8F),
                               cv::Vec3f(30, 20, 10) / 255)) < 1e-6);
    QCOMPARE(image.info().notes.size(), std::size_t{1});

    stored.at<cv::Vec4b>(0)[3] = 255;
    const Image opaque = readImage(scratch.write("b.png", encoded(".png", stored)).string());
    QCOMPARE(opaque.pixels().at<cv::Vec3f>(0), cv::Vec3f(1, 0, 0));
    QVERIFY(opaque.info().notes.empty());
  }

  void greyWithAlphaStaysGrey() {
    const Scratch scratch;
    const Image image =
        readImage(scratch.write("a.png", pngBytes(2, 1, 8, 4, "\0\0\xff\0\0"s)).string());
    QVERIFY(difference(image, (cv::Mat_<float>(1, 2) << 0, 1)) < 1e-6);
  }

  void paletteBecomesColour() {
    const Scratch scratch;
    const std::string palette = pngChunk("PLTE", "\xff\0\0\0\0\xff"s);
    const Image image =
        readImage(scratch.write("a.png", pngBytes(2, 1, 8, 3, "\0\0\1"s, palette)).string());
    QVERIFY(difference(image, (cv::Mat_<cv::Vec3f>(1, 2) << cv::Vec3f(1, 0, 0),
                               cv::Vec3f(0, 0, 1))) < 1e-6);
  }

  void truncatedFilesAreErrors_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("PNG") << raw(encoded(".png", pattern(CV_8UC3)));
    QTest::newRow("PNG of 16 bits") << raw(encoded(".png", pattern(CV_16UC1)));
    QTest::newRow("JPEG") << raw(encoded(".jpg", pattern(CV_8UC3)));
    QTest::newRow("progressive JPEG")
        << raw(encoded(".jpg", pattern(CV_8UC3), {cv::IMWRITE_JPEG_PROGRESSIVE, 1}));
    QTest::newRow("TIFF") << raw(encoded(".tif", pattern(CV_8UC3)));
    QTest::newRow("TIFF of 16 bits") << raw(encoded(".tif", pattern(CV_16UC1)));
    QTest::newRow("BMP") << raw(encoded(".bmp", pattern(CV_8UC3)));
    QTest::newRow("npy") << raw(npyBytes("'|u1'", false, "20, 30", std::string(600, 'x')));
  }
  void truncatedFilesAreErrors() {
    QFETCH(QByteArray, file);
    const Scratch scratch;
    for (const int percent : {2, 10, 50, 90, 99}) {
      const auto part = file.left(std::max<qsizetype>(6, file.size() * percent / 100));
      const auto path = scratch.write("a", part.toStdString());
      const auto failure = failureOf([&] { readImage(path.string()); });
      QVERIFY2(failure.code == 5,
               qPrintable(QString("%1 %: code %2").arg(percent).arg(failure.code)));
      QVERIFY(failure.message.find(path.string()) == 0);
    }
    const auto path = scratch.write("a", file.left(file.size() - 1).toStdString());
    QCOMPARE(failureOf([&] { readImage(path.string()); }).code, 5);
  }

  void badFiles_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("says");
    const std::string png = encoded(".png", pattern(CV_8UC1));
    const std::string bmp = encoded(".bmp", pattern(CV_8UC1));
    const std::string jpeg = encoded(".jpg", pattern(CV_8UC1));
    const std::string tiff = encoded(".tif", pattern(CV_8UC1));
    QTest::newRow("empty") << "a.png" << QByteArray() << 5 << "empty";
    QTest::newRow("text") << "a.txt" << raw("hello") << 4 << "known format";
    QTest::newRow("text named PNG") << "a.PNG" << raw("hello") << 4 << "named like PNG";
#ifdef RHO_HAS_DICOM
    QTest::newRow("DICOM") << "a.dcm" << raw(std::string(128, '\0') + "DICM" + std::string(9, 'x'))
                           << 5 << "cut off";
#else
    QTest::newRow("DICOM") << "a.dcm" << raw(std::string(128, '\0') + "DICM" + std::string(9, 'x'))
                           << 4 << "DICOM";
#endif
    QTest::newRow("zip of other things")
        << "a.zip" << raw("PK\x05\x06" + std::string(18, '\0')) << 4 << "zip";
    QTest::newRow("damaged PNG") << "a.png" << raw(replaced(png, png.size() - 30, "????")) << 5
                                 << "checksum";
    QTest::newRow("no PNG header")
        << "a.png" << raw(png.substr(0, 8) + pngChunk("IEND", "")) << 5 << "header";
    QTest::newRow("PNG bomb") << "a.png" << raw(pngOfSize(1 << 30, 1 << 30)) << 6 << "pixels";
    QTest::newRow("PNG just too large") << "a.png" << raw(pngOfSize(16385, 16385)) << 6 << "pixels";
    QTest::newRow("PNG without rows") << "a.png" << raw(pngOfSize(0, 5)) << 5 << "no pixels";
    QTest::newRow("PNG with too few rows") << "a.png" << raw(pngOfSize(100, 100)) << 5 << "decoded";
    QTest::newRow("BMP that lies")
        << "a.bmp" << raw(replaced(bmp, 18, "\xff\xff\0\0"s)) << 5 << "cut off";
    QTest::newRow("BMP with a bad header")
        << "a.bmp" << raw(replaced(bmp, 14, "\x05"s)) << 4 << "BMP";
    QTest::newRow("JPEG without pixels") << "a.jpg" << raw("\xff\xd8\xff\xd9"s) << 5 << "no pixels";
    QTest::newRow("JPEG with damaged segments")
        << "a.jpg" << raw(replaced(jpeg, 4, "\0\0"s)) << 5 << "segments";
    QTest::newRow("TIFF without a directory")
        << "a.tif" << raw(replaced(tiff, 4, "\xff\xff\xff\x7f"s)) << 5 << "cut off";
  }
  void badFiles() {
    QFETCH(QString, name);
    QFETCH(QByteArray, file);
    QFETCH(int, code);
    QFETCH(QString, says);
    const Scratch scratch;
    const auto path = scratch.write(name.toStdString(), file.toStdString());
    const auto failure = failureOf([&] { readImage(path.string()); });
    QCOMPARE(failure.code, code);
    QVERIFY2(failure.message.find(path.string()) == 0, failure.message.c_str());
    QVERIFY2(failure.message.find(says.toStdString()) != std::string::npos,
             failure.message.c_str());
    QVERIFY(failure.message.find('\n') == std::string::npos);
  }

  void floatsOutsideTheirRangeAreNamed_data() {
    QTest::addColumn<float>("value");
    QTest::addColumn<QString>("says");
    QTest::newRow("above") << 1.5F << "0 to 1.5";
    QTest::newRow("below") << -0.25F << "-0.25 to 0";
    QTest::newRow("infinite") << std::numeric_limits<float>::infinity()
                              << "1 values are not finite";
    QTest::newRow("not a number") << std::numeric_limits<float>::quiet_NaN()
                                  << "1 values are not finite";
  }
  void floatsOutsideTheirRangeAreNamed() {
    QFETCH(float, value);
    QFETCH(QString, says);
    const Scratch scratch;
    const std::vector<float> values = {0, 0, value, 0};
    const auto npy = scratch.write("a.npy", npyBytes("'<f4'", false, "2, 2", bytesOf(values)));
    const auto tiff = scratch.write("a.tif", encoded(".tif", cv::Mat(values, true).reshape(1, 2)));
    for (const auto& path : {npy, tiff}) {
      const auto failure = failureOf([&] { readImage(path.string()); });
      QCOMPARE(failure.code, 7);
      QVERIFY2(failure.message.find(says.toStdString()) != std::string::npos,
               failure.message.c_str());
    }
  }

  void arrayLayouts_data() {
    QTest::addColumn<QString>("shape");
    QTest::addColumn<QString>("index");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("channels");
    QTest::newRow("H×W") << "8, 9"
                         << "" << QSize(9, 8) << 1;
    QTest::newRow("H×W×3") << "8, 9, 3"
                           << "" << QSize(9, 8) << 3;
    QTest::newRow("H×W×1") << "8, 9, 1"
                           << "" << QSize(9, 8) << 1;
    QTest::newRow("H×W×4") << "8, 9, 4"
                           << "" << QSize(9, 8) << 3;
    QTest::newRow("3×H×W") << "3, 8, 9"
                           << "" << QSize(9, 8) << 3;
    QTest::newRow("N×H×W") << "5, 8, 9"
                           << "#4" << QSize(9, 8) << 1;
    QTest::newRow("N×H×W×3") << "5, 8, 9, 3"
                             << "#0" << QSize(9, 8) << 3;
    QTest::newRow("N×3×H×W") << "5, 3, 8, 9"
                             << "#2" << QSize(9, 8) << 3;
    QTest::newRow("N×1×H×W") << "5, 1, 8, 9"
                             << "#2" << QSize(9, 8) << 1;
  }
  void arrayLayouts() {
    QFETCH(QString, shape);
    QFETCH(QString, index);
    QFETCH(QSize, size);
    QFETCH(int, channels);
    const Scratch scratch;
    std::size_t count = 1;
    for (const auto& extent : shape.split(", ")) count *= extent.toULongLong();
    const auto path = scratch.write(
        "a.npy", npyBytes("'|u1'", false, shape.toStdString(), std::string(count, '\x33')));
    const Image image = readImage(path.string() + index.toStdString());
    QCOMPARE(QSize(image.width(), image.height()), size);
    QCOMPARE(image.channels(), channels);
    // Every value is 0.2, also alpha where there is one.
    const double expected = shape.endsWith("4") ? 0.2 * 0.2 + 0.8 : 0.2;
    QVERIFY(cv::norm(image.pixels().reshape(1),
                     cv::Mat(8, 9 * channels, CV_32F, cv::Scalar(expected)), cv::NORM_INF) < 1e-6);
  }

  void channelsFirstKeepTheirOrder() {
    const Scratch scratch;
    const std::vector<std::uint16_t> values = {65535, 0, 0, 0, 0, 65535};  // red left, blue right
    const auto path =
        scratch.write("a.npy", npyBytes("'>u2'", false, "1, 3, 1, 2", bytesOf(values, true)));
    const Image image = readImage(path.string() + "#0");
    QCOMPARE(image.pixels().at<cv::Vec3f>(0, 0), cv::Vec3f(1, 0, 0));
    QCOMPARE(image.pixels().at<cv::Vec3f>(0, 1), cv::Vec3f(0, 0, 1));
    QCOMPARE(image.info().bitsStored, 16);
  }

  void badArrays_data() {
    QTest::addColumn<QString>("address");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("says");
    QTest::newRow("no index") << "stack.npy" << 7 << "holds 5 images; name one with #0 to #4";
    QTest::newRow("index too large") << "stack.npy#5" << 7 << "has no item 5; it holds 5";
    QTest::newRow("index is no number") << "stack.npy#one" << 2 << "'one'";
    QTest::newRow("negative index") << "stack.npy#-1" << 2 << "'-1'";
    QTest::newRow("index of one image") << "one.npy#0" << 7 << "holds one image";
    QTest::newRow("name in a .npy") << "stack.npy:x#1" << 7 << "without a name";
    QTest::newRow("64-bit integers") << "long.npy" << 7 << "8 or 16 bits";
    QTest::newRow("five axes") << "five.npy" << 7 << "1×1×1×1×1";
    QTest::newRow("unknown name") << "set.npz:z#0" << 7
                                  << "it has test_images, test_labels, other_images";
    QTest::newRow("several candidates") << "set.npz" << 7 << "test_images, other_images";
    QTest::newRow("empty name") << "set.npz:#1" << 2 << "no array";
    QTest::newRow("missing file") << "none.npz:x#1" << 3 << "none.npz: no such file";
  }
  void badArrays() {
    QFETCH(QString, address);
    QFETCH(int, code);
    QFETCH(QString, says);
    const Scratch scratch;
    scratch.write("stack.npy", npyBytes("'|u1'", false, "5, 8, 9", std::string(360, 'x')));
    scratch.write("one.npy", npyBytes("'|u1'", false, "8, 9", std::string(72, 'x')));
    scratch.write("long.npy", npyBytes("'<i8'", false, "1, 2", std::string(16, 'x')));
    scratch.write("five.npy", npyBytes("'|u1'", false, "1, 1, 1, 1, 1", "x"));
    writeSet(scratch / "set.npz");
    const auto failure = failureOf([&] { readImage((scratch / address.toStdString()).string()); });
    QCOMPARE(failure.code, code);
    QVERIFY2(failure.message.find(says.toStdString()) != std::string::npos,
             failure.message.c_str());
  }

  void labelsComeWithTheirImage() {
    const Scratch scratch;
    writeSet(scratch / "set.npz");
    QCOMPARE(readImage((scratch / "set.npz:test_images#1").string()).info().label.value(),
             std::int64_t{7});
    QVERIFY(!readImage((scratch / "set.npz:other_images#1").string()).info().label);
  }

  void anOnlyArrayNeedsNoName() {
    const Scratch scratch;
    const std::vector<std::uint8_t> pixels(12, 255);
    const std::vector<std::uint8_t> labels = {1, 2, 3};
    writeNpz(scratch / "a.npz", {{"x", Array::of<std::uint8_t>(pixels, {3, 2, 2})},
                                 {"y", Array::of<std::uint8_t>(labels, {3, 1})}});
    const Image image = readImage((scratch / "a.npz#2").string());
    QCOMPARE(image.info().label.value(), std::int64_t{3});
    QCOMPARE(image.info().source, (scratch / "a.npz:x#2").string());
  }

  void existingPathsAreTakenLiterally() {
    const Scratch scratch;
    const auto odd = scratch.write("a.npz:b#1", encoded(".png", pattern(CV_8UC1)));
    QCOMPARE(readImage(odd.string()).width(), 30);
    const auto hash = scratch.write("c#2.png", encoded(".png", pattern(CV_8UC1)));
    QCOMPARE(readImage(hash.string()).width(), 30);
    QCOMPARE(failureOf([&] { readImage(odd.string() + "#0"); }).code, 7);
    QCOMPARE(failureOf([] { readImage(""); }).code, 2);
  }

  void jsrtIsKnownByItsValues() {
    const Scratch scratch;
    std::string bytes(std::size_t{2} * 2048 * 2048, '\0');
    bytes[0] = '\x0f';
    bytes[1] = '\xff';
    const Image image = readImage(scratch.write("JPCLN001.IMG", bytes).string());
    QCOMPARE(image.width(), 2048);
    QCOMPARE(image.pixels().at<float>(0, 0), 0.0F);
    QCOMPARE(image.pixels().at<float>(0, 1), 1.0F);
    QCOMPARE(image.info().bitsStored, 12);
    const auto cut = scratch.write("CUT.IMG", bytes.substr(0, 5000));
    QCOMPARE(failureOf([&] { readImage(cut.string()); }).code, 5);
    const auto other = scratch.write("other.bin", bytes.substr(0, 5000));
    QCOMPARE(failureOf([&] { readImage(other.string()); }).code, 4);
  }

  void formatsAreRegistered() {
    QVERIFY(imageFormats().size() >= 5);
    for (const auto& format : imageFormats()) {
      QVERIFY(!format->name().empty() && !format->extensions().empty());
      QVERIFY(!format->recognises(""));
    }
  }

  void referenceImages() {
    RHO_SHARED_OR_SKIP(cifar, "data/cifar10/cifar10-original-part.npz");
    const Image cat = readImage(cifar.string() + ":test_images#8");
    QCOMPARE(cat.info().label.value(), std::int64_t{3});
    QVERIFY(std::abs(cat.pixels().at<cv::Vec3f>(0, 0)[0] - 23 / 255.F) < 1e-6F);
    RHO_SHARED_OR_SKIP(xray, "data/cxr/00000001_000.png");
    QCOMPARE(readImage(xray.string()).width(), 512);
#ifdef RHO_HAS_DICOM
    RHO_SHARED_OR_SKIP(dicom, "data/cxr/Fake_MONOHR1.dcm");
    QCOMPARE(readImage(dicom.string()).width(), 1024);
    QCOMPARE(failureOf([&] { readImage(dicom.string() + "#1"); }).code, 7);
#endif
  }

 private:
  static void writeSet(const std::filesystem::path& path) {
    const std::vector<std::uint8_t> pixels(2 * 4 * 4, 255);
    const std::vector<std::uint8_t> labels = {9, 7};
    writeNpz(path, {{"test_images", Array::of<std::uint8_t>(pixels, {2, 4, 4})},
                    {"test_labels", Array::of<std::uint8_t>(labels, {2})},
                    {"other_images", Array::of<std::uint8_t>(pixels, {2, 4, 4})}});
  }
};

QTEST_GUILESS_MAIN(TestReadImage)
#include "tst_read_image.moc"
