// SPDX-License-Identifier: Apache-2.0
#include <QtTest>
#include <limits>
#include <span>

#include "base/random.h"
#include "base/zip_archive.h"
#include "image/array.h"
#include "image/npy_bytes.h"
#include "testing/limited_disk.h"
#include "testing/scratch.h"
#include "testing/shared.h"

using namespace rho::image;
using rho::test::bytesOf;
using rho::test::contentOf;
using rho::test::failureOf;
using rho::test::npyBytes;
using rho::test::Scratch;
using Doubles = std::vector<double>;
using Shape = std::vector<std::int64_t>;

namespace {

QByteArray raw(const std::string& bytes) { return QByteArray::fromStdString(bytes); }

/// 0, 1, 2, … as the type T, in this or the other byte order.
template <typename T>
QByteArray counting(const char* descr, bool swapped) {
  return raw(npyBytes(descr, false, "2, 3", bytesOf(std::vector<T>{0, 1, 2, 3, 4, 5}, swapped)));
}

}  // namespace

class TestArray : public QObject {
  Q_OBJECT

 private slots:
  void readsWhatNumPyWrites_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("u1") << counting<std::uint8_t>("'|u1'", false);
    QTest::newRow("u2") << counting<std::uint16_t>("'<u2'", false);
    QTest::newRow("big-endian u2") << counting<std::uint16_t>("'>u2'", true);
    QTest::newRow("i4") << counting<std::int32_t>("'<i4'", false);
    QTest::newRow("big-endian i8") << counting<std::int64_t>("'>i8'", true);
    QTest::newRow("u8") << counting<std::uint64_t>("'<u8'", false);
    QTest::newRow("f4") << counting<float>("'<f4'", false);
    QTest::newRow("big-endian f4") << counting<float>("'>f4'", true);
    QTest::newRow("f8") << counting<double>("'<f8'", false);
    const std::vector<std::uint16_t> halves = {0x0000, 0x3c00, 0x4000, 0x4200, 0x4400, 0x4500};
    QTest::newRow("f2") << raw(npyBytes("'<f2'", false, "2, 3", bytesOf(halves)));
    QTest::newRow("big-endian f2") << raw(npyBytes("'>f2'", false, "2, 3", bytesOf(halves, true)));
    const std::vector<float> byColumns = {0, 3, 1, 4, 2, 5};
    QTest::newRow("Fortran order") << raw(npyBytes("'<f4'", true, "2, 3", bytesOf(byColumns)));
    const std::vector<float> values = {0, 1, 2, 3, 4, 5};
    QTest::newRow("format 2") << raw(npyBytes("'<f4'", false, "2, 3", bytesOf(values), 2));
    QTest::newRow("format 3") << raw(npyBytes("'<f4'", false, "2, 3", bytesOf(values), 3));
    QTest::newRow("Python 2's long integers")
        << raw(npyBytes("'<f4'", false, "2L, 3L", bytesOf(values)));
  }
  void readsWhatNumPyWrites() {
    QFETCH(QByteArray, file);
    const Scratch scratch;
    const Array array = readNpy(scratch.write("a.npy", file.toStdString()));
    QCOMPARE(array.shape, (Shape{2, 3}));
    QCOMPARE(array.as<double>(), (Doubles{0, 1, 2, 3, 4, 5}));
    QCOMPARE(array.item(1).as<double>(), (Doubles{3, 4, 5}));
    QCOMPARE(readNpyItem(scratch / "a.npy", 1).as<double>(), (Doubles{3, 4, 5}));
    QCOMPARE(readNpyHeader(scratch / "a.npy").shape, (Shape{2, 3}));
  }

  void fortranOrderOfThreeAxes() {
    // a[i][j][k] = 100 i + 10 j + k, written with i running fastest.
    std::vector<std::int16_t> stored;
    for (int k = 0; k < 4; ++k)
      for (int j = 0; j < 3; ++j)
        for (int i = 0; i < 2; ++i)
          stored.push_back(static_cast<std::int16_t>(100 * i + 10 * j + k));
    const Scratch scratch;
    const auto path = scratch.write("a.npy", npyBytes("'<i2'", true, "2, 3, 4", bytesOf(stored)));
    const auto values = readNpy(path).as<std::int64_t>();
    for (std::size_t at = 0; at < values.size(); ++at)
      QCOMPARE(values[at], static_cast<std::int64_t>(100 * (at / 12) + 10 * (at / 4 % 3) + at % 4));
    QCOMPARE(readNpyItem(path, 1).as<std::int64_t>().front(), std::int64_t{100});
  }

  void scalarsEmptyAndBoolean() {
    const Scratch scratch;
    const Array scalar = readNpy(scratch.write(
        "s.npy", npyBytes("'<i8'", false, "", bytesOf(std::vector<std::int64_t>{-7}))));
    QVERIFY(scalar.shape.empty());
    QCOMPARE(scalar.elementCount(), std::int64_t{1});
    QCOMPARE(scalar.as<std::int64_t>().front(), std::int64_t{-7});
    const Array empty = readNpy(scratch.write("e.npy", npyBytes("'<f4'", false, "0, 5", "")));
    QCOMPARE(empty.elementCount(), std::int64_t{0});
    const Array flags =
        readNpy(scratch.write("b.npy", npyBytes("'|b1'", false, "3,", std::string("\1\0\1", 3))));
    QCOMPARE(flags.as<double>(), (Doubles{1, 0, 1}));
  }

  void badFiles_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<int>("code");
    const std::string good = npyBytes("'<f4'", false, "2, 3", std::string(24, '\0'));
    QTest::newRow("empty") << QByteArray() << 5;
    QTest::newRow("text") << QByteArray("hello, world, hello, world") << 4;
    QTest::newRow("magic alone") << raw(good.substr(0, 6)) << 5;
    QTest::newRow("half a header") << raw(good.substr(0, 40)) << 5;
    QTest::newRow("one byte short") << raw(good.substr(0, good.size() - 1)) << 5;
    QTest::newRow("format 9") << raw(npyBytes("'<f4'", false, "1,", "1234", 9)) << 4;
    QTest::newRow("2^60 bytes") << raw(npyBytes("'<f4'", false, "288230376151711744,", "")) << 6;
    QTest::newRow("overflowing product")
        << raw(npyBytes("'<f4'", false, "4294967296, 4294967296, 4", "")) << 6;
    QTest::newRow("beyond 64 bits")
        << raw(npyBytes("'<f4'", false, "99999999999999999999,", "")) << 5;
    QTest::newRow("header of 4 GB")
        << raw(std::string("\x93NUMPY\x02\0\xff\xff\xff\xff", 12) + std::string(100, ' ')) << 6;
    QTest::newRow("negative size")
        << raw(npyBytes("'<f4'", false, "-2, 3", std::string(24, '\0'))) << 5;
    QTest::newRow("Python objects")
        << raw(npyBytes("'|O'", false, "1,", "c__builtin__\neval\n")) << 6;
    QTest::newRow("records") << raw(npyBytes("[('a', '<f4')]", false, "1,", "1234")) << 4;
    QTest::newRow("text elements")
        << raw(npyBytes("'<U4'", false, "1,", std::string(16, 'x'))) << 4;
    QTest::newRow("complex") << raw(npyBytes("'<c8'", false, "1,", "12345678")) << 4;
    QTest::newRow("no shape") << raw(std::string("\x93NUMPY\x01\0\x14\0{'descr': '<f4', }  ", 30))
                              << 5;
  }
  void badFiles() {
    QFETCH(QByteArray, file);
    QFETCH(int, code);
    const Scratch scratch;
    const auto path = scratch.write("a.npy", file.toStdString());
    const auto failure = failureOf([&] { readNpy(path); });
    QCOMPARE(failure.code, code);
    QVERIFY2(failure.message.find(path.string()) == 0, failure.message.c_str());
    QVERIFY(failure.message.find('\n') == std::string::npos);
  }

  void npzRoundTrip() {
    const Scratch scratch;
    const std::vector<float> floats = {0.1F, -2, 3e30F, 0, 5, 6};
    const std::vector<std::uint16_t> words = {0, 1, 65535};
    const std::vector<double> one = {0.25};
    writeNpz(scratch / "a.npz", {{"map", Array::of<float>(floats, {2, 3})},
                                 {"folder/words", Array::of<std::uint16_t>(words, {3})},
                                 {"confidence", Array::of<double>(one, {})}});
    QCOMPARE(npzNames(scratch / "a.npz"),
             (std::vector<std::string>{"map", "folder/words", "confidence"}));
    QCOMPARE(readNpz(scratch / "a.npz", "map").as<float>(), floats);
    QCOMPARE(readNpz(scratch / "a.npz", "map").shape, (Shape{2, 3}));
    QCOMPARE(readNpz(scratch / "a.npz", "folder/words").as<double>(), (Doubles{0, 1, 65535}));
    QVERIFY(readNpz(scratch / "a.npz", "confidence").shape.empty());
    QCOMPARE(readNpzItem(scratch / "a.npz", "map", 0).as<float>(),
             (std::vector<float>{0.1F, -2, 3e30F}));
    QCOMPARE(readNpzItem(scratch / "a.npz", "map", 1).as<float>(), (std::vector<float>{0, 5, 6}));
  }

  /// NumPy's own header for float32 (2, 3), byte for byte.
  void headerIsNumPys() {
    const Scratch scratch;
    const std::vector<float> values(6, 1);
    for (const auto& [shape, text] :
         {std::pair<Shape, std::string>{{2, 3}, "2, 3"}, {{6}, "6,"}, {{1, 6, 1}, "1, 6, 1"}}) {
      writeNpz(scratch / "a.npz", {{"a", Array::of<float>(values, shape)}});
      const auto bytes = rho::ZipReader(scratch / "a.npz").read("a.npy", 1000);
      const std::string written(reinterpret_cast<const char*>(bytes.data()), bytes.size());
      QCOMPARE(written, npyBytes("'<f4'", false, text, bytesOf(values)));
    }
  }

  void equalArraysGiveEqualFiles() {
    const Scratch scratch;
    const std::vector<float> values(1000, 0.5F);
    for (const char* name : {"a.npz", "b.npz"})
      writeNpz(scratch / name, {{"x", Array::of<float>(values, {1000})}});
    QCOMPARE(contentOf(scratch / "a.npz"), contentOf(scratch / "b.npz"));
    QVERIFY(contentOf(scratch / "a.npz").size() < 1000);  // compressed
  }

  void badNpz() {
    const Scratch scratch;
    const std::vector<float> values(4, 1);
    writeNpz(scratch / "a.npz",
             {{"x", Array::of<float>(values, {4})}, {"y", Array::of<float>(values, {4})}});
    const auto unknown = failureOf([&] { readNpz(scratch / "a.npz", "z"); });
    QCOMPARE(unknown.code, 7);
    QVERIFY2(unknown.message.find("x, y") != std::string::npos, unknown.message.c_str());
    QCOMPARE(failureOf([&] { readNpzItem(scratch / "a.npz", "x", 4); }).code, 7);
    QCOMPARE(failureOf([&] { readNpzItem(scratch / "a.npz", "x", -1); }).code, 7);

    rho::ZipWriter other(scratch / "other.zip");
    other.add("readme.txt", std::as_bytes(std::span("hello")));
    other.close();
    QCOMPARE(failureOf([&] { npzNames(scratch / "other.zip"); }).code, 4);

    const std::string lying = npyBytes("'<f4'", false, "1000,", std::string(40, '\0'));
    rho::ZipWriter broken(scratch / "broken.npz");
    broken.add("x.npy", std::as_bytes(std::span(lying)));
    broken.close();
    QCOMPARE(failureOf([&] { readNpz(scratch / "broken.npz", "x"); }).code, 5);
  }

  void fullDiskLeavesNothing() {
    const Scratch scratch;
    rho::Random random(1);
    std::vector<float> values(100000);
    for (auto& value : values) value = static_cast<float>(random.normal());
    rho::test::Failure failure;
    {
      const rho::test::LimitedDisk disk(4096);
      failure = failureOf([&] {
        writeNpz(scratch / "a.npz", {{"x", Array::of<float>(values, {100000})}});
      });
    }
    QCOMPARE(failure.code, 8);
    QCOMPARE(scratch.fileCount(), 0);
  }

  void conversionsThatDoNotFit() {
    const std::vector<double> values = {std::numeric_limits<double>::quiet_NaN()};
    const std::vector<double> large = {1e19};
    QCOMPARE(failureOf([&] { Array::of<double>(values, {1}).as<std::int64_t>(); }).code, 7);
    QCOMPARE(failureOf([&] { Array::of<double>(large, {1}).as<std::int64_t>(); }).code, 7);
    QCOMPARE(failureOf([&] { Array::of<double>(large, {2}); }).code, 7);
    QCOMPARE(failureOf([&] { Array::of<double>(large, {}).item(0); }).code, 7);
  }

  /// Written by NumPy itself.
  void referenceFile() {
    RHO_SHARED_OR_SKIP(path, "data/cifar10/cifar10-original-part.npz");
    const auto header = readNpzHeader(path, "test_images");
    QCOMPARE(header.shape, (Shape{1017, 32, 32, 3}));
    QVERIFY(header.type == ArrayType::u8);
    const Array all = readNpz(path, "test_images");
    for (const std::int64_t index : {std::int64_t{0}, std::int64_t{8}, std::int64_t{1016}})
      QVERIFY(all.item(index).bytes == readNpzItem(path, "test_images", index).bytes);
    QCOMPARE(readNpz(path, "test_labels").as<std::int64_t>()[8], std::int64_t{3});
  }
};

QTEST_GUILESS_MAIN(TestArray)
#include "tst_array.moc"
