// SPDX-License-Identifier: Apache-2.0
#include <sys/wait.h>
#include <unistd.h>

#include <QtTest>
#include <csignal>

#include "base/file.h"
#include "base/sha256.h"
#include "testing/limited_disk.h"
#include "testing/scratch.h"

using rho::test::contentOf;
using rho::test::failureOf;
using rho::test::Scratch;

class TestFile : public QObject {
  Q_OBJECT

 private slots:
  void badFiles() {
    const Scratch scratch;
    QCOMPARE(failureOf([&] { rho::requireFile(scratch / "none"); }).code, 3);
    QCOMPARE(failureOf([&] { rho::requireFile(scratch.path()); }).code, 3);
    const auto empty = scratch.write("empty", "");
    QCOMPARE(failureOf([&] { rho::requireFile(empty); }).code, 5);
    const auto five = scratch.write("five", "12345");
    QCOMPARE(failureOf([&] { rho::readFile(five, 4); }).code, 6);
    QCOMPARE(rho::readFile(five, 5).size(), std::size_t{5});
    QCOMPARE(rho::readHead(five, 3), std::string("123"));
    QCOMPARE(rho::readHead(five, 99), std::string("12345"));
  }

  void writesAndReplaces() {
    const Scratch scratch;
    rho::writeFileAtomically(scratch / "sub/folder/a.txt", "one");
    rho::writeFileAtomically(scratch / "sub/folder/a.txt", "two");
    QCOMPARE(contentOf(scratch / "sub/folder/a.txt"), std::string("two"));
    QCOMPARE(std::distance(std::filesystem::directory_iterator(scratch / "sub/folder"), {}), 1);
  }

  void withoutCommitNothingStays() {
    const Scratch scratch;
    {
      const rho::AtomicFile file(scratch / "a.png");
      QCOMPARE(file.temporaryPath().extension().string(), std::string(".png"));
      std::ofstream(file.temporaryPath()) << "half";
    }
    QCOMPARE(scratch.fileCount(), 0);
  }

  void commitWithoutContentFails() {
    const Scratch scratch;
    rho::AtomicFile file(scratch / "a");
    QCOMPARE(failureOf([&] { file.commit(); }).code, 8);
  }

  void killedWriterLeavesTheOldFile() {
    const Scratch scratch;
    const auto target = scratch.write("result", "old");
    const pid_t child = ::fork();
    if (child == 0) {
      rho::AtomicFile file(target);
      std::ofstream(file.temporaryPath()) << "ne" << std::flush;
      ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFSIGNALED(status));
    QCOMPARE(contentOf(target), std::string("old"));
  }

  void fullDiskLeavesTheOldFile() {
    const Scratch scratch;
    const auto target = scratch.write("result", "old");
    rho::test::Failure failure;
    {
      const rho::test::LimitedDisk disk(1000);
      failure = failureOf([&] { rho::writeFileAtomically(target, std::string(100000, 'x')); });
    }
    QCOMPARE(failure.code, 8);
    QVERIFY2(failure.message.find(target.string()) == 0, failure.message.c_str());
    QCOMPARE(contentOf(target), std::string("old"));
    QCOMPARE(scratch.fileCount(), 1);
  }

  void placesThatCannotBeWritten() {
    const Scratch scratch;
    const auto file = scratch.write("file", "content");
    QCOMPARE(failureOf([&] { rho::writeFileAtomically(file / "below", "x"); }).code, 8);
    std::filesystem::create_directory(scratch / "folder");
    QCOMPARE(failureOf([&] { rho::writeFileAtomically(scratch / "folder", "x"); }).code, 8);
    QCOMPARE(failureOf([&] { rho::writeFileAtomically("/dev/null", "x"); }).code, 8);
    QVERIFY(std::filesystem::is_character_file("/dev/null"));
    QCOMPARE(scratch.fileCount(), 2);
  }

  /// The examples of FIPS 180-4.
  void sha256() {
    rho::Sha256 empty;
    QCOMPARE(empty.hex(),
             std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    rho::Sha256 abc;
    abc.add("a");
    abc.add("bc");
    QCOMPARE(abc.hex(),
             std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
  }
};

QTEST_GUILESS_MAIN(TestFile)
#include "tst_file.moc"
