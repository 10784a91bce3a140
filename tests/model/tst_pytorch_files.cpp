// SPDX-License-Identifier: Apache-2.0

#include <QTemporaryDir>
#include <QtTest>

#include "base/error.h"
#include "base/file.h"
#include "base/zip_archive.h"
#include "model/checkpoint.h"
#include "model/tensor.h"
#include "testing/pickle_builder.h"

using namespace rho;
using namespace rho::model;
using rho::test::bytesOf;
using rho::test::PickleBuilder;
using rho::test::rawBytes;
using rho::test::refuses;

namespace {

const std::vector<float> twelve = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};

/// {"w": tensor} on storage "0" of twelve floats.
std::string oneTensor(std::int32_t offset, const std::vector<std::int32_t>& shape,
                      const std::vector<std::int32_t>& stride,
                      const std::string& type = "FloatStorage", std::int32_t elements = 12) {
  return PickleBuilder()
      .op('}')
      .text("w")
      .tensor(type, "0", elements, offset, shape, stride)
      .op('s')
      .done();
}

const std::string legacyHead =
    std::string("\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.", 15) +
    PickleBuilder().raw("M\xe9\x03").done() + PickleBuilder().op('}').done();

std::string legacyFile(const std::string& object, const std::string& storage,
                       std::uint64_t elements = 12) {
  return legacyHead + object + PickleBuilder().op(']').text("0").op('a').done() +
         rawBytes(std::vector<std::uint64_t>{elements}) + storage;
}

}  // namespace

/// PyTorch's two formats, from files made by hand.
class TestPytorchFiles : public QObject {
  Q_OBJECT

 private slots:
  void reads_data();
  void reads();
  void bigEndian();
  void sharedStorages();
  void keepsTheRestAsMetadata();
  void wholeModules();
  void modulesWithoutEnd();
  void bad_data();
  void bad();
  void badZip_data();
  void badZip();

 private:
  std::filesystem::path writeZip(const std::string& object, const std::string& storage,
                                 const std::string& byteorder = "little") const {
    const auto path = file("zip.pt");
    ZipWriter zip(path);
    zip.add("nested/archive/data.pkl", bytesOf(object));
    if (!byteorder.empty()) zip.add("nested/archive/byteorder", bytesOf(byteorder));
    zip.add("nested/archive/data/0", bytesOf(storage));
    zip.close();
    return path;
  }
  std::filesystem::path writeLegacy(const std::string& content) const {
    writeFileAtomically(file("old.pt"), content);
    return file("old.pt");
  }
  std::filesystem::path file(const char* name) const {
    return m_folder.filePath(name).toStdString();
  }
  QTemporaryDir m_folder;
};

void TestPytorchFiles::reads_data() {
  QTest::addColumn<bool>("zip");
  QTest::newRow("zip") << true;
  QTest::newRow("legacy") << false;
}

void TestPytorchFiles::reads() {
  QFETCH(bool, zip);
  const auto object = oneTensor(1, {2, 3}, {5, 2});
  const auto path =
      zip ? writeZip(object, rawBytes(twelve)) : writeLegacy(legacyFile(object, rawBytes(twelve)));
  const auto checkpoint = readCheckpoint(path);
  QCOMPARE(checkpoint.format, std::string(zip ? "pytorch-zip" : "pytorch-legacy"));
  QVERIFY(
      torch::equal(checkpoint.tensors.at("w"), torch::tensor({{1.f, 3.f, 5.f}, {6.f, 8.f, 10.f}})));
}

void TestPytorchFiles::bigEndian() {
  auto bytes = rawBytes(twelve);
  for (std::size_t i = 0; i < bytes.size(); i += 4) std::reverse(&bytes[i], &bytes[i] + 4);
  const auto checkpoint = readCheckpoint(writeZip(oneTensor(0, {12}, {1}), bytes, "big"));
  QVERIFY(torch::equal(checkpoint.tensors.at("w"), torch::arange(12.0f)));
}

void TestPytorchFiles::sharedStorages() {
  PickleBuilder builder;
  builder.op('}').text("a").tensor("FloatStorage", "0", 12, 0, {12}, {1}).op('s');
  builder.text("b").tensor("FloatStorage", "0", 12, 6, {}, {}).op('s');
  const auto checkpoint = readCheckpoint(writeZip(builder.done(), rawBytes(twelve)));
  QVERIFY(checkpoint.tensors.at("a").storage().is_alias_of(checkpoint.tensors.at("b").storage()));
  QCOMPARE(checkpoint.tensors.at("b").item<float>(), 6.0f);
}

void TestPytorchFiles::keepsTheRestAsMetadata() {
  PickleBuilder builder;
  builder.op('}').text("epoch").integer(7).op('s').text("state_dict").op('}');
  builder.text("w").tensor("FloatStorage", "0", 12, 0, {12}, {1}).op('s').op('s');
  builder.text("card").text("not ours").op('s');
  const auto checkpoint = readCheckpoint(writeZip(builder.done(), rawBytes(twelve)));
  QVERIFY(checkpoint.tensors.contains("w"));
  QCOMPARE(checkpoint.metadata.dump(), std::string(R"({"epoch":7})"));
}

namespace {

/// A module with a parameter, and in it, as "inner", what the builder leaves on the stack.
PickleBuilder moduleWith(const std::string& parameter, PickleBuilder inner = {}) {
  const bool isEmpty = inner.done() == PickleBuilder().done();
  PickleBuilder builder;
  builder.global("torch.nn.modules.container", "Sequential").op(')').op('\x81').op('}');
  builder.text("_parameters").op('}').text(parameter);
  builder.tensor("FloatStorage", "0", 12, 0, {2}, {1}).op('s').op('s');
  builder.text("_modules").op('}');
  if (!isEmpty) {
    const auto content = inner.done();
    builder.text("inner").raw(content.substr(2, content.size() - 3)).op('s');
  }
  return builder.op('s').op('b');
}

}  // namespace

/// torch.save(network) instead of its state dictionary: nothing of the classes is run.
void TestPytorchFiles::wholeModules() {
  const auto pickle = moduleWith("weight", moduleWith("bias")).done();
  const auto checkpoint = readCheckpoint(writeZip(pickle, rawBytes(twelve)));
  QCOMPARE(checkpoint.tensors.size(), std::size_t{2});
  QVERIFY(checkpoint.tensors.contains("weight"));
  QCOMPARE(checkpoint.tensors.at("inner.bias")[1].item<float>(), 1.0F);
}

/// A module that contains itself, twice.
void TestPytorchFiles::modulesWithoutEnd() {
  PickleBuilder builder;
  builder.global("torch.nn", "Module").op(')').op('\x81').raw(std::string("q\0", 2)).op('}');
  builder.text("_parameters").op('}').text("w").tensor("FloatStorage", "0", 12, 0, {2}, {1});
  builder.op('s').op('s').text("_modules").op('}');
  builder.text("a").raw(std::string("h\0", 2)).op('s').text("b").raw(std::string("h\0", 2));
  builder.op('s').op('s').op('b');
  const auto checkpoint = readCheckpoint(writeZip(builder.done(), rawBytes(twelve)));
  QVERIFY(checkpoint.tensors.contains("w"));
}

void TestPytorchFiles::bad_data() {
  QTest::addColumn<QByteArray>("object");
  QTest::addColumn<QByteArray>("storage");
  QTest::addColumn<bool>("refused");
  QTest::addColumn<QByteArray>("says");
  const auto row = [](const char* name, const std::string& object, const std::string& storage,
                      bool refused, const char* says) {
    QTest::newRow(name) << QByteArray::fromStdString(object) << QByteArray::fromStdString(storage)
                        << refused << QByteArray(says);
  };
  const auto twelveBytes = rawBytes(twelve);
  row("beyond the storage", oneTensor(7, {2, 3}, {3, 1}), twelveBytes, false, "\"w\"");
  row("offset alone beyond", oneTensor(12, {1}, {1}), twelveBytes, false, "beyond");
  row("negative offset", oneTensor(-1, {1}, {1}), twelveBytes, false, "beyond");
  row("negative shape", oneTensor(0, {-1}, {1}), twelveBytes, false, "beyond");
  row("negative stride", oneTensor(0, {2}, {-1}), twelveBytes, false, "beyond");
  row("one value shown very often", oneTensor(0, {2000000000}, {0}), twelveBytes, false, "beyond");
  row("overflowing shape", oneTensor(0, {2000000000, 2000000000, 2000000000}, {1, 1, 1}),
      twelveBytes, false, "beyond");
  row("short storage", oneTensor(0, {12}, {1}), twelveBytes.substr(4), false, "storage 0");
  row("unknown type", oneTensor(0, {1}, {1}, "ComplexFloatStorage"), twelveBytes, true,
      "ComplexFloatStorage");
  row("no tensors", PickleBuilder().op('}').done(), twelveBytes, false, "");
  row("no dictionary", PickleBuilder().op('N').done(), twelveBytes, false, "");
  row("system call", PickleBuilder().global("os", "system").text("true").op('\x85').op('R').done(),
      twelveBytes, true, "os.system");
  row("whole module of an unknown class",
      PickleBuilder().global("my.models", "ResNet").op(')').op('\x81').done(), twelveBytes, true,
      "my.models.ResNet");
  row("not a number", oneTensor(0, {12}, {1}), rawBytes(std::vector<float>(12, std::nanf(""))),
      false, "\"w\"");
}

void TestPytorchFiles::bad() {
  QFETCH(QByteArray, object);
  QFETCH(QByteArray, storage);
  QFETCH(bool, refused);
  QFETCH(QByteArray, says);
  for (const bool zip : {true, false}) {
    const auto path = zip ? writeZip(object.toStdString(), storage.toStdString())
                          : writeLegacy(legacyFile(object.toStdString(), storage.toStdString()));
    const auto read = [&] { readCheckpoint(path); };
    const std::vector<std::string> words = {path.filename().string(), says.toStdString()};
    QVERIFY(refused ? refuses<RefusedFile>(read, words) : refuses<BrokenFile>(read, words));
  }
}

void TestPytorchFiles::badZip_data() {
  QTest::addColumn<int>("keptPercent");
  QTest::newRow("cut in the middle") << 50;
  QTest::newRow("cut at the end") << 98;
}

void TestPytorchFiles::badZip() {
  QFETCH(int, keptPercent);
  for (const bool zip : {true, false}) {
    const auto object = oneTensor(0, {12}, {1});
    const auto path = zip ? writeZip(object, rawBytes(twelve))
                          : writeLegacy(legacyFile(object, rawBytes(twelve)));
    const auto size = std::filesystem::file_size(path);
    std::filesystem::resize_file(path, size * static_cast<std::uintmax_t>(keptPercent) / 100);
    QVERIFY(refuses<BrokenFile>([&] { readCheckpoint(path); }, {path.filename().string()}));
  }
}

QTEST_GUILESS_MAIN(TestPytorchFiles)
#include "tst_pytorch_files.moc"
