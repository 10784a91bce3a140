// SPDX-License-Identifier: Apache-2.0
// What an ONNX file must not do, and what it may leave open.
#include <ATen/Parallel.h>
#include <QtTest>

#include <filesystem>
#include <fstream>

#include "base/error.h"
#include "base/file.h"
#include "model/checkpoint.h"
#include "model/onnx_card.h"
#include "model/tensor.h"
#include "testing/onnx_builder.h"
#include "testing/refuses.h"

using namespace rho;
using namespace rho::model;
using rho::test::refuses;
namespace make = rho::test::onnx;
namespace fs = std::filesystem;

namespace {

/// 3×8×8 → convolution → mean → two classes.
make::Graph network() {
  const auto weight =
      torch::sin(torch::arange(2 * 3 * 3 * 3).to(torch::kFloat32)).view({2, 3, 3, 3});
  return {{make::node("Conv", {"image", "w"}, {"c"}), make::node("Relu", {"c"}, {"r"}),
           make::node("GlobalAveragePool", {"r"}, {"p"}), make::node("Flatten", {"p"}, {"logits"})},
          {make::tensor("w", weight)},
          {make::value("image", {-1, 3, 8, 8})},
          {make::value("logits", {-1, 2})}};
}

std::string tensorHead(const std::vector<std::int64_t>& shape, int type, const std::string& name) {
  std::string proto;
  for (const auto size : shape) proto += make::number(1, size);
  return proto + make::number(2, type) + make::bytes(8, name);
}

std::string external(const std::string& location, const std::string& offset = "0") {
  const auto entry = [](const std::string& key, const std::string& text) {
    return make::bytes(13, make::bytes(1, key) + make::bytes(2, text));
  };
  return entry("location", location) + entry("offset", offset) + make::number(14, 1);
}

std::string withWeight(const std::string& proto) {
  auto graph = network();
  graph.initialisers = {proto};
  return make::model(graph);
}

std::string withNode(const std::string& node) {
  auto graph = network();
  graph.nodes.push_back(node);
  return make::model(graph);
}

std::string nested(int depth) {
  std::string graph = make::Graph{{make::node("Relu", {"image"}, {"y"})}, {}, {}, {}}.proto();
  for (int i = 0; i < depth; ++i)
    graph = make::Graph{
        {make::node("If", {"c"}, {"y"}, {make::graphAttribute("then_branch", graph)})},
        {},
        {},
        {}}.proto();
  return make::number(1, 8) + make::bytes(7, graph);
}

/// Functions f0 … fN, each of which uses the next twice.
std::string doubling(int count) {
  std::string functions;
  for (int i = 0; i < count; ++i) {
    const auto next = "f" + std::to_string((i + 1) % count);
    functions += make::bytes(
        25, make::bytes(1, "f" + std::to_string(i)) + make::bytes(4, "a") + make::bytes(5, "c") +
                make::bytes(7, make::node(next, {"a"}, {"b"}, {}, "own")) +
                make::bytes(7, make::node(next, {"b"}, {"c"}, {}, "own")) + make::bytes(10, "own"));
  }
  auto graph = network();
  graph.nodes[1] = make::node("f0", {"c"}, {"r"}, {}, "own");
  return make::model(graph, 17, functions);
}

}  // namespace

class TestBadFiles : public QObject {
  Q_OBJECT

 private slots:
  /// The networks are tiny: threads would only wait for each other.
  void initTestCase() { at::set_num_threads(1); }

  void refused_data();
  void refused();
  void everyCutIsRefused();
  void everyChangedByteIsAnErrorOrANetwork();
  void cardFromTheFile();
  void cardBesideTheFile();
  void weightsInConstants();
  void namesOfClasses();
  void imagesOneAtATime();
  void externalDataBesideTheModel();
  void linksLeadNowhere();

 private:
  fs::path saved(const std::string& bytes, const std::string& card = {}) const {
    const fs::path path = m_folder.filePath("net.onnx").toStdString();
    std::ofstream(path, std::ios::binary) << bytes;
    fs::remove(path.string() + ".json");
    if (!card.empty()) writeFileAtomically(path.string() + ".json", card);
    return path;
  }
  QTemporaryDir m_folder;
};

void TestBadFiles::refused_data() {
  QTest::addColumn<QByteArray>("content");
  QTest::addColumn<int>("code");
  QTest::addColumn<QByteArray>("says");
  const auto row = [](const char* name, const std::string& content, ExitCode code,
                      const char* says) {
    QTest::newRow(name) << QByteArray::fromStdString(content) << static_cast<int>(code)
                        << QByteArray(says);
  };
  constexpr auto broken = ExitCode::brokenFile, refused = ExitCode::refusedFile,
                 invalid = ExitCode::invalidInput;
  row("no protobuf", "this is a text file, no network", broken, "net.onnx");
  row("no graph", make::number(1, 8) + make::bytes(2, "test"), broken, "no graph");
  row("a part of 2^60 bytes", make::varint(7 << 3 | 2) + make::varint(1ull << 60) + "ab", refused,
      "1152921504606846976");
  row("a number without end", std::string(20, '\xff'), broken, "64 bits");
  row("a group", make::varint(1 << 3 | 3), broken, "net.onnx");

  row("nested 1000 times", nested(1000), refused, "nested");
  row("functions without end", doubling(3), refused, "functions");
  row("functions that double 60 times", doubling(60), refused, "functions");
  {
    std::string many(3 << 21, '\0');  // three million empty names
    for (std::size_t i = 0; i < many.size(); i += 2) many[i] = 0x0a;
    row("a part of nothing a million times", make::bytes(7, make::bytes(1, many)), refused,
        "parts");
  }

  row("a stored tensor is missing", withWeight(tensorHead({1}, 1, "v") + make::bytes(9, "1234")),
      broken, "\"w\"");
  row("a value is missing", withNode(make::node("Relu", {"nothing"}, {"z"})), broken,
      "\"nothing\"");
  row("computed twice", withNode(make::node("Relu", {"c"}, {"r"})), broken,
      "\"r\" is computed twice");
  {
    auto graph = network();
    graph.nodes[0] = make::node("Add", {"image", "r"}, {"c"});
    row("a circle", make::model(graph), broken, "depends on its own result");
    graph = network();
    graph.nodes.erase(graph.nodes.begin() + 1);
    graph.nodes[0] = make::node("Conv", {"image", "w"}, {"r"});
    graph.nodes[1] = make::node("Relu", {"p"}, {"p"});
    row("a circle of one", make::model(graph), broken, "depends on its own result");
    graph = network();
    graph.outputs[0] = make::value("other", {1, 2});
    row("an output that nothing computes", make::model(graph), broken, "\"other\"");
    graph = network();
    graph.outputs.clear();
    row("no output", make::model(graph), invalid, "no output");
    graph = network();
    graph.inputs.push_back(make::value("second", {1}));
    row("two inputs", make::model(graph), invalid, "2 inputs");
    graph = network();
    graph.inputs = {make::value("image", {-1, 8})};
    row("no image", make::model(graph), invalid, "2 dimensions");
    graph.inputs = {make::value("image", {-1, 3, -1, -1})};
    row("any size, and no card", make::model(graph), invalid, "net.onnx.json");
    graph.inputs = {make::value("image", {-1, 5, 8, 8})};
    row("five channels", make::model(graph), invalid, "input_channels");
    graph.inputs = {make::value("image", {-1, 3, 2, 2})};
    row("smaller than a kernel", make::model(graph), invalid, "node \"c_node\" (Conv, opset 17)");
    graph.inputs = {make::value("image", {-1, 3, std::int64_t{1} << 40, 8})};
    row("an image of 2^40 rows", make::model(graph), invalid, "input_size");
  }
  row("operators that do not exist", withNode(make::node("Frobnicate", {"c"}, {"z"})), invalid,
      "Frobnicate (opset 17, node \"z_node\")");
  row("operators of another domain", withNode(make::node("Relu", {"c"}, {"z"}, {}, "com.acme")),
      invalid, "com.acme.Relu");
  row("loops", withNode(make::node("Loop", {"c"}, {"z"})), invalid, "Loop (opset 17");
  row("a branch that depends on the image",
      withNode(make::node("If", {"c"}, {"z"},
                          {make::graphAttribute("then_branch", make::Graph{}.proto())})),
      invalid, "depends on the image");
  row(
      "an attribute of another type",
      [&] {
        auto graph = network();
        graph.nodes[0] = make::node("Conv", {"image", "w"}, {"c"}, {make::attribute("pads", 1.5)});
        return make::model(graph);
      }(),
      invalid, "pads");
  row(
      "strides of 0",
      [&] {
        auto graph = network();
        graph.nodes[0] = make::node("Conv", {"image", "w"}, {"c"},
                                    {make::attribute("strides", std::vector<std::int64_t>{0, 0})});
        return make::model(graph);
      }(),
      invalid, "strides");

  row("a shape of 2^62 × 2^62",
      withWeight(tensorHead({std::int64_t{1} << 62, std::int64_t{1} << 62}, 1, "w")), refused,
      "\"w\"");
  row("a negative shape", withWeight(tensorHead({-3}, 1, "w")), refused, "[-3]");
  row("a tensor of 2^50 bytes", withWeight(tensorHead({std::int64_t{1} << 48}, 1, "w")), refused,
      "1125899906842624");
  row("a tensor that is cut off",
      withWeight(tensorHead({2, 3, 3, 3}, 1, "w") + make::bytes(9, std::string(100, 'x'))), broken,
      "\"w\"");
  row("a tensor of text", withWeight(tensorHead({1}, 8, "w") + make::bytes(6, "text")), invalid,
      "text");
  row("4-bit numbers", withWeight(tensorHead({2}, 22, "w") + make::bytes(9, "x")), invalid,
      "element type 22");
  {
    auto graph = network();
    graph.initialisers.push_back(make::tensor("huge", torch::tensor({std::int64_t{1} << 60})));
    graph.nodes.push_back(make::node("ConstantOfShape", {"huge"}, {"z"}));
    graph.nodes.push_back(make::node("Add", {"p", "z"}, {"more"}));
    graph.nodes[3] = make::node("Flatten", {"more"}, {"logits"});
    row("zeros of 2^60 elements", make::model(graph), invalid, "ConstantOfShape");
  }
  {
    auto weight = torch::zeros({2, 3, 3, 3});
    weight[0][0][0][0] = std::nan("");
    row("NaN", withWeight(make::tensor("w", weight)), broken, "holds NaN");
  }
  const auto transposed = [](const std::string& attribute) {
    auto graph = network();
    graph.initialisers = {make::tensor("w", torch::zeros({3, 2, 3, 3}))};
    graph.nodes[0] = make::node("ConvTranspose", {"image", "w"}, {"c"}, {attribute});
    return make::model(graph);
  };
  using Numbers = std::vector<std::int64_t>;
  row("a shape of one axis for two", transposed(make::attribute("output_shape", Numbers{9})),
      invalid, "output_shape needs 2 numbers");
  row("a padding of 2^40",
      transposed(make::attribute("output_padding", Numbers{0, std::int64_t{1} << 40})), invalid,
      "output_padding is out of range");
  row("padding for another kernel", transposed(make::attribute("pads", Numbers{1, 1})), invalid,
      "pads needs 4 numbers");
  const auto shape = tensorHead({2, 3, 3, 3}, 1, "w");
  row("data above the folder", withWeight(shape + external("../secret")), refused, "outside");
  row("data at an absolute path", withWeight(shape + external("/etc/passwd")), refused, "outside");
  row("data in a roundabout way", withWeight(shape + external("a/../../secret")), refused,
      "outside");
  row("data in no file", withWeight(shape + external("")), refused, "outside");
  row("data in the folder itself", withWeight(shape + external(".")), refused, "outside");
  row("data that is not there", withWeight(shape + external("weights.bin")), ExitCode::missingFile,
      "weights.bin");
  row("data beyond the file", withWeight(shape + external("net.onnx", "999999")), broken, "\"w\"");
  row("an offset that is no number", withWeight(shape + external("net.onnx", "-1")), broken,
      "offset");
}

void TestBadFiles::refused() {
  QFETCH(QByteArray, content);
  QFETCH(int, code);
  QFETCH(QByteArray, says);
  const auto path = saved(content.toStdString());
  try {
    loadModel(path);
    QFAIL("was loaded");
  } catch (const Error& error) {
    const QByteArray text = error.what();
    QVERIFY2(text.contains(says), text.constData());
    QVERIFY2(text.contains("net.onnx") || text.contains("weights.bin"), text.constData());
    QVERIFY2(static_cast<int>(error.code()) == code, text.constData());
  }
}

void TestBadFiles::everyCutIsRefused() {
  const auto whole = make::model(network());
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const auto path = saved(whole.substr(0, length));
    try {
      // The opset comes last: without it the file is whole, but tells less.
      loadModel(path);
      QVERIFY2(length > whole.size() - 8, qPrintable(QString("%1 bytes").arg(length)));
    } catch (const Error&) {
    }
  }
}

/// Nothing else than our own errors, and nothing that takes long.
void TestBadFiles::everyChangedByteIsAnErrorOrANetwork() {
  const auto whole = make::model(network());
  int networks = 0, errors = 0;
  for (std::size_t i = 0; i < whole.size(); ++i)
    for (const char change : {'\x01', '\x80', '\x7f'}) {
      auto bytes = whole;
      bytes[i] = static_cast<char>(bytes[i] ^ change);
      try {
        loadModel(saved(bytes));
        ++networks;
      } catch (const Error&) {
        ++errors;
      }
    }
  qInfo("%d networks, %d errors", networks, errors);
  QVERIFY(errors > 100);
}

void TestBadFiles::cardFromTheFile() {
  const auto model = loadModel(
      saved(make::model(network(), 17, make::metadata("names", "{0: 'cat', 1: \"dog\"}"))));
  QCOMPARE(model.card().name, std::string("net"));
  QCOMPARE(model.card().architecture, std::string("onnx"));
  QVERIFY((model.card().classNames == std::vector<std::string>{"cat", "dog"}));
  QCOMPARE(model.card().inputHeight, 8);
  QCOMPARE(model.card().inputChannels, 3);
  QVERIFY(model.card().task == Task::singleLabel);
  QCOMPARE(model.card().gradCamLayer, std::string("r_node"));
  QCOMPARE(model.card().sha256.size(), std::size_t{64});
  QVERIFY((model.network().layers() ==
           std::vector<std::string>{"c_node", "r_node", "p_node", "logits_node"}));
  QVERIFY(refuses<InvalidInput>(
      [&] {
        model.tap(torch::zeros({1, 3, 8, 8}), "layer9");
      },
      {"layer9", "r_node"}));
  QVERIFY(refuses<InvalidInput>([&] { saveModel(model, m_folder.filePath("x").toStdString()); },
                                {"ONNX"}));
}

/// A final softmax or sigmoid is what the task applies: it is not applied twice, also where steps
/// follow that do nothing.
void TestBadFiles::cardBesideTheFile() {
  for (const char* last : {"Softmax", "Sigmoid"}) {
    auto graph = network();
    graph.nodes.push_back(make::node(last, {"logits"}, {"certain"}));
    graph.nodes.push_back(make::node("Identity", {"certain"}, {"handed"}));
    graph.nodes.push_back(make::node("Identity", {"handed"}, {"out"}));
    graph.outputs = {make::value("out", {-1, 2})};
    const auto plain = loadModel(saved(make::model(network())));
    const auto model = loadModel(saved(make::model(graph), R"({"name": "mine", "mean": [0, 0, 0.5],
      "class_names": ["a", "b"], "gradcam_layer": "c_node"})"));
    const auto x = torch::linspace(0, 1, 192).view({1, 3, 8, 8});
    const auto shifted = x - torch::tensor({0.f, 0.f, 0.5f}).view({1, 3, 1, 1});
    QCOMPARE(model.card().name, std::string("mine"));
    QCOMPARE(model.card().gradCamLayer, std::string("c_node"));
    QVERIFY((model.card().task == Task::multiLabel) == (std::string(last) == "Sigmoid"));
    QVERIFY(torch::allclose(model.logits(x), plain.logits(shifted)));
  }
  QVERIFY(refuses<InvalidInput>(
      [&] { loadModel(saved(make::model(network()), R"({"class_names": ["one"]})")); },
      {"1 classes"}));
  QVERIFY(refuses<InvalidInput>(
      [&] { loadModel(saved(make::model(network()), R"({"gradcam_layer": "layer4"})")); },
      {"layer4", "c_node"}));
  QVERIFY(refuses<BrokenFile>(
      [&] { loadModel(saved(make::model(network()), R"({"sha256": "00"})")); }, {"SHA-256"}));
}

/// PaddlePaddle keeps all weights in nodes: they are hashed and looked at as initialisers are.
void TestBadFiles::weightsInConstants() {
  const auto hashWith = [&](float value) {
    make::Graph graph;
    graph.nodes = {make::node("Constant", {}, {"w"},
                              {make::attribute("value", torch::full({2, 3, 1, 1}, value))}),
                   make::node("Conv", {"image", "w"}, {"c"}),
                   make::node("GlobalAveragePool", {"c"}, {"p"}),
                   make::node("Flatten", {"p"}, {"logits"})};
    graph.inputs = {make::value("image", {-1, 3, 8, 8})};
    graph.outputs = {make::value("logits", {-1, 2})};
    return loadModel(saved(make::model(graph))).card().sha256;
  };
  QCOMPARE(hashWith(0.5f), hashWith(0.5f));
  QVERIFY(hashWith(0.5f) != hashWith(0.25f));
  QVERIFY(refuses<BrokenFile>([&] { hashWith(std::nanf("")); }, {"\"w\" holds NaN"}));
}

void TestBadFiles::namesOfClasses() {
  using Names = std::vector<std::string>;
  QVERIFY((classNamesFrom(R"(["cat", "dog"])") == Names{"cat", "dog"}));
  QVERIFY((classNamesFrom("['cat', \"dog's\"]") == Names{"cat", "dog's"}));
  QVERIFY((classNamesFrom("{0: 'cat', 1: 'dog\\'s'}") == Names{"cat", "dog's"}));
  QVERIFY(classNamesFrom("[1, 2]").empty());
  QVERIFY(classNamesFrom("cats").empty());
}

/// A file for two images runs any number of them, also with a layer handed out.
void TestBadFiles::imagesOneAtATime() {
  auto graph = network();
  const auto any = loadModel(saved(make::model(graph)));
  graph.inputs = {make::value("image", {2, 3, 8, 8})};
  graph.nodes[3] = make::node("Reshape", {"p", "shape"}, {"logits"});  // for two images alone
  graph.initialisers.push_back(make::tensor("shape", torch::tensor({2, 2}, torch::kInt64)));
  const auto model = loadModel(saved(make::model(graph)));
  const auto x = torch::linspace(0, 1, 3 * 192).view({3, 3, 8, 8}).requires_grad_(true);
  const auto gradient = [&](const Network::Tapped& tapped) {
    return torch::autograd::grad({tapped.logits.select(1, 1).sum()}, {tapped.inner}, {}, true)[0];
  };
  QVERIFY(torch::allclose(model.logits(x), any.logits(x)));
  QVERIFY(torch::allclose(gradient({x, model.logits(x)}), gradient({x, any.logits(x)})));
  const auto expected = any.tap(x, "c_node");
  for (const auto& tapped : {model.tap(x, "c_node"), model.tapForGradient(x, "c_node")}) {
    QVERIFY(torch::allclose(tapped.logits, expected.logits));
    QVERIFY(torch::allclose(tapped.inner.narrow(0, 0, 3), expected.inner));
    QVERIFY(torch::allclose(gradient(tapped).narrow(0, 0, 3), gradient(expected)));
  }
}

void TestBadFiles::externalDataBesideTheModel() {
  const auto weight = torch::sin(torch::arange(54).to(torch::kFloat32));
  const auto folder = fs::path(m_folder.path().toStdString()) / "data";
  fs::create_directories(folder);
  writeFileAtomically(folder / "weights.bin",
                      "head" + std::string(static_cast<const char*>(weight.data_ptr()), 216));
  const auto model = loadModel(
      saved(withWeight(tensorHead({2, 3, 3, 3}, 1, "w") + external("data/weights.bin", "4"))));
  const auto x = torch::linspace(0, 1, 192).view({1, 3, 8, 8});
  QVERIFY(torch::equal(model.logits(x), loadModel(saved(make::model(network()))).logits(x)));
}

void TestBadFiles::linksLeadNowhere() {
  const auto folder = fs::path(m_folder.path().toStdString());
  QTemporaryDir other;
  writeFileAtomically(other.filePath("secret").toStdString(), std::string(216, 'x'));
  fs::create_symlink(other.filePath("secret").toStdString(), folder / "link");
  fs::create_directory_symlink(other.path().toStdString(), folder / "door");
  for (const char* location : {"link", "door/secret"})
    QVERIFY(refuses<RefusedFile>(
        [&] {
          loadModel(saved(withWeight(tensorHead({2, 3, 3, 3}, 1, "w") + external(location))));
        },
        {"outside", location}));
}

QTEST_GUILESS_MAIN(TestBadFiles)
#include "tst_bad_files.moc"
