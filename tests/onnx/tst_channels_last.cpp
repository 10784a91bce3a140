// SPDX-License-Identifier: Apache-2.0
// Networks that take N×H×W×C images, as TensorFlow's exporter writes them, are the same networks.
#include "testing/cardless_networks.h"

#include <QTemporaryDir>
#include <QtTest>

#include "base/file.h"
#include "model/onnx_network.h"
#include "model/tensor.h"

using namespace rho;
using namespace rho::model;
using rho::test::waves;
namespace make = rho::test::onnx;

namespace {

using Numbers = std::vector<std::int64_t>;

std::string convolution(const char* from, const char* weight, const char* to) {
  return make::node("Conv", {from, weight}, {to}, {make::attribute("pads", Numbers{1, 1, 1, 1})});
}

std::string transpose(const char* from, const char* to, const Numbers& order) {
  return make::node("Transpose", {from}, {to}, {make::attribute("perm", order)});
}

/// Two convolutions. Channels last, a rectifier between them works on N×H×W×C values too.
std::string network(bool areChannelsLast, std::int64_t batch) {
  const Numbers toFirst = {0, 3, 1, 2}, toLast = {0, 2, 3, 1};
  make::Graph graph;
  if (areChannelsLast) {
    graph.nodes = {transpose("image", "first", toFirst), convolution("first", "w0", "c0"),
                   transpose("c0", "c0last", toLast), make::node("Relu", {"c0last"}, {"r0last"}),
                   transpose("r0last", "r0", toFirst)};
    graph.inputs = {make::value("image", {batch, 9, 14, 3})};
  } else {
    graph.nodes = {convolution("image", "w0", "c0"), make::node("Relu", {"c0"}, {"r0"})};
    graph.inputs = {make::value("image", {batch, 3, 9, 14})};
  }
  for (const auto& node :
       {convolution("r0", "w1", "c1"), make::node("GlobalAveragePool", {"c1"}, {"p"}),
        make::node("Flatten", {"p"}, {"logits"})})
    graph.nodes.push_back(node);
  graph.initialisers = {make::tensor("w0", waves({8, 3, 3, 3})),
                        make::tensor("w1", waves({5, 8, 3, 3}))};
  graph.outputs = {make::value("logits", {batch, 5})};
  return make::model(graph);
}

torch::Tensor gradient(OnnxNetwork& network, const torch::Tensor& images) {
  const auto x = images.clone().requires_grad_(true);
  return torch::autograd::grad({network.forward(x).select(1, 3).sum()}, {x})[0];
}

}  // namespace

class TestChannelsLast : public QObject {
  Q_OBJECT

 private:
  const QTemporaryDir m_folder;

  std::filesystem::path write(bool areChannelsLast, std::int64_t batch = -1) const {
    const auto path = m_folder.filePath(areChannelsLast ? "last.onnx" : "first.onnx").toStdString();
    writeFileAtomically(path, network(areChannelsLast, batch));
    return path;
  }

 private slots:
  void theSameNetwork_data() {
    QTest::addColumn<int>("batch");
    QTest::newRow("any number of images") << -1;
    QTest::newRow("one at a time") << 1;
    QTest::newRow("two at a time, the last one filled up") << 2;
  }
  void theSameNetwork() {
    QFETCH(int, batch);
    OnnxNetwork first(write(false, batch)), last(write(true, batch));
    QCOMPARE(last.description().height, std::int64_t(9));
    QCOMPARE(last.description().width, std::int64_t(14));
    QCOMPARE(last.description().channels, std::int64_t(3));
    const auto images = waves({3, 3, 9, 14}, 0.5) + 0.5;
    QVERIFY(torch::allclose(last.forward(images), first.forward(images), 1e-5, 1e-6));
    QVERIFY(torch::allclose(gradient(last, images), gradient(first, images), 1e-5, 1e-7));
    for (const auto precision : {Precision::single, Precision::bfloat16})
      QVERIFY(torch::allclose(last.inference(images, precision), first.inference(images, precision),
                              0.02, 0.02));
  }

  void layersAreHandedOutChannelsFirst() {
    OnnxNetwork first(write(false)), last(write(true));
    for (auto* network : {&first, &last}) {
      const auto outputs = network->survey(3, 9, 14);
      QCOMPARE(outputs, (Numbers{1, 5}));
      QCOMPARE(QString::fromStdString(network->lastSpatialLayer()), QString("c1_node"));
    }
    const auto image = waves({2, 3, 9, 14}, 0.5) + 0.5;
    const auto expected = first.tapForGradient(image, "r0_node");
    for (const char* layer : {"r0_node", "r0last_node"}) {
      const auto tapped = last.tapForGradient(image, layer);
      QVERIFY(torch::allclose(tapped.inner, expected.inner, 1e-5, 1e-6));
      const auto wanted = torch::autograd::grad({expected.logits.select(1, 2).sum()},
                                                {expected.inner}, {}, true)[0];
      const auto found =
          torch::autograd::grad({tapped.logits.select(1, 2).sum()}, {tapped.inner})[0];
      QVERIFY(torch::allclose(found, wanted, 1e-5, 1e-7));
    }
  }

  /// What the file says is enough: the card follows from it.
  void theCardFollows() {
    const auto model = loadModel(write(true));
    QCOMPARE(model.card().inputHeight, 9);
    QCOMPARE(model.card().inputWidth, 14);
    QCOMPARE(model.card().inputChannels, 3);
    QCOMPARE(QString::fromStdString(model.card().gradCamLayer), QString("c1_node"));
    QCOMPARE(model.logits(torch::rand({1, 3, 9, 14})).size(1), std::int64_t(5));
  }
};

QTEST_GUILESS_MAIN(TestChannelsLast)
#include "tst_channels_last.moc"
