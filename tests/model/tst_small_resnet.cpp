// SPDX-License-Identifier: Apache-2.0
#include "model/small_resnet.h"

#include <QtTest>

#include "base/error.h"
#include "model/checkpoint.h"
#include "model/small_resnet_architecture.h"
#include "model/tensor.h"
#include "testing/refuses.h"

using namespace rho;
using namespace rho::model;

class TestSmallResnet : public QObject {
  Q_OBJECT

 private slots:
  /// LibTorch's own seed differs from run to run.
  void init() { torch::manual_seed(1); }

  void shapes_data();
  void shapes();
  void seeds();
  void tapsEveryLayer();
  void badOptions_data();
  void badOptions();
};

void TestSmallResnet::shapes_data() {
  QTest::addColumn<QByteArray>("options");
  QTest::addColumn<int>("height");
  QTest::addColumn<int>("width");
  QTest::newRow("one group")
      << QByteArray(R"({"blocks":[2],"features":[3],"input_channels":1,"classes":2})") << 9 << 5;
  QTest::newRow("four groups")
      << QByteArray(R"({"blocks":[1,2,1,1],"features":[4,4,6,5],"input_channels":3,"classes":7})")
      << 33 << 20;
  QTest::newRow("stride and ReLU")
      << QByteArray(
             R"({"blocks":[1,1],"features":[4,8],"input_channels":1,"classes":1,"stem_stride":2,)"
             R"("activation":"relu"})")
      << 64 << 64;
}

void TestSmallResnet::shapes() {
  QFETCH(QByteArray, options);
  QFETCH(int, height);
  QFETCH(int, width);
  const auto json = nlohmann::json::parse(options.toStdString());
  const SmallResNetArchitecture architecture;
  const auto network = architecture.build(json, 1);
  const auto logits =
      network->forward(torch::rand({2, json["input_channels"].get<int>(), height, width}));
  QVERIFY((logits.sizes() == torch::IntArrayRef{2, json["classes"].get<int>()}));
  std::int64_t count = 0;
  for (const auto& item : network->state()) count += item.tensor.numel();
  QCOMPARE(architecture.weightCount(json), count);
}

void TestSmallResnet::seeds() {
  SmallResNetOptions options;
  options.blocks = {1};
  options.features = {4};
  const auto hash = [&](std::uint64_t seed) {
    return hashOfWeights(SmallResNet(options, seed).state());
  };
  QCOMPARE(hash(5), hash(5));
  QVERIFY(hash(5) != hash(6));
}

void TestSmallResnet::tapsEveryLayer() {
  SmallResNetOptions options;
  options.blocks = {1, 2};
  options.features = {4, 6};
  SmallResNet network(options, 2);
  const auto x = torch::linspace(0, 1, 3 * 64).view({1, 3, 8, 8}).set_requires_grad(true);
  for (const auto& layer : network.layers()) {
    const auto tapped = network.tap(x, layer);
    QVERIFY2(torch::equal(tapped.logits, network.forward(x)), layer.c_str());
    QVERIFY2(torch::autograd::grad({tapped.logits.sum()}, {tapped.inner})[0].defined(),
             layer.c_str());
  }
  QVERIFY(test::refuses<InvalidInput>([&] { network.tap(x, "group9"); },
                                      {"group9", "group1.1", "features"}));
}

void TestSmallResnet::badOptions_data() {
  QTest::addColumn<QByteArray>("options");
  QTest::newRow("no groups") << QByteArray(R"({"blocks":[],"features":[]})");
  QTest::newRow("unequal lists") << QByteArray(R"({"blocks":[1],"features":[4,4]})");
  QTest::newRow("no blocks") << QByteArray(R"({"blocks":[0],"features":[4]})");
  QTest::newRow("huge") << QByteArray(R"({"blocks":[1],"features":[100000]})");
  QTest::newRow("activation") << QByteArray(R"({"activation":"swish"})");
  QTest::newRow("width") << QByteArray(R"({"half_huber_width":0})");
  QTest::newRow("rate") << QByteArray(R"({"stochastic_depth":1.5})");
  QTest::newRow("two regularisers") << QByteArray(R"({"stochastic_depth":0.5,"shake_drop":0.5})");
  QTest::newRow("text") << QByteArray(R"({"classes":"ten"})");
}

void TestSmallResnet::badOptions() {
  QFETCH(QByteArray, options);
  const auto json = nlohmann::json::parse(options.toStdString());
  QVERIFY(test::refuses<InvalidInput>([&] { SmallResNetArchitecture().build(json, 0); }, {}));
}

QTEST_GUILESS_MAIN(TestSmallResnet)
#include "tst_small_resnet.moc"
