// SPDX-License-Identifier: Apache-2.0
// Networks of other makers: what they compute (golden values of PyTorch on weights from a formula),
// and how their files are recognised.
#include <QTemporaryDir>
#include <QtTest>

#include "base/error.h"
#include "base/file.h"
#include "base/file_bounds.h"
#include "formula.h"
#include "model/card_file.h"
#include "model/card_presets.h"
#include "model/checkpoint.h"
#include "model/state_names.h"
#include "model/state_recogniser.h"
#include "testing/refuses.h"

using namespace rho;
using namespace rho::model;
using rho::test::refuses;

namespace {

const nlohmann::json& golden() {
  static const auto rows = readJsonObject(RHO_SOURCE_DIR "/tests/model/known_networks.json");
  return rows;
}

/// Weights of the right names and shapes that take no memory.
TensorMap hollowWeights(const KnownNetwork& network, const KnownOptions& options) {
  TensorMap weights;
  for (const auto& weight : partsOf(network, options).weights)
    weights[weight.name] = torch::zeros({}).expand(weight.shape);
  return weights;
}

KnownOptions optionsFor(const KnownNetwork& network) {
  KnownOptions options;
  options.classes = 5;
  if (network.complete && !network.name.starts_with("vit")) options.depth = 16, options.width = 2;
  if (network.name.starts_with("vit")) options.imageSize = 224;
  return options;
}

TensorMap prefixed(const TensorMap& weights, const std::string& prefix) {
  TensorMap result;
  for (const auto& [name, tensor] : weights) result[prefix + name] = tensor;
  return result;
}

const KnownNetwork& mobileNet() { return *knownNetworkNamed("mobilenet_v2"); }

TensorMap mobileNetWeights() {
  auto options = optionsFor(mobileNet());
  return hollowWeights(mobileNet(), options);
}

/// The name that timm gives a weight of torchvision's ViT or ConvNeXt.
std::string timmName(const std::string& name) {
  using Part = QRegularExpression;
  static const std::pair<Part, const char*> replacements[] = {
      {Part(R"(^conv_proj\.)"), "patch_embed.proj."},
      {Part(R"(^class_token$)"), "cls_token"},
      {Part(R"(^encoder\.pos_embedding$)"), "pos_embed"},
      {Part(R"(^encoder\.layers\.encoder_layer_)"), "blocks."},
      {Part(R"(\.ln_([12])\.)"), ".norm\\1."},
      {Part(R"(\.self_attention\.in_proj_)"), ".attn.qkv."},
      {Part(R"(\.self_attention\.out_proj\.)"), ".attn.proj."},
      {Part(R"(\.mlp\.0\.)"), ".mlp.fc1."},
      {Part(R"(\.mlp\.3\.)"), ".mlp.fc2."},
      {Part(R"(^encoder\.ln\.)"), "norm."},
      {Part(R"(^heads\.head\.)"), "head."},
      {Part(R"(^features\.0\.)"), "stem."},
      {Part(R"(^features\.1\.)"), "stages.0.blocks."},
      {Part(R"(^features\.2\.)"), "stages.1.downsample."},
      {Part(R"(^features\.3\.)"), "stages.1.blocks."},
      {Part(R"(^features\.4\.)"), "stages.2.downsample."},
      {Part(R"(^features\.5\.)"), "stages.2.blocks."},
      {Part(R"(^features\.6\.)"), "stages.3.downsample."},
      {Part(R"(^features\.7\.)"), "stages.3.blocks."},
      {Part(R"(\.block\.0\.)"), ".conv_dw."},
      {Part(R"(\.block\.2\.)"), ".norm."},
      {Part(R"(\.block\.3\.)"), ".mlp.fc1."},
      {Part(R"(\.block\.5\.)"), ".mlp.fc2."},
      {Part(R"(\.layer_scale$)"), ".gamma"},
      {Part(R"(^classifier\.0\.)"), "head.norm."},
      {Part(R"(^classifier\.2\.)"), "head.fc."}};
  auto text = QString::fromStdString(name);
  for (const auto& [from, to] : replacements) text.replace(from, to);
  return text.toStdString();
}

/// As timm would write them: its scale of ConvNeXt's channels has one dimension.
TensorMap namedByTimm(const TensorMap& weights) {
  TensorMap result;
  for (const auto& [name, tensor] : weights)
    result[timmName(name)] = name.ends_with("layer_scale") ? tensor.flatten() : tensor;
  return result;
}

TensorMap timmWeights(const std::string& name) {
  const auto& known = *knownNetworkNamed(name);
  return namedByTimm(hollowWeights(known, optionsFor(known)));
}

}  // namespace

class TestKnownNetworks : public QObject {
  Q_OBJECT

 private slots:
  void computesAsPyTorch_data();
  void computesAsPyTorch();
  void handsOutLayers();
  void handsOutTokensAsImages();
  void everyDefaultLayerExists();
  void everyNetworkIsRecognised_data();
  void everyNetworkIsRecognised();
  void unwraps_data();
  void unwraps();
  void oldNames();
  void timmsNames_data();
  void timmsNames();
  void timmsNormalisation();
  void timmsOtherNetworks_data();
  void timmsOtherNetworks();
  void timmsNamesOfOneWeight();
  void passesOverUnusedWeights();
  void refusesAnotherAttacker();
  void saysWhatIsAssumed();
  void chestXRayNetworks();
  void theCardDecides();
  void bad_data();
  void bad();
  void throughFiles();
  void presets();

 private:
  std::filesystem::path file(const char* name) const {
    return m_folder.filePath(name).toStdString();
  }
  std::optional<Recognised> recognised(const TensorMap& tensors) const {
    return StateRecogniser().recognise({"safetensors", tensors, {}, {}}, file("network.pth"));
  }
  QTemporaryDir m_folder;
};

void TestKnownNetworks::computesAsPyTorch_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<bool>("isDouble");
  for (const char* name : {"resnet18", "densenet121", "torchxrayvision densenet121", "vit_b_16",
                           "cifar-resnet18", "cifar-preact-resnet18", "dm-preact-resnet18-swish"})
    QTest::newRow(name) << name << true;
  // Depthwise convolutions in double precision, and VGG's 133 million weights, take their time.
  for (const char* name : {"mobilenet_v2", "efficientnet_b0", "convnext_tiny", "vgg11"})
    QTest::newRow(name) << name << false;
}

void TestKnownNetworks::computesAsPyTorch() {
  QFETCH(QString, name);
  QFETCH(bool, isDouble);
  const auto row = golden().at(name.toStdString());
  const auto type = isDouble ? torch::kFloat64 : torch::kFloat32;
  const test::FormulaNetwork made(name.toStdString(), row["channels"], row["side"], type);
  const auto images = test::formulaImages(1, row["channels"], row["side"]).to(type);
  const auto difference = test::fromGolden(test::answerOf(*made.network, images), row);
  qInfo("logits %.1e, gradient %.1e", difference.logits, difference.gradient);
  QVERIFY(difference.logits < (isDouble ? 1e-9 : 1e-4));
  QVERIFY(difference.gradient < (isDouble ? 1e-9 : 1e-4));
}

void TestKnownNetworks::handsOutLayers() {
  const auto& known = mobileNet();
  const auto options = optionsFor(known);
  StateNetwork network(known, options, test::formulaWeights(known, options, torch::kFloat32));
  const auto x = test::formulaImages(2, 3, 32).to(torch::kFloat32);
  const auto logits = network.forward(x);
  for (const char* layer : {"features.0.0", "features.3.conv.1.1", "features.3", "features.18"}) {
    const auto tapped = network.tap(x, layer);
    QVERIFY2(torch::equal(tapped.logits, logits), layer);
    const auto alone = network.tapForGradient(x, layer);
    QVERIFY2(torch::equal(alone.logits.detach(), logits), layer);
    QVERIFY2(torch::equal(alone.inner.detach(), tapped.inner), layer);
    const auto gradient =
        torch::autograd::grad({alone.logits.select(1, 2).sum()}, {alone.inner})[0];
    QVERIFY2(gradient.abs().max().item<float>() > 0, layer);
  }
  QVERIFY(refuses<InvalidInput>([&] { network.tap(x, "layer4"); }, {"layer4", "features.18"}));
}

void TestKnownNetworks::handsOutTokensAsImages() {
  const auto& known = *knownNetworkNamed("vit_b_32");
  auto options = optionsFor(known);
  options.imageSize = 96;
  auto weights = hollowWeights(known, options);
  for (auto& [name, tensor] : weights) tensor = torch::rand(tensor.sizes()) - 0.5;
  StateNetwork network(known, options, weights);
  const auto x = torch::rand({2, 3, 96, 96});
  const auto logits = network.forward(x);
  const auto tapped = network.tapForGradient(x, known.camLayer);
  QCOMPARE(tapped.inner.sizes().vec(), (std::vector<std::int64_t>{2, 768, 3, 3}));
  QVERIFY(test::largestDifference(tapped.logits.detach(), logits) < 1e-5);
  const auto gradient =
      torch::autograd::grad({tapped.logits.select(1, 2).sum()}, {tapped.inner})[0];
  QVERIFY(gradient.abs().amax({0, 1}).min().item<float>() > 0);  // at every place

  const auto attended = network.attend(x);
  QVERIFY(test::largestDifference(attended.logits, logits) < 1e-5);
  QCOMPARE(attended.weights.size(), std::size_t{12});
  for (const auto& weights : attended.weights) {
    QCOMPARE(weights.sizes().vec(), (std::vector<std::int64_t>{2, 12, 10, 10}));
    QVERIFY(torch::allclose(weights.sum(-1), torch::ones({2, 12, 10})));
  }
}

void TestKnownNetworks::everyDefaultLayerExists() {
  for (const auto& known : knownNetworks()) {
    const auto layers = partsOf(known, optionsFor(known)).layers;
    QCOMPARE(std::count(layers.begin(), layers.end(), known.camLayer), 1);
    QCOMPARE(std::set<std::string>(layers.begin(), layers.end()).size(), layers.size());
  }
}

void TestKnownNetworks::everyNetworkIsRecognised_data() {
  QTest::addColumn<QString>("name");
  for (const auto& known : knownNetworks())
    QTest::newRow(known.name.c_str()) << QString::fromStdString(known.name);
}

/// By itself, or as one of those that share its weights' names and shapes.
void TestKnownNetworks::everyNetworkIsRecognised() {
  QFETCH(QString, name);
  const auto& known = *knownNetworkNamed(name.toStdString());
  const auto weights = hollowWeights(known, optionsFor(known));
  const bool hasTwin = name.startsWith("dm-") || name.contains("preact");
  if (hasTwin) {
    QVERIFY(refuses<InvalidInput>([&] { recognised(weights); },
                                  {"several networks", known.name, "--architecture"}));
    return;
  }
  const auto card = recognised(weights).value().card;
  QCOMPARE(card.architecture, known.name);
  QCOMPARE(card.classCount(), 5);
  QCOMPARE(KnownOptions::fromJson(card.architectureOptions).toJson(), optionsFor(known).toJson());
  QCOMPARE(card.gradCamLayer, known.camLayer);
  QVERIFY(card.isUnconfirmed());
}

void TestKnownNetworks::unwraps_data() {
  QTest::addColumn<QString>("prefix");
  QTest::addColumn<QString>("mean");
  QTest::newRow("bare") << ""
                        << "";
  QTest::newRow("data parallel") << "module."
                                 << "";
  QTest::newRow("several") << "state.module.model."
                           << "";
  QTest::newRow("robustness") << "module.model."
                              << "module.normalizer.new_mean";
  QTest::newRow("sequence") << "1."
                            << "0.mean";
  QTest::newRow("buffers beside") << ""
                                  << "mu";
  QTest::newRow("normalize") << "model."
                             << "normalize.mean";
}

void TestKnownNetworks::unwraps() {
  QFETCH(QString, prefix);
  QFETCH(QString, mean);
  auto tensors = prefixed(mobileNetWeights(), prefix.toStdString());
  if (!mean.isEmpty()) {
    auto deviation = mean;
    deviation.replace("mean", "std").replace("mu", "sigma");
    tensors[mean.toStdString()] = torch::tensor({0.25, 0.5, 0.75}).view({3, 1, 1});
    tensors[deviation.toStdString()] = torch::tensor({0.5, 0.25, 0.125}).view({1, 3, 1, 1});
  }
  if (prefix == "module.model.") {
    tensors.merge(prefixed(mobileNetWeights(), "module.attacker.model."));
    tensors["module.attacker.normalizer.new_mean"] = tensors["module.normalizer.new_mean"];
    tensors["module.attacker.normalizer.new_std"] = tensors["module.normalizer.new_std"];
  }
  const auto result = recognised(tensors).value();
  QCOMPARE(result.card.architecture, std::string("mobilenet_v2"));
  QCOMPARE(result.tensors.size(), mobileNetWeights().size());
  const auto expected = mean.isEmpty() ? std::vector<double>{0.485, 0.456, 0.406}
                                       : std::vector<double>{0.25, 0.5, 0.75};
  QCOMPARE(result.card.mean, expected);
  if (!mean.isEmpty())
    QCOMPARE(result.card.standardDeviation, (std::vector<double>{0.5, 0.25, 0.125}));
}

void TestKnownNetworks::oldNames() {
  const auto& known = *knownNetworkNamed("densenet121");
  TensorMap old;
  for (const auto& [name, tensor] : hollowWeights(known, optionsFor(known))) {
    auto text = QString::fromStdString(name);
    text.replace(QRegularExpression("(denselayer\\d+\\.(?:norm|conv))([12])"), "\\1.\\2");
    old[text.toStdString()] = tensor;
  }
  QVERIFY(old.contains("features.denseblock1.denselayer1.norm.1.weight"));
  QCOMPARE(recognised(old).value().card.architecture, known.name);
}

void TestKnownNetworks::timmsNames_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<QByteArrayList>("shapes");
  // One block each, and what stands outside of blocks, as timm 1.0.31 lists them.
  QTest::newRow("vit_b_32") << "vit_b_32"
                            << QByteArrayList{"cls_token [1, 1, 768]",
                                              "pos_embed [1, 5, 768]",
                                              "patch_embed.proj.weight [768, 3, 32, 32]",
                                              "patch_embed.proj.bias [768]",
                                              "blocks.11.norm1.weight [768]",
                                              "blocks.11.norm1.bias [768]",
                                              "blocks.11.attn.qkv.weight [2304, 768]",
                                              "blocks.11.attn.qkv.bias [2304]",
                                              "blocks.11.attn.proj.weight [768, 768]",
                                              "blocks.11.attn.proj.bias [768]",
                                              "blocks.11.norm2.weight [768]",
                                              "blocks.11.norm2.bias [768]",
                                              "blocks.11.mlp.fc1.weight [3072, 768]",
                                              "blocks.11.mlp.fc1.bias [3072]",
                                              "blocks.11.mlp.fc2.weight [768, 3072]",
                                              "blocks.11.mlp.fc2.bias [768]",
                                              "norm.weight [768]",
                                              "norm.bias [768]",
                                              "head.weight [5, 768]",
                                              "head.bias [5]"};
  QTest::newRow("convnext_tiny") << "convnext_tiny"
                                 << QByteArrayList{
                                        "stem.0.weight [96, 3, 4, 4]",
                                        "stem.0.bias [96]",
                                        "stem.1.weight [96]",
                                        "stem.1.bias [96]",
                                        "stages.2.downsample.0.weight [192]",
                                        "stages.2.downsample.0.bias [192]",
                                        "stages.2.downsample.1.weight [384, 192, 2, 2]",
                                        "stages.2.downsample.1.bias [384]",
                                        "stages.2.blocks.8.gamma [384]",
                                        "stages.2.blocks.8.conv_dw.weight [384, 1, 7, 7]",
                                        "stages.2.blocks.8.conv_dw.bias [384]",
                                        "stages.2.blocks.8.norm.weight [384]",
                                        "stages.2.blocks.8.norm.bias [384]",
                                        "stages.2.blocks.8.mlp.fc1.weight [1536, 384]",
                                        "stages.2.blocks.8.mlp.fc1.bias [1536]",
                                        "stages.2.blocks.8.mlp.fc2.weight [384, 1536]",
                                        "stages.2.blocks.8.mlp.fc2.bias [384]",
                                        "head.norm.weight [768]",
                                        "head.norm.bias [768]",
                                        "head.fc.weight [5, 768]",
                                        "head.fc.bias [5]"};
}

/// The same weights by the names of two libraries are the same network, bit by bit.
void TestKnownNetworks::timmsNames() {
  QFETCH(QString, name);
  QFETCH(QByteArrayList, shapes);
  const auto& known = *knownNetworkNamed(name.toStdString());
  auto options = optionsFor(known);
  if (options.imageSize > 0) options.imageSize = 64;
  const auto weights = test::formulaWeights(known, options, torch::kFloat32);
  const auto named = namedByTimm(weights);
  for (const auto& shape : shapes) {
    const auto place = shape.indexOf(' ');
    const auto found = named.find(shape.left(place).toStdString());
    QVERIFY2(found != named.end(), shape);
    QCOMPARE(shapeText(found->second.sizes()), shape.mid(place + 1).toStdString());
  }
  writeSafetensors(file("timm.safetensors"), named, {});
  const auto model = loadModel(file("timm.safetensors"));
  QCOMPARE(model.card().architecture, known.name);
  QCOMPARE(KnownOptions::fromJson(model.card().architectureOptions).toJson(), options.toJson());
  StateNetwork expected(known, options, weights);
  const auto x = test::formulaImages(1, 3, 64).to(torch::kFloat32);
  QVERIFY(torch::equal(model.network().forward(x), expected.forward(x)));

  const auto wrapped = recognised(prefixed(timmWeights(known.name), "model.")).value();
  QCOMPARE(wrapped.card.architecture, known.name);
  QCOMPARE(wrapped.tensors.size(), weights.size());
}

/// Names do not tell it. What is assumed is what most of timm's networks of the kind want.
void TestKnownNetworks::timmsNormalisation() {
  const auto transformer = recognised(timmWeights("vit_b_16")).value().card;
  QCOMPARE(transformer.mean, (std::vector<double>{0.5, 0.5, 0.5}));
  QCOMPARE(transformer.standardDeviation, (std::vector<double>{0.5, 0.5, 0.5}));
  const auto said = transformer.recognition.dump();
  QVERIFY(said.find("most of timm's ViTs; others, as DeiT") != std::string::npos);
  QVERIFY(said.find("normalised as for ImageNet") == std::string::npos);
  const auto& known = *knownNetworkNamed("vit_b_16");
  const std::vector<double> imageNet{0.485, 0.456, 0.406};
  QCOMPARE(recognised(hollowWeights(known, optionsFor(known))).value().card.mean, imageNet);
  QCOMPARE(recognised(timmWeights("convnext_base")).value().card.mean, imageNet);

  auto weights = timmWeights("vit_b_16");
  weights["patch_embed.proj.weight"] = torch::zeros({}).expand({768, 1, 16, 16});
  QCOMPARE(recognised(weights).value().card.mean, (std::vector<double>{0.5}));
}

void TestKnownNetworks::timmsOtherNetworks_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<QByteArrayList>("without");
  QTest::addColumn<QByteArrayList>("with");
  const auto add = [](const char* kind, const char* name, const QByteArrayList& without,
                      const QByteArrayList& with) {
    QTest::newRow(kind) << name << without << with;
  };
  add("a weight is missing", "vit_b_32", {"blocks.3.norm2.bias"}, {});
  add("a weight too many", "vit_b_32", {}, {"blocks.12.norm1.bias"});
  add("mean of the tokens", "vit_b_32", {"norm.weight", "norm.bias"},
      {"fc_norm.weight", "fc_norm.bias"});
  add("no class token", "vit_b_32", {"cls_token"}, {});
  add("distilled", "vit_b_32", {}, {"dist_token", "head_dist.weight", "head_dist.bias"});
  add("registers", "vit_b_32", {}, {"reg_token"});
  add("scaled layers", "vit_b_32", {}, {"blocks.0.ls1.gamma", "blocks.0.ls2.gamma"});
  add("norms of query and key", "vit_b_32", {}, {"blocks.0.attn.q_norm.weight"});
  add("queries without a bias", "vit_b_32", {"blocks.0.attn.qkv.bias"}, {});
  add("both names of a weight", "vit_b_32", {}, {"class_token"});
  add("no scale", "convnext_tiny", {"stages.0.blocks.0.gamma"}, {});
  add("norm before the mean", "convnext_tiny", {"head.norm.weight", "head.norm.bias"},
      {"norm_pre.weight", "norm_pre.bias"});
  add("norm of the response", "convnext_tiny", {}, {"stages.0.blocks.0.mlp.grn.weight"});
}

/// Variants of timm's that compute something else have other weights.
void TestKnownNetworks::timmsOtherNetworks() {
  QFETCH(QString, name);
  QFETCH(QByteArrayList, without);
  QFETCH(QByteArrayList, with);
  auto weights = timmWeights(name.toStdString());
  for (const auto& one : without) QCOMPARE(weights.erase(one.toStdString()), std::size_t{1});
  for (const auto& one : with)
    QVERIFY(weights.emplace(one.toStdString(), torch::zeros({768})).second);
  QVERIFY(refuses<InvalidInput>([&] { recognised(weights); },
                                {"closest to " + name.toStdString() + ", but"}));
}

/// One of them is taken, so that it cannot be told what the network's first weight is.
void TestKnownNetworks::timmsNamesOfOneWeight() {
  auto weights = timmWeights("convnext_tiny");
  weights["stages.0.downsample.0.weight"] = torch::zeros({768});
  QVERIFY(!recognised(weights));
}

/// TRADES' wide ResNets hold a block that they never use.
void TestKnownNetworks::passesOverUnusedWeights() {
  const auto& known = *knownNetworkNamed("cifar-wide-resnet");
  auto weights = hollowWeights(known, optionsFor(known));
  const auto used = weights.size();
  weights["sub_block1.layer.0.conv1.weight"] = torch::zeros({1});
  const auto result = recognised(weights).value();
  QCOMPARE(result.card.architecture, known.name);
  QCOMPARE(result.tensors.size(), used);
}

void TestKnownNetworks::refusesAnotherAttacker() {
  auto tensors = prefixed(mobileNetWeights(), "model.");
  tensors["attacker.model.classifier.1.bias"] = torch::ones({5});
  QVERIFY(refuses<InvalidInput>([&] { recognised(tensors); },
                                {"attacker.model.classifier.1.bias", "no copy"}));
}

void TestKnownNetworks::saysWhatIsAssumed() {
  const auto recognition = recognised(mobileNetWeights()).value().card.recognition;
  const auto text = recognition.dump();
  for (const char* part : {"mobilenet_v2 of torchvision", "all 262 weights", "ReLU6", "ImageNet",
                           "softmax", "\"confirmed\":false"})
    QVERIFY2(text.find(part) != std::string::npos, part);
  const Checkpoint two{"pytorch-zip", mobileNetWeights(), {}, {"model", {"ema"}}};
  const auto said = StateRecogniser().recognise(two, file("two.pth")).value().card.recognition;
  QVERIFY(said.dump().find("not under \\\"ema\\\"") != std::string::npos);
}

void TestKnownNetworks::chestXRayNetworks() {
  const auto& known = *knownNetworkNamed("densenet121");
  KnownOptions options;
  options.classes = 18;
  options.inputChannels = 1;
  auto weights = hollowWeights(known, options);
  auto points = torch::full({18}, 0.25);
  points[3] = std::numeric_limits<float>::quiet_NaN();
  weights["op_threshs"] = points;
  const auto card = recognised(weights).value().card;
  QVERIFY(card.task == Task::multiLabel);
  QCOMPARE(card.classNames[8], std::string("Pneumonia"));
  QCOMPARE(card.operatingPoints[2], 0.25);
  QVERIFY(std::isnan(card.operatingPoints[3]));
  // (2x - 1)·1024 of black and white.
  const auto normalised = [&](double x) { return (x - card.mean[0]) / card.standardDeviation[0]; };
  QCOMPARE(normalised(0), -1024.0);
  QCOMPARE(normalised(1), 1024.0);
  // A card that was written and read is the same.
  const auto again = cardFromJson(nlohmann::json::parse(toJson(card).dump()), "card");
  QCOMPARE(again.operatingPoints[2], 0.25);
  QVERIFY(std::isnan(again.operatingPoints[3]));
  QCOMPARE(again.recognition.dump(), card.recognition.dump());
}

void TestKnownNetworks::theCardDecides() {
  const auto& known = *knownNetworkNamed("dm-preact-resnet18-swish");
  const auto weights = hollowWeights(known, optionsFor(known));
  const auto beside = cardFileOf(file("network.pth"));
  const auto write = [&](const std::string& text) { writeFileAtomically(beside, text); };
  write(R"({"architecture": "dm-preact-resnet18-relu", "mean": [0, 0, 0],
            "class_names": ["a", "b", "c", "d", "e"]})");
  const auto card = recognised(weights).value().card;
  QCOMPARE(card.architecture, std::string("dm-preact-resnet18-relu"));
  QCOMPARE(card.classNames[1], std::string("b"));
  QCOMPARE(card.mean, (std::vector<double>{0, 0, 0}));
  QVERIFY(!card.isUnconfirmed());

  write(R"({"architecture": "cifar-resnet18"})");
  QVERIFY(refuses<InvalidInput>([&] { recognised(weights); },
                                {"as cifar-resnet18", "lacks the tensors", "unexpected"}));
  write(R"({"architecture": "lenet"})");
  QVERIFY(refuses<InvalidInput>([&] { recognised(weights); }, {"lenet is no architecture"}));
  write(R"({"architecture": "small-resnet"})");
  QVERIFY(refuses<InvalidInput>([&] { recognised(weights); }, {"small-resnet"}));
  std::filesystem::remove(beside);
}

void TestKnownNetworks::bad_data() {
  QTest::addColumn<QString>("kind");
  QTest::addColumn<QByteArrayList>("words");
  QTest::newRow("missing") << "missing"
                           << QByteArrayList{"closest to mobilenet_v2", "lacks the tensors",
                                             "features.3.conv.2.weight"};
  QTest::newRow("unexpected") << "unexpected"
                              << QByteArrayList{"unexpected tensors", "features.19.weight"};
  QTest::newRow("misshapen") << "misshapen"
                             << QByteArrayList{"features.0.1.bias", "[32], but has [31]"};
  QTest::newRow("all of them") << "all" << QByteArrayList{"lacks", "unexpected", "another shape"};
}

void TestKnownNetworks::bad() {
  QFETCH(QString, kind);
  QFETCH(QByteArrayList, words);
  auto weights = mobileNetWeights();
  if (kind == "missing" || kind == "all") weights.erase("features.3.conv.2.weight");
  if (kind == "unexpected" || kind == "all") weights["features.19.weight"] = torch::zeros({1});
  if (kind == "misshapen" || kind == "all") weights["features.0.1.bias"] = torch::zeros({31});
  std::vector<std::string> wanted(words.begin(), words.end());
  QVERIFY(refuses<InvalidInput>([&] { recognised(weights); }, wanted));
}

/// From files to answers: foreign weights as safetensors, and our own copy with the card inside.
void TestKnownNetworks::throughFiles() {
  const auto& known = mobileNet();
  const auto options = optionsFor(known);
  auto weights = test::formulaWeights(known, options, torch::kFloat32);
  const StateNetwork expected(known, options, weights);
  writeSafetensors(file("foreign.safetensors"), prefixed(weights, "module."), {});
  const auto model = loadModel(file("foreign.safetensors"));
  QCOMPARE(model.card().architecture, std::string("mobilenet_v2"));
  const auto x = torch::rand({1, 3, 64, 64});
  const auto logits = model.logits(x);
  saveModel(model, file("ours.safetensors"));
  const auto again = loadModel(file("ours.safetensors"));
  QVERIFY(torch::equal(again.logits(x), logits));
  QCOMPARE(again.card().sha256, model.card().sha256);
  QVERIFY(refuses<InvalidInput>([&] { model.network().train(true); }, {"not trained"}));
  QVERIFY(refuses<InvalidInput>(
      [&] {
        model.network().forward(torch::rand({1, 2, 64, 64}));
      },
      {"does not take this input"}));

  weights["classifier.1.bias"][0] = std::numeric_limits<float>::infinity();
  writeSafetensors(file("infinite.safetensors"), weights, {});
  QVERIFY(refuses<BrokenFile>([&] { loadModel(file("infinite.safetensors")); },
                              {"classifier.1.bias", "infinite"}));
  writeSafetensors(file("other.safetensors"), {{"a.weight", torch::zeros({3})}}, {});
  QVERIFY(refuses<InvalidInput>([&] { loadModel(file("other.safetensors")); },
                                {"nothing tells which network", "resnet50"}));
}

void TestKnownNetworks::presets() {
  QCOMPARE(cardPresets().size(), std::size_t{5});
  for (const auto& preset : cardPresets()) {
    auto card = preset.card;
    card["name"] = card["architecture"] = "any";
    cardFromJson(card, preset.name);
  }
  const auto& names = cardPresetNamed("imagenet").card["class_names"];
  QCOMPARE(names.size(), std::size_t{1000});
  QCOMPARE(names[207].get<std::string>(), std::string("golden retriever"));
  QVERIFY(refuses<InvalidInput>([] { cardPresetNamed("mnist"); }, {"mnist", "torchxrayvision"}));
}

QTEST_GUILESS_MAIN(TestKnownNetworks)
#include "tst_known_networks.moc"
