// SPDX-License-Identifier: Apache-2.0
#include <torch/script.h>
#include <torch/torch.h>

#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>

#include "base/error.h"
#include "base/file.h"
#include "model/checkpoint.h"
#include "model/torchscript_network.h"
#include "testing/pickle_builder.h"

using namespace rho;
using namespace rho::model;
using rho::test::refuses;

namespace {

torch::Tensor weight(std::vector<std::int64_t> shape) {
  const auto count = c10::multiply_integers(shape);
  return torch::sin(torch::arange(static_cast<double>(count)).to(torch::kFloat32) * 1.7)
             .view(shape) *
         0.4;
}

/// conv (a submodule) → relu → mean → linear.
torch::jit::Module convolutional() {
  torch::jit::Module conv("Conv");
  conv.register_parameter("weight", weight({4, 1, 3, 3}), false);
  conv.define(
      "def forward(self, x):\n    return torch.conv2d(x, self.weight, None, [1, 1], [1, 1])\n");
  torch::jit::Module net("Net");
  net.register_module("conv", conv);
  net.register_parameter("head", weight({3, 4}), false);
  net.define(
      "def forward(self, x):\n"
      "    a = torch.relu(self.conv.forward(x))\n"
      "    return torch.matmul(torch.mean(a, [2, 3]), torch.t(self.head))\n");
  return net;
}

/// Its twin without TorchScript: the inner value and the logits.
Network::Tapped convolutionalTwin(const torch::Tensor& x) {
  const auto inner = torch::conv2d(x, weight({4, 1, 3, 3}), {}, 1, 1);
  return {inner, torch::matmul(torch::relu(inner).mean({2, 3}), weight({3, 4}).t())};
}

/// Attention of all pixels to all others.
torch::jit::Module attention() {
  torch::jit::Module net("Attention");
  net.register_parameter("query", weight({1, 5}), false);
  net.register_parameter("key", weight({1, 5}) + 0.1, false);
  net.register_parameter("head", weight({3, 64}), false);
  net.define(
      "def forward(self, x):\n"
      "    tokens = torch.transpose(torch.flatten(x, 2), 1, 2)\n"
      "    scores = torch.matmul(torch.matmul(tokens, self.query), "
      "torch.transpose(torch.matmul(tokens, self.key), 1, 2))\n"
      "    mixed = torch.matmul(torch.softmax(scores, -1), tokens)\n"
      "    return torch.matmul(torch.flatten(mixed, 1), torch.t(self.head))\n");
  return net;
}

const char* const card = R"({"name": "net", "class_names": ["a", "b", "c"], "input_size": [8, 8],
  "input_channels": 1, "mean": [0], "standard_deviation": [1], "gradcam_layer": "")";

}  // namespace

class TestTorchscript : public QObject {
  Q_OBJECT

 private slots:
  void gradientsReachTheInput();
  void tapGivesInnerValueAndItsGradient();
  void everyLayerCanBeTapped();
  void attentionScores();
  void unknownLayer();
  void loadsWithCard();
  void misfits_data();
  void misfits();
  void refusesFileAccess();
  void brokenArchive();

 private:
  std::filesystem::path saved(const torch::jit::Module& module,
                              const std::string& cardText = {}) const {
    const auto path = m_folder.filePath("net.pt").toStdString();
    module.save(path);
    std::filesystem::remove(path + ".json");
    if (!cardText.empty()) writeFileAtomically(path + ".json", cardText);
    return path;
  }
  static torch::Tensor input() {
    return torch::linspace(0, 1, 2 * 64).view({2, 1, 8, 8}).set_requires_grad(true);
  }
  QTemporaryDir m_folder;
};

void TestTorchscript::gradientsReachTheInput() {
  TorchScriptNetwork network(saved(convolutional()));
  const auto x = input(), y = input();
  const auto logits = network.forward(x);
  const auto expected = convolutionalTwin(y).logits;
  QVERIFY(torch::allclose(logits, expected));
  const auto gradient = torch::autograd::grad({logits.select(1, 1).sum()}, {x})[0];
  QVERIFY(torch::allclose(gradient, torch::autograd::grad({expected.select(1, 1).sum()}, {y})[0]));
  QVERIFY(gradient.abs().max().item<float>() > 0);
}

void TestTorchscript::tapGivesInnerValueAndItsGradient() {
  TorchScriptNetwork network(saved(convolutional()));
  for (int repeat = 0; repeat < 3; ++repeat) {
    const auto tapped = network.tap(input(), "conv");
    const auto twin = convolutionalTwin(input());
    QVERIFY(torch::allclose(tapped.inner, twin.inner));
    QVERIFY(torch::allclose(tapped.logits, twin.logits));
    const auto gradient =
        torch::autograd::grad({tapped.logits.select(1, 2).sum()}, {tapped.inner})[0];
    const auto expected = torch::autograd::grad({twin.logits.select(1, 2).sum()}, {twin.inner})[0];
    QVERIFY(torch::allclose(gradient, expected));
  }
}

void TestTorchscript::everyLayerCanBeTapped() {
  TorchScriptNetwork network(saved(convolutional()));
  const auto layers = network.layers();
  QVERIFY((layers == std::vector<std::string>{"conv", "relu", "mean", "matmul"}));
  for (const auto& layer : layers) {
    const auto tapped = network.tap(input(), layer);
    QVERIFY2(torch::equal(tapped.logits, network.forward(input())), layer.c_str());
    QVERIFY2(tapped.inner.requires_grad(), layer.c_str());
  }
}

void TestTorchscript::attentionScores() {
  TorchScriptNetwork network(saved(attention()));
  const auto tapped = network.tap(input(), "softmax");
  QVERIFY((tapped.inner.sizes() == torch::IntArrayRef{2, 64, 64}));
  QVERIFY(torch::allclose(tapped.inner.sum(-1), torch::ones({2, 64})));
  const auto gradient = torch::autograd::grad({tapped.logits.sum()}, {tapped.inner})[0];
  QVERIFY(gradient.abs().max().item<float>() > 0);
}

void TestTorchscript::unknownLayer() {
  TorchScriptNetwork network(saved(convolutional()));
  QVERIFY(
      refuses<InvalidInput>([&] { network.tap(input(), "layer9"); }, {"layer9", "conv", "relu"}));
}

void TestTorchscript::loadsWithCard() {
  const auto model = loadModel(saved(convolutional(), std::string(card) + "}"));
  QCOMPARE(model.card().architecture, std::string("torchscript"));
  QCOMPARE(model.card().sha256.size(), std::size_t{64});
  QVERIFY(torch::allclose(model.logits(input()), convolutionalTwin(input()).logits));
}

void TestTorchscript::misfits_data() {
  QTest::addColumn<QByteArray>("cardText");
  QTest::addColumn<QByteArray>("says");
  const std::string text = card;
  const auto replaced = [&](const std::string& from, const std::string& to) {
    auto copy = text + "}";
    copy.replace(copy.find(from), from.size(), to);
    return QByteArray::fromStdString(copy);
  };
  QTest::newRow("no card") << QByteArray() << QByteArray("net.pt.json");
  QTest::newRow("too few classes") << replaced(R"(, "c")", "") << QByteArray("2 classes");
  QTest::newRow("wrong channels")
      << replaced(R"("input_channels": 1, "mean": [0], "standard_deviation": [1])",
                  R"("input_channels": 3, "mean": [0,0,0], "standard_deviation": [1,1,1])")
      << QByteArray("net.pt");
  QTest::newRow("unknown layer") << replaced(R"("gradcam_layer": "")",
                                             R"("gradcam_layer": "layer4")")
                                 << QByteArray("layer4");
  QTest::newRow("no classes") << replaced("class_names", "classes") << QByteArray("class_names");
}

void TestTorchscript::misfits() {
  QFETCH(QByteArray, cardText);
  QFETCH(QByteArray, says);
  const auto path = saved(convolutional(), cardText.toStdString());
  QVERIFY(refuses<InvalidInput>([&] { loadModel(path); }, {says.toStdString()}));
}

void TestTorchscript::refusesFileAccess() {
  torch::jit::Module net("Net");
  net.define("def forward(self, x):\n    return x + torch.from_file(\"/etc/passwd\", False, 10)\n");
  QVERIFY(refuses<RefusedFile>([&] { TorchScriptNetwork network(saved(net)); },
                               {"net.pt", "from_file"}));
}

void TestTorchscript::brokenArchive() {
  const auto path = saved(convolutional(), std::string(card) + "}");
  std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
  QVERIFY(refuses<BrokenFile>([&] { loadModel(path); }, {"net.pt"}));
}

QTEST_GUILESS_MAIN(TestTorchscript)
#include "tst_torchscript.moc"
