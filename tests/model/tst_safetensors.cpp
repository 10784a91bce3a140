// SPDX-License-Identifier: Apache-2.0
#include "model/safetensors.h"

#include <QTemporaryDir>
#include <QtTest>

#include "base/error.h"
#include "base/file.h"
#include "model/checkpoint.h"
#include "model/small_resnet.h"
#include "model/tensor.h"
#include "testing/pickle_builder.h"

using namespace rho;
using namespace rho::model;
using rho::test::refuses;

namespace {

std::string safetensors(const std::string& header, const std::string& data) {
  return test::rawBytes(std::vector<std::uint64_t>{header.size()}) + header + data;
}

Model smallModel() {
  SmallResNetOptions options;
  options.blocks = {1, 1};
  options.features = {4, 6};
  options.inputChannels = 1;
  options.classes = 2;
  ModelCard card;
  card.name = "small";
  card.architecture = "small-resnet";
  card.architectureOptions = options.toJson();
  card.classNames = {"no", "yes"};
  card.inputWidth = card.inputHeight = 8;
  card.inputChannels = 1;
  card.mean = {0.5};
  card.standardDeviation = {0.25};
  card.gradCamLayer = "group2";
  return Model(card, std::make_shared<SmallResNet>(options, 3));
}

std::map<std::string, torch::Tensor> tensorsOf(const Model& model) {
  std::map<std::string, torch::Tensor> tensors;
  for (const auto& [name, tensor] : model.network().state())
    tensors[name] = tensor.detach().clone();
  return tensors;
}

}  // namespace

class TestSafetensors : public QObject {
  Q_OBJECT

 private slots:
  void roundTripOfAllTypes();
  void bad_data();
  void bad();
  void modelRoundTrip();
  void misfits_data();
  void misfits();
  void unknownFormat();
  void failedWriteLeavesNothing();

 private:
  std::filesystem::path file(const std::string& name) const {
    return m_folder.filePath(QString::fromStdString(name)).toStdString();
  }
  QTemporaryDir m_folder;
};

void TestSafetensors::roundTripOfAllTypes() {
  std::map<std::string, torch::Tensor> tensors;
  for (const auto type : {torch::kFloat64, torch::kFloat32, torch::kFloat16, torch::kBFloat16,
                          torch::kInt64, torch::kInt32, torch::kUInt8, torch::kBool})
    tensors[std::string("t") + c10::toString(type)] = torch::arange(6).view({2, 3}).to(type);
  tensors["scalar"] = torch::tensor(2.5f);
  tensors["empty"] = torch::empty({0, 3});
  tensors["transposed"] = torch::arange(6.0f).view({2, 3}).t();
  writeSafetensors(file("all.safetensors"), tensors, {{"note", "ü \"quoted\""}});
  const auto read = readSafetensors(file("all.safetensors"));
  QCOMPARE(read.tensors.size(), tensors.size());
  for (const auto& [name, tensor] : tensors) {
    QVERIFY2(read.tensors.at(name).scalar_type() == tensor.scalar_type(), name.c_str());
    QVERIFY2(torch::equal(read.tensors.at(name), tensor), name.c_str());
  }
  QCOMPARE(read.metadata["note"].get<std::string>(), std::string("ü \"quoted\""));
}

void TestSafetensors::bad_data() {
  QTest::addColumn<QByteArray>("content");
  QTest::addColumn<bool>("refused");
  QTest::addColumn<QByteArray>("says");
  const auto row = [](const char* name, const std::string& content, bool refused,
                      const char* says) {
    QTest::newRow(name) << QByteArray::fromStdString(content) << refused << QByteArray(says);
  };
  const auto one = [](const std::string& entry) { return "{\"w\":" + entry + "}"; };
  const std::string good = one(R"({"dtype":"F32","shape":[2],"data_offsets":[0,8]})");
  const std::string eight(8, '\0');
  row("empty", "", false, "empty");
  row("shorter than a length", "abc", false, "cut off");
  row("header of 2^60 bytes", test::rawBytes(std::vector<std::uint64_t>{1ull << 60}) + "{}", true,
      "1152921504606846976");
  row("cut header", safetensors(good, "").substr(0, 30), false, "cut off");
  row("no JSON", safetensors("{{{{", ""), false, "JSON");
  row("an array", safetensors("[1]", ""), false, "JSON");
  row("no shape", safetensors(one(R"({"dtype":"F32","data_offsets":[0,8]})"), eight), false,
      "shape");
  row("unknown type", safetensors(one(R"({"dtype":"F8","shape":[2],"data_offsets":[0,8]})"), eight),
      false, "F8");
  row("one offset", safetensors(one(R"({"dtype":"F32","shape":[2],"data_offsets":[8]})"), eight),
      false, "\"w\"");
  row("offsets backwards",
      safetensors(one(R"({"dtype":"F32","shape":[2],"data_offsets":[8,0]})"), eight), false,
      "offsets");
  row("cut data", safetensors(good, "1234"), false, "cut off");
  row("data left over", safetensors(good, eight + eight), false, "no tensor");
  row("shape and offsets differ",
      safetensors(one(R"({"dtype":"F32","shape":[3],"data_offsets":[0,8]})"), eight), false,
      "12 bytes");
  row("negative shape",
      safetensors(one(R"({"dtype":"F32","shape":[-2],"data_offsets":[0,8]})"), eight), true,
      "[-2]");
  row("shape beyond 64 bits",
      safetensors(one(R"({"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]})"),
                  eight),
      true, "4294967296");
  row("tensor of 2^60 bytes",
      safetensors(
          one(R"({"dtype":"U8","shape":[1152921504606846976],"data_offsets":[0,1152921504606846976]})"),
          eight),
      true, "1152921504606846976");
  row("overlap",
      safetensors(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
                  R"("b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}})",
                  eight + "1234"),
      false, "overlaps");
  row("gap", safetensors(one(R"({"dtype":"F32","shape":[1],"data_offsets":[4,8]})"), eight), false,
      "gap");
  row("metadata of numbers", safetensors(R"({"__metadata__":7})", ""), false, "__metadata__");
  row("card that is no JSON", safetensors(R"({"__metadata__":{"card":"{"}})", ""), false, "card");
}

void TestSafetensors::bad() {
  QFETCH(QByteArray, content);
  QFETCH(bool, refused);
  QFETCH(QByteArray, says);
  const auto path = file("bad.safetensors");
  writeFileAtomically(path, content.toStdString());
  const auto read = [&] { loadModel(path); };
  const std::vector<std::string> words = {"bad.safetensors", says.toStdString()};
  QVERIFY(refused ? refuses<RefusedFile>(read, words) : refuses<BrokenFile>(read, words));
}

void TestSafetensors::modelRoundTrip() {
  const auto model = smallModel();
  saveModel(model, file("model.safetensors"));
  const auto copy = loadModel(file("model.safetensors"));
  const auto x = torch::linspace(0, 1, 64).view({1, 1, 8, 8});
  QVERIFY(torch::equal(model.logits(x), copy.logits(x)));
  QCOMPARE(copy.card().classNames, model.card().classNames);
  QCOMPARE(copy.card().sha256, hashOfWeights(model.network().state()));
  saveModel(copy, file("again.safetensors"));
  QVERIFY(readFile(file("model.safetensors"), 1 << 20) ==
          readFile(file("again.safetensors"), 1 << 20));
}

void TestSafetensors::misfits_data() {
  QTest::addColumn<QByteArray>("kind");
  QTest::addColumn<QByteArray>("says");
  QTest::newRow("missing") << QByteArray("missing") << QByteArray("head.bias");
  QTest::newRow("unexpected") << QByteArray("unexpected") << QByteArray("surplus");
  QTest::newRow("shape") << QByteArray("shape")
                         << QByteArray("\"head.bias\" should have the shape [2], but has [3]");
  QTest::newRow("architecture") << QByteArray("architecture") << QByteArray("small-resnet");
  QTest::newRow("huge network") << QByteArray("huge network") << QByteArray("weights");
  QTest::newRow("no card") << QByteArray("no card") << QByteArray("ONNX");
  QTest::newRow("not a number") << QByteArray("not a number")
                                << QByteArray("\"head.bias\" holds NaN");
  QTest::newRow("infinite") << QByteArray("infinite")
                            << QByteArray("\"head.bias\" holds NaN or infinite");
  QTest::newRow("hash") << QByteArray("hash") << QByteArray("SHA-256");
}

void TestSafetensors::misfits() {
  QFETCH(QByteArray, kind);
  QFETCH(QByteArray, says);
  const auto model = smallModel();
  auto tensors = tensorsOf(model);
  auto card = toJson(model.card());
  if (kind == "missing") tensors.erase("head.bias");
  if (kind == "unexpected") tensors["surplus"] = torch::zeros({1});
  if (kind == "shape") tensors["head.bias"] = torch::zeros({3});
  if (kind == "architecture") card["architecture"] = "large-resnet";
  if (kind == "huge network") card["architecture_options"]["features"] = {8192, 8192};
  if (kind == "not a number") tensors["head.bias"][0] = std::nan("");
  if (kind == "infinite") tensors["head.bias"][0] = INFINITY;
  if (kind == "hash") card["sha256"] = std::string(64, '0');
  const auto path = file("misfit.safetensors");
  if (kind == "no card")
    writeSafetensors(path, tensors, {});
  else
    writeSafetensors(path, tensors, {{"card", card.dump()}});
  const auto read = [&] { loadModel(path); };
  const std::vector<std::string> words = {"misfit.safetensors", says.toStdString()};
  const bool broken = kind == "not a number" || kind == "infinite" || kind == "hash";
  QVERIFY(broken ? refuses<BrokenFile>(read, words) : refuses<InvalidInput>(read, words));
}

void TestSafetensors::unknownFormat() {
  writeFileAtomically(file("picture.png"), "\x89PNG and so on");
  QVERIFY(refuses<UnknownFormat>([&] { loadModel(file("picture.png")); },
                                 {"picture.png", "safetensors"}));
  QVERIFY(refuses<MissingFile>([&] { loadModel(file("none.pt")); }, {"none.pt"}));
}

void TestSafetensors::failedWriteLeavesNothing() {
  QVERIFY(refuses<WriteFailed>([&] { saveModel(smallModel(), "/proc/nothing/model.safetensors"); },
                               {"/proc"}));
  QVERIFY(refuses<InvalidInput>(
      [&] {
        writeSafetensors(file("complex.safetensors"),
                         {{"c", torch::zeros({1}, torch::kComplexFloat)}}, {});
      },
      {"c"}));
  QVERIFY(!std::filesystem::exists(file("complex.safetensors")));
}

QTEST_GUILESS_MAIN(TestSafetensors)
#include "tst_safetensors.moc"
