// SPDX-License-Identifier: Apache-2.0
#include <archive.h>
#include <archive_entry.h>

#include <QtTest>

#include "data_fixture.h"
#include "testing/shared.h"

using namespace rho;
using namespace rho::data;
using test::refusesToOpen;

/// Writes archives, also ones that no honest program writes.
class ArchiveWriter {
 public:
  ArchiveWriter(const std::filesystem::path& path, int filter) : m_archive(archive_write_new()) {
    archive_write_set_format_pax_restricted(m_archive);
    archive_write_add_filter(m_archive, filter);
    archive_write_open_filename(m_archive, path.c_str());
  }
  ~ArchiveWriter() { archive_write_free(m_archive); }
  ArchiveWriter(const ArchiveWriter&) = delete;
  ArchiveWriter& operator=(const ArchiveWriter&) = delete;

  void add(const std::string& path, const std::string& content, mode_t type = AE_IFREG) {
    auto* entry = archive_entry_new();
    archive_entry_set_pathname(entry, path.c_str());
    archive_entry_set_filetype(entry, type);
    archive_entry_set_perm(entry, 0644);
    if (type == AE_IFLNK) archive_entry_set_symlink(entry, content.c_str());
    if (type == AE_IFREG) archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
    archive_write_header(m_archive, entry);
    if (type == AE_IFREG) archive_write_data(m_archive, content.data(), content.size());
    archive_entry_free(entry);
  }

 private:
  archive* m_archive;
};

class TestArchiveFiles : public QObject {
  Q_OBJECT

  static std::string picture(float value) {
    const test::Scratch scratch;
    test::writeGrey(scratch / "a.png", value);
    return test::contentOf(scratch / "a.png");
  }

  static void writeSplits(const std::filesystem::path& path, int filter,
                          const std::string& prefix = "") {
    ArchiveWriter archive(path, filter);
    archive.add(prefix + "readme.txt", "hello");
    archive.add(prefix + "train/dog/2.png", picture(0.4f));
    archive.add(prefix + "train/cat/.hidden", "x");
    archive.add(prefix + "train/cat/1.png", picture(0.2f));
    archive.add(prefix + "train/cat", "", AE_IFDIR);
    archive.add(prefix + "train/cat/link.png", "1.png", AE_IFLNK);
    archive.add(prefix + "test/cat/3.png", picture(0.6f));
  }

 private slots:
  void packedOrNot_data() {
    QTest::addColumn<int>("filter");
    QTest::addColumn<QString>("prefix");
    QTest::newRow("tar") << ARCHIVE_FILTER_NONE << "";
    QTest::newRow("gzip") << ARCHIVE_FILTER_GZIP << "";
    QTest::newRow("xz") << ARCHIVE_FILTER_XZ << "";
    QTest::newRow("bzip2") << ARCHIVE_FILTER_BZIP2 << "";
    QTest::newRow("zstd") << ARCHIVE_FILTER_ZSTD << "";
    QTest::newRow("below a folder") << ARCHIVE_FILTER_XZ << "./set-master/";
  }
  void packedOrNot() {
    QFETCH(int, filter);
    QFETCH(QString, prefix);
    const test::Scratch scratch;
    const auto file = scratch / "set.archive";
    writeSplits(file, filter, prefix.toStdString());
    const auto data = openDataSet(file.string(), "train");
    QCOMPARE(data->size(), 2);
    QCOMPARE(data->classNames(), (std::vector<std::string>{"cat", "dog"}));
    QVERIFY(std::abs(data->image(0).pixels().at<float>(0, 0) - 0.2f) < 0.01f);
    QVERIFY(data->image(1).info().source.ends_with("set.archive:train/dog/2.png"));
    QCOMPARE(*data->image(1).info().label, 1);
    QCOMPARE(openDataSet(file.string())->size(), 1);
    QCOMPARE(openValidation(file.string())->size(), 1);
    QVERIFY(refusesToOpen(file.string(), ExitCode::invalidInput, "choose one of: test, train",
                          "extra"));
  }

  void withoutSplits() {
    const test::Scratch scratch;
    const auto file = scratch / "set.tar";
    {
      ArchiveWriter archive(file, ARCHIVE_FILTER_NONE);
      archive.add("pictures/b/1.png", picture(0.2f));
      archive.add("pictures/a/1.png", picture(0.2f));
    }
    QCOMPARE(openDataSet(file.string(), "train")->classNames(),
             (std::vector<std::string>{"a", "b"}));
    QVERIFY(!openValidation(file.string()));
  }

  void damaged() {
    const test::Scratch scratch;
    writeSplits(scratch / "set.tar.xz", ARCHIVE_FILTER_XZ);
    const auto whole = test::contentOf(scratch / "set.tar.xz");
    const auto cut = scratch.write("cut.tar.xz", whole.substr(0, whole.size() / 2));
    QVERIFY(refusesToOpen(cut.string(), ExitCode::brokenFile, "cut.tar.xz", "train"));
    auto changed = whole;
    changed[whole.size() / 2] = static_cast<char>(changed[whole.size() / 2] ^ 0x55);
    QVERIFY(refusesToOpen(scratch.write("c.tar.xz", changed).string(), ExitCode::brokenFile,
                          "c.tar.xz", "train"));
    const auto noArchive = scratch.write("n.tar.gz", "\x1f\x8b is no gzip");
    QVERIFY(test::failureOf([&] { openDataSet(noArchive.string()); }).code != 0);
  }

  void hostile() {
    const test::Scratch scratch;
    {
      ArchiveWriter archive(scratch / "long.tar", ARCHIVE_FILTER_NONE);
      archive.add(std::string(5000, 'a') + "/b/c.png", "x");
    }
    QVERIFY(refusesToOpen((scratch / "long.tar").string(), ExitCode::refusedFile, "path of 50"));
    {
      ArchiveWriter archive(scratch / "large.tar.gz", ARCHIVE_FILTER_GZIP);
      archive.add("a/large.png", std::string((std::size_t{1} << 28) + 1, '\0'));
    }
    QVERIFY(refusesToOpen((scratch / "large.tar.gz").string(), ExitCode::refusedFile, "256 MiB"));
    {
      // Names that would lead out of a folder name nothing here: nothing is written.
      ArchiveWriter archive(scratch / "up.tar", ARCHIVE_FILTER_NONE);
      archive.add("../../../a/1.png", picture(0.5f));
      archive.add("/b/2.png", picture(0.5f));
    }
    QCOMPARE(openDataSet((scratch / "up.tar").string())->size(), 2);
    {
      ArchiveWriter archive(scratch / "none.tar", ARCHIVE_FILTER_NONE);
      archive.add("readme", "x");
    }
    QVERIFY(
        refusesToOpen((scratch / "none.tar").string(), ExitCode::invalidInput, "holds no images"));
  }

  void cifar10AsJpeg() {
    RHO_SHARED_OR_SKIP(file, "data/cifar10/cifar10-jpeg.tar.xz");
    const auto data = openDataSet(file.string(), "test");
    QCOMPARE(data->size(), 10000);
    QCOMPARE(data->classNames().size(), 10u);
    QCOMPARE(data->classNames().front(), "airplane");
    QCOMPARE(data->label(9999), 9);
    QCOMPARE(data->image(5000).width(), 32);
  }
};

QTEST_GUILESS_MAIN(TestArchiveFiles)
#include "tst_archive_files.moc"
