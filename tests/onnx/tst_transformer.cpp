// SPDX-License-Identifier: Apache-2.0
// In a transformer, Grad-CAM's layer is the norm before the last attention.
#include <QTemporaryDir>
#include <QtTest>

#include "base/file.h"
#include "model/checkpoint.h"
#include "model/tensor.h"
#include "testing/onnx_builder.h"

using namespace rho;
namespace make = rho::test::onnx;

namespace {

using Numbers = std::vector<std::int64_t>;

/// Attention with one head of what `from` names, by the names that begin with `prefix`.
void addAttention(make::Graph& graph, const std::string& from, const std::string& prefix) {
  const auto name = [&](const char* what) { return prefix + what; };
  auto& nodes = graph.nodes;
  nodes.push_back(make::node("LayerNormalization", {from, "one", "zero"}, {name("norm")}));
  for (const char* what : {"q", "k", "v"}) {
    nodes.push_back(make::node("MatMul", {name("norm"), what}, {name(what) + "3"}));
    nodes.push_back(make::node("Unsqueeze", {name(what) + "3", "axis"}, {name(what)}));
  }
  nodes.push_back(make::node("Transpose", {name("k")}, {name("kt")},
                             {make::attribute("perm", Numbers{0, 1, 3, 2})}));
  nodes.push_back(make::node("MatMul", {name("q"), name("kt")}, {name("scores")}));
  nodes.push_back(make::node("Softmax", {name("scores")}, {name("weights")}));
  nodes.push_back(make::node("MatMul", {name("weights"), name("v")}, {name("mixed4")}));
  nodes.push_back(make::node("Squeeze", {name("mixed4"), "axis"}, {name("mixed")}));
  nodes.push_back(make::node("Add", {from, name("mixed")}, {name("out")}));
}

/// Patches of 4×4 pixels, two blocks of attention, a last norm, the mean of all tokens.
std::string transformer() {
  const auto weight = [](const char* name, Numbers shape, double step) {
    const auto count = c10::multiply_integers(shape);
    const auto values = torch::sin(torch::arange(static_cast<double>(count)) * step);
    return make::tensor(name, values.view(shape));
  };
  make::Graph graph;
  graph.nodes = {
      make::node("Conv", {"image", "patch"}, {"patches"},
                 {make::attribute("strides", Numbers{4, 4})}),
      make::node("Reshape", {"patches", "flat"}, {"rows"}),
      make::node("Transpose", {"rows"}, {"tokens"}, {make::attribute("perm", Numbers{0, 2, 1})})};
  addAttention(graph, "tokens", "first_");
  addAttention(graph, "first_out", "second_");
  for (const auto& node :
       {make::node("LayerNormalization", {"second_out", "one", "zero"}, {"last"}),
        make::node(
            "ReduceMean", {"last"}, {"mean"},
            {make::attribute("axes", Numbers{1}), make::attribute("keepdims", std::int64_t{0})}),
        make::node("MatMul", {"mean", "head"}, {"logits"})})
    graph.nodes.push_back(node);
  graph.initialisers = {weight("patch", {8, 3, 4, 4}, 1.3),
                        weight("q", {8, 8}, 0.7),
                        weight("k", {8, 8}, 1.1),
                        weight("v", {8, 8}, 0.9),
                        weight("head", {8, 2}, 1.9),
                        make::tensor("one", torch::ones({8})),
                        make::tensor("zero", torch::zeros({8})),
                        make::tensor("axis", torch::tensor({1}, torch::kInt64)),
                        make::tensor("flat", torch::tensor({0, 8, -1}, torch::kInt64))};
  graph.inputs = {make::value("image", {-1, 3, 12, 16})};
  graph.outputs = {make::value("logits", {-1, 2})};
  return make::model(graph);
}

}  // namespace

class TestTransformer : public QObject {
  Q_OBJECT

 private slots:
  void theNormBeforeTheLastAttention() {
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath("transformer.onnx").toStdString();
    writeFileAtomically(path, transformer());
    const auto model = model::loadModel(path);
    QCOMPARE(model.card().gradCamLayer, std::string("second_norm_node"));
    const auto tapped = model.tapForGradient(torch::rand({1, 3, 12, 16}), "second_norm_node");
    QCOMPARE(tapped.inner.sizes().vec(), (Numbers{1, 12, 8}));
    const auto gradient =
        torch::autograd::grad({tapped.logits.select(1, 0).sum()}, {tapped.inner})[0];
    QVERIFY(gradient.abs().amax(2).min().item<float>() > 0);  // of every token
  }

  void bothAttentionsAreHandedOut() {
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath("transformer.onnx").toStdString();
    writeFileAtomically(path, transformer());
    const auto model = model::loadModel(path);
    const auto x = torch::rand({2, 3, 12, 16}).requires_grad_(true);
    const auto attended = model.attend(x);
    QVERIFY(torch::allclose(attended.logits, model.logits(x)));
    QCOMPARE(attended.weights.size(), std::size_t{2});
    const std::vector<std::string> layers = {"first_weights_node", "second_weights_node"};
    for (std::size_t i = 0; i < layers.size(); ++i)
      QVERIFY(torch::equal(attended.weights[i], model.tap(x, layers[i]).inner));
    for (const auto& gradient : torch::autograd::grad({attended.logits.sum()}, attended.weights))
      QVERIFY(gradient.abs().max().item<float>() > 0);
  }
};

QTEST_GUILESS_MAIN(TestTransformer)
#include "tst_transformer.moc"
