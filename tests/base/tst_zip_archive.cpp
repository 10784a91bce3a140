// SPDX-License-Identifier: Apache-2.0
#include <QtTest>
#include <ctime>
#include <span>

#include "base/random.h"
#include "base/zip_archive.h"
#include "testing/limited_disk.h"
#include "testing/scratch.h"

using rho::test::contentOf;
using rho::test::failureOf;
using rho::test::Scratch;

namespace {

std::vector<std::byte> noise(std::size_t count) {
  rho::Random random(1);
  std::vector<std::byte> bytes(count);
  for (auto& byte : bytes) byte = static_cast<std::byte>(random.integer(256));
  return bytes;
}

void writeArchive(const std::filesystem::path& path, std::size_t bytes = 5000) {
  rho::ZipWriter zip(path);
  zip.add("noise", noise(bytes));
  zip.add("folder/zeros", std::vector<std::byte>(100000));
  zip.close();
}

}  // namespace

class TestZipArchive : public QObject {
  Q_OBJECT

 private slots:
  void roundTrip() {
    const Scratch scratch;
    writeArchive(scratch / "a.zip");
    const rho::ZipReader zip(scratch / "a.zip");
    QCOMPARE(zip.names(), (std::vector<std::string>{"noise", "folder/zeros"}));
    QVERIFY(zip.contains("noise") && !zip.contains("other"));
    QCOMPARE(zip.size("folder/zeros"), std::uint64_t{100000});
    QVERIFY(zip.read("noise", 5000) == noise(5000));
    QVERIFY(zip.readHead("noise", 100) == noise(100));
    QCOMPARE(zip.readHead("noise", 9999).size(), std::size_t{5000});
  }

  void equalContentGivesEqualBytesInEveryTimeZone() {
    const Scratch scratch;
    for (const char* zone : {"UTC", "Asia/Tokyo", "America/Los_Angeles"}) {
      qputenv("TZ", zone);
      ::tzset();
      writeArchive(scratch / zone);
    }
    qunsetenv("TZ");
    ::tzset();
    QCOMPARE(contentOf(scratch / "UTC"), contentOf(scratch / "Asia/Tokyo"));
    QCOMPARE(contentOf(scratch / "UTC"), contentOf(scratch / "America/Los_Angeles"));
  }

  void badArchives_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("code");
    const Scratch scratch;
    writeArchive(scratch / "a.zip");
    const auto good = QByteArray::fromStdString(contentOf(scratch / "a.zip"));
    auto flipped = good;
    flipped[2000] = static_cast<char>(flipped[2000] ^ 1);
    QTest::newRow("empty") << QByteArray() << 5;
    QTest::newRow("no zip") << QByteArray("hello") << 4;
    QTest::newRow("magic alone") << QByteArray("PK\x03\x04") << 5;
    QTest::newRow("first half") << good.left(good.size() / 2) << 5;
    QTest::newRow("last byte missing") << good.left(good.size() - 1) << 5;
    QTest::newRow("one bit flipped") << flipped << 5;
  }
  void badArchives() {
    QFETCH(QByteArray, content);
    QFETCH(int, code);
    const Scratch scratch;
    const auto path = scratch.write("a.zip", content.toStdString());
    const auto failure = failureOf([&] { rho::ZipReader(path).read("noise", 10000); });
    QCOMPARE(failure.code, code);
    QVERIFY(failure.message.find(path.string()) == 0);
  }

  void tooLargeEntriesAreRefused() {
    const Scratch scratch;
    writeArchive(scratch / "a.zip");
    QCOMPARE(failureOf([&] { rho::ZipReader(scratch / "a.zip").read("folder/zeros", 99999); }).code,
             6);
    QCOMPARE(failureOf([&] { rho::ZipReader(scratch / "a.zip").read("other", 9); }).code, 5);
    QCOMPARE(failureOf([&] { rho::ZipReader(scratch / "none"); }).code, 3);
  }

  void nothingStaysWithoutClose() {
    const Scratch scratch;
    {
      rho::ZipWriter zip(scratch / "a.zip");
      zip.add("noise", noise(10));
    }
    QCOMPARE(scratch.fileCount(), 0);
  }

  void nothingStaysOnAFullDisk() {
    const Scratch scratch;
    rho::test::Failure failure;
    {
      const rho::test::LimitedDisk disk(4096);
      failure = failureOf([&] { writeArchive(scratch / "a.zip", 200000); });
    }
    QCOMPARE(failure.code, 8);
    QCOMPARE(scratch.fileCount(), 0);
  }
};

QTEST_GUILESS_MAIN(TestZipArchive)
#include "tst_zip_archive.moc"
