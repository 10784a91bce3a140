// SPDX-License-Identifier: Apache-2.0
#include <torch/csrc/jit/frontend/tracer.h>
#include <torch/script.h>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

#include "base/error.h"
#include "base/file.h"
#include "model/checkpoint.h"
#include "model/tensor.h"
#include "model/torchscript_network.h"
#include "testing/refuses.h"

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
torch::jit::Module attention(bool isFused = false) {
  torch::jit::Module net("Attention");
  net.register_parameter("query", weight({1, 5}), false);
  net.register_parameter("key", weight({1, 5}) + 0.1, false);
  net.register_parameter("head", weight({3, 64}), false);
  net.define(
      "def forward(self, x):\n"
      "    tokens = torch.transpose(torch.flatten(x, 2), 1, 2)\n"
      "    query, key = torch.matmul(tokens, self.query), torch.matmul(tokens, self.key)\n" +
      std::string(isFused ? "    mixed = torch.scaled_dot_product_attention(query, key, tokens)\n"
                          : "    scores = torch.matmul(query, torch.transpose(key, 1, 2))\n"
                            "    mixed = torch.matmul(torch.softmax(scores, -1), tokens)\n") +
      "    return torch.matmul(torch.flatten(mixed, 1), torch.t(self.head))\n");
  return net;
}

void addNorm(torch::jit::Module& net, const std::string& name, std::int64_t channels) {
  net.register_parameter(name + "_weight", weight({channels}) + 1.2, false);
  net.register_parameter(name + "_bias", weight({channels}), false);
  net.register_buffer(name + "_mean", weight({channels}) * 0.3);
  net.register_buffer(name + "_var", weight({channels}).abs() + 0.5);
}

/// A stem and a block of a ResNet as torchvision writes them, with operators that work in place;
/// 3×H×W.
torch::jit::Module residual() {
  torch::jit::Module net("Residual");
  net.register_parameter("stem", weight({64, 3, 7, 7}) * 0.2, false);
  net.register_parameter("first", weight({64, 64, 3, 3}) * 0.1, false);
  net.register_parameter("second", weight({64, 64, 3, 3}) * 0.1, false);
  net.register_parameter("narrow", weight({32, 64, 1, 1}) * 0.2, false);
  net.register_parameter("grouped", weight({32, 8, 3, 3}) * 0.2, false);
  net.register_parameter("gate", weight({32, 32, 1, 1}) * 0.2, false);
  net.register_parameter("head", weight({3, 32}), false);
  for (const char* name : {"n1", "n2", "n3"}) addNorm(net, name, 64);
  net.define(
      "def norm(self, x, w, b, m, v):\n"
      "    return torch.batch_norm(x, w, b, m, v, False, 0.1, 1e-5, True)\n"
      "def forward(self, x):\n"
      "    x = torch.conv2d(x, self.stem, None, [2, 2], [3, 3])\n"
      "    x = self.norm(x, self.n1_weight, self.n1_bias, self.n1_mean, self.n1_var)\n"
      "    x = torch.max_pool2d(torch.relu_(x), [3, 3], [2, 2], [1, 1])\n"
      "    y = torch.conv2d(x, self.first, None, [1, 1], [1, 1])\n"
      "    y = torch.relu_(self.norm(y, self.n2_weight, self.n2_bias, self.n2_mean, self.n2_var))\n"
      "    y = torch.conv2d(y, self.second, None, [1, 1], [1, 1])\n"
      "    y = self.norm(y, self.n3_weight, self.n3_bias, self.n3_mean, self.n3_var)\n"
      "    y += x\n"
      "    y = torch.conv2d(torch.relu_(y), self.narrow, None, [2, 2])\n"
      "    z = torch.conv2d(y, self.grouped, None, [1, 1], [1, 1], [1, 1], 4)\n"
      "    z = torch.relu(z + torch.conv2d(torch.mean(y, [2, 3], True), self.gate))\n"
      "    z = torch.mean(z.view(z.size(0), z.size(1), -1), 2)\n"
      "    return torch.matmul(z, torch.t(self.head))\n");
  return net;
}

/// What cannot be frozen or fused whole: its way depends on the image, and it counts its calls.
torch::jit::Module wayward(bool counts) {
  torch::jit::Module net("Wayward");
  net.register_parameter("weight", weight({3, 3, 3, 3}), false);
  net.register_buffer("calls", torch::zeros({1}));
  net.define(std::string("def forward(self, x):\n") + (counts ? "    self.calls.add_(1)\n" : "") +
             "    y = torch.conv2d(x, self.weight)\n"
             "    if bool(torch.mean(y) > -100.0):\n"
             "        z = torch.conv2d(torch.relu(y), self.weight)\n"
             "    else:\n"
             "        z = y\n"
             "    scale = int(torch.sum(x > 0.5)) % 3 + 1\n"
             "    return torch.mean(z, [2, 3]) * scale + self.calls * 0\n");
  return net;
}

/// As Python traces a network: aten::_convolution, sizes as tensors.
torch::jit::Module traced() {
  torch::jit::Module net("Traced");
  net.register_parameter("weight", weight({64, 3, 3, 3}), false);
  net.register_parameter("square", weight({64, 64, 3, 3}) * 0.1, false);
  const auto conv = [](const torch::Tensor& x, const torch::Tensor& w) {
    return at::_convolution(x, w, {}, {1, 1}, {1, 1}, {1, 1}, false, {0, 0}, 1, false, false, true,
                            true);
  };
  const auto run = [&](torch::jit::Stack stack) -> torch::jit::Stack {
    auto x = conv(stack.at(0).toTensor(), net.attr("weight").toTensor());
    x = torch::relu(conv(torch::relu_(x), net.attr("square").toTensor()) + x);
    return {x.narrow(1, 0, 3).reshape({x.size(0), 3, -1}).mean(-1)};
  };
  const auto [state, results] = torch::jit::tracer::trace(
      {torch::rand({2, 3, 9, 9})}, run, [](const torch::Tensor&) { return std::string(); }, true,
      false, &net);
  auto* method = net._ivalue()->compilation_unit()->create_function(
      c10::QualifiedName(*net.type()->name(), "forward"), state->graph);
  net.type()->addMethod(method);
  return net;
}

torch::jit::Module made(const QString& name) {
  if (name == "residual") return residual();
  if (name == "traced") return traced();
  if (name == "attention") return attention();
  if (name == "convolutional") return convolutional();
  return wayward(name == "counts");
}

double relativeError(const torch::Tensor& value, const torch::Tensor& expected) {
  return ((value - expected).norm() / expected.norm()).item<double>();
}

const char* const card = R"({"name": "net", "class_names": ["a", "b", "c"], "input_size": [8, 8],
  "input_channels": 1, "mean": [0], "standard_deviation": [1], "gradcam_layer": "")";

}  // namespace

class TestTorchscript : public QObject {
  Q_OBJECT

 private slots:
  /// LibTorch's own seed differs from run to run.
  void init() { torch::manual_seed(1); }

  void gradientsReachTheInput();
  void tapGivesInnerValueAndItsGradient();
  void everyLayerCanBeTapped();
  void attentionScores();
  void attends_data();
  void attends();
  void nativeAttentionHasGradients();
  void gradCamTakesTheNormBeforeTheLastAttention();
  void unknownLayer();
  void inference_data();
  void inference();
  void inferenceChangesNothing();
  void gradientsFromTheLayerOn_data() { inference_data(); }
  void gradientsFromTheLayerOn();
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
  /// Odd sizes, so that no tile of a fast convolution fits.
  static torch::Tensor images(const QString& name) {
    if (name == "convolutional" || name == "attention") return input().detach();
    return torch::sin(torch::arange(2.0 * 3 * 37 * 43).to(torch::kFloat32) * 0.37)
               .view({2, 3, 37, 43}) +
           0.5;
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

void TestTorchscript::attends_data() {
  QTest::addColumn<bool>("isFused");
  QTest::newRow("softmax") << false;
  QTest::newRow("scaled_dot_product_attention") << true;
}

void TestTorchscript::attends() {
  QFETCH(bool, isFused);
  TorchScriptNetwork network(saved(attention(isFused)));
  const auto x = input();
  const auto attended = network.attend(x);
  QVERIFY(torch::allclose(attended.logits, network.forward(x)));
  QCOMPARE(attended.weights.size(), std::size_t{1});
  const auto tokens = x.flatten(2).transpose(1, 2);
  const auto scores = torch::matmul(torch::matmul(tokens, weight({1, 5})),
                                    torch::matmul(tokens, weight({1, 5}) + 0.1).transpose(1, 2));
  const auto expected = torch::softmax(isFused ? scores / std::sqrt(5.0) : scores, -1);
  QVERIFY(torch::allclose(attended.weights[0], expected));
  const auto gradient = torch::autograd::grad({attended.logits.sum()}, attended.weights)[0];
  QVERIFY(gradient.abs().max().item<float>() > 0);
}

/// As a transformer computes that was exported without gradients.
void TestTorchscript::nativeAttentionHasGradients() {
  const auto shapes = std::map<std::string, std::vector<std::int64_t>>{
      {"inner", {12, 4}}, {"inner_bias", {12}}, {"outer", {4, 4}}, {"outer_bias", {4}}};
  torch::jit::Module net("Native");
  for (const auto& [name, shape] : shapes) net.register_parameter(name, weight(shape), false);
  net.define(
      "def forward(self, x):\n"
      "    t = torch.transpose(torch.flatten(x, 2), 1, 2)\n"
      "    t = torch.cat([t, t * t, t + 1, -t], 2)\n"
      "    y = torch._native_multi_head_attention(t, t, t, 4, 2, self.inner, self.inner_bias, "
      "self.outer, self.outer_bias, None, False)[0]\n"
      "    return torch.mean(y, 1)\n");
  const auto x = input();
  torch::Tensor expected;
  {
    const torch::NoGradGuard noGrad;
    expected = net.forward({x}).toTensor();
  }
  TorchScriptNetwork network(saved(net));
  const auto logits = network.forward(x);
  QVERIFY(torch::allclose(logits, expected, 1e-5, 1e-6));
  const auto gradient = torch::autograd::grad({logits.select(1, 1).sum()}, {x})[0];
  QVERIFY(gradient.abs().max().item<float>() > 0);
  const auto attended = network.attend(x);
  QCOMPARE(attended.weights.size(), std::size_t{1});
  QVERIFY((attended.weights[0].sizes() == torch::IntArrayRef{2, 2, 64, 64}));
}

/// Tokens of patches without a class token, two blocks, a last norm, and classes by a softmax.
void TestTorchscript::gradCamTakesTheNormBeforeTheLastAttention() {
  torch::jit::Module net("Transformer");
  net.register_parameter("patch", weight({8, 1, 2, 2}), false);
  net.register_parameter("head", weight({3, 8}), false);
  net.define(
      "def forward(self, x):\n"
      "    t = torch.transpose(torch.flatten(torch.conv2d(x, self.patch, None, [2, 2]), 2), 1, 2)\n"
      "    a = torch.layer_norm(t, [8])\n"
      "    t = t + torch.scaled_dot_product_attention(a, a, a)\n"
      "    b = torch.layer_norm(t, [8])\n"
      "    t = t + torch.scaled_dot_product_attention(b, b, b)\n"
      "    c = torch.layer_norm(t, [8])\n"
      "    return torch.softmax(torch.matmul(c[:, 0], torch.t(self.head)), -1)\n");
  const auto model = loadModel(saved(net, R"({"name": "net", "class_names": ["a", "b", "c"],
      "input_size": [8, 8], "input_channels": 1, "mean": [0], "standard_deviation": [1]})"));
  QCOMPARE(model.card().gradCamLayer, std::string("layer_norm#2"));
}

void TestTorchscript::unknownLayer() {
  TorchScriptNetwork network(saved(convolutional()));
  QVERIFY(
      refuses<InvalidInput>([&] { network.tap(input(), "layer9"); }, {"layer9", "conv", "relu"}));
}

void TestTorchscript::inference_data() {
  QTest::addColumn<bool>("fuses");
  QTest::newRow("residual") << true;
  QTest::newRow("traced") << true;
  QTest::newRow("convolutional") << true;
  QTest::newRow("attention") << false;
  QTest::newRow("branches") << true;
  QTest::newRow("counts") << false;
}

/// Fast or not, the same function; and bfloat16 where something was fused.
void TestTorchscript::inference() {
  QFETCH(bool, fuses);
  const QString name = QTest::currentDataTag();
  TorchScriptNetwork network(saved(made(name)));
  const auto x = images(name);
  const auto expected = network.forward(x);
  const auto single = network.inference(x, Precision::single);
  const auto half = network.inference(x, Precision::bfloat16);
  QVERIFY(single.scalar_type() == torch::kFloat32 && half.scalar_type() == torch::kFloat32);
  QVERIFY(!single.requires_grad());
  qInfo("relative error %.2g, bfloat16 %.2g", relativeError(single, expected),
        relativeError(half, expected));
  QVERIFY(relativeError(single, expected) < 1e-5);
  QVERIFY(relativeError(half, expected) < 0.02);
  QCOMPARE(!torch::equal(half, single), fuses);
  for (const auto precision : {Precision::single, Precision::bfloat16})
    QVERIFY(torch::equal(network.inference(x, precision), network.inference(x, precision)));
}

void TestTorchscript::inferenceChangesNothing() {
  TorchScriptNetwork network(saved(residual()));
  const auto x = images("residual").requires_grad_(true);
  std::vector<torch::Tensor> before;
  for (const auto& item : network.state()) before.push_back(item.tensor.clone());
  const auto layers = network.layers();
  const auto logits = network.forward(x);
  const auto copy = x.detach().clone();
  network.inference(copy, Precision::bfloat16);
  network.inference(copy, Precision::single);
  network.tapForGradient(copy, layers.at(4));
  QVERIFY(torch::equal(copy, x));
  QVERIFY(network.layers() == layers);
  const auto after = network.state();
  QCOMPARE(after.size(), before.size());
  for (std::size_t i = 0; i < after.size(); ++i)
    QVERIFY(torch::equal(after[i].tensor, before[i]) && !after[i].tensor.requires_grad());
  QVERIFY(torch::equal(network.forward(x), logits));
  QVERIFY(torch::autograd::grad({network.forward(x).sum()}, {x})[0].abs().max().item<float>() > 0);
}

/// The same values and gradients as with everything recorded, for every layer.
void TestTorchscript::gradientsFromTheLayerOn() {
  const QString name = QTest::currentDataTag();
  TorchScriptNetwork network(saved(made(name)));
  const auto x = images(name);
  for (const auto& layer : network.layers()) {
    const auto all = network.tap(x.clone().requires_grad_(true).clone(), layer);
    if (!all.inner.requires_grad()) continue;
    const auto gradient = [](const Network::Tapped& tapped) {
      return torch::autograd::grad({tapped.logits.select(1, 1).sum()}, {tapped.inner}, {}, {},
                                   false, true)[0];
    };
    const auto expected = gradient(all);
    if (!expected.defined()) continue;
    const auto fast = network.tapForGradient(x, layer);
    QVERIFY2(relativeError(fast.inner.detach(), all.inner.detach()) < 1e-5, layer.c_str());
    QVERIFY2(relativeError(fast.logits.detach(), all.logits.detach()) < 1e-5, layer.c_str());
    QVERIFY2(relativeError(gradient(fast), expected) < 1e-5, layer.c_str());
    QVERIFY2(name == "counts" || fast.inner.is_leaf(), layer.c_str());
  }
  QVERIFY(refuses<InvalidInput>([&] { network.tapForGradient(x, "layer9"); }, {"layer9"}));
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
