// SPDX-License-Identifier: Apache-2.0
// Operators by family against LibTorch's own functions or values worked out by hand, with
// gradients. The backend tests of the onnx package (tst_backend) go into the details.
#include <QtTest>
#include <functional>

#include "base/file.h"
#include "model/tensor.h"
#include "onnx/execution.h"
#include "testing/onnx_builder.h"

using namespace rho;
using namespace rho::onnx;
namespace make = rho::test::onnx;

namespace {

using Function = std::function<torch::Tensor(const torch::Tensor&)>;

struct Case {
  const char* name;
  make::Texts nodes;  ///< from "x" to "y"
  std::vector<std::pair<std::string, torch::Tensor>> constants;
  Function expected;
  std::int64_t opset = 20;
};

torch::Tensor wave(std::vector<std::int64_t> shape, double step = 1.7) {
  const auto count = c10::multiply_integers(shape);
  return torch::sin(torch::arange(static_cast<double>(count), torch::kFloat64) * step)
      .to(torch::kFloat32)
      .view(shape);
}

torch::Tensor whole(std::vector<std::int64_t> values) { return torch::tensor(values); }

std::string simple(const char* type, const make::Texts& attributes = {}) {
  return make::node(type, {"x"}, {"y"}, attributes);
}

std::string with(const char* type, const make::Texts& others, const make::Texts& attributes = {}) {
  make::Texts inputs = {"x"};
  inputs.insert(inputs.end(), others.begin(), others.end());
  return make::node(type, inputs, {"y"}, attributes);
}

using Pair = std::vector<std::int64_t>;

/// The input is 2×4×6×6.
const std::vector<Case>& cases() {
  namespace F = torch;
  static const auto weight = wave({8, 2, 3, 3}) * 0.3, bias = wave({8}, 0.9);
  static const auto scale = wave({4}, 2.1) + 1.5, shift = wave({4}, 0.4);
  static const std::
      vector<Case>
          all =
              {
                  {"convolution",
                   {with("Conv", {"w", "b"},
                         {make::attribute("group", std::int64_t{2}),
                          make::attribute("strides", Pair{2, 1}),
                          make::attribute("pads", Pair{1, 0, 1, 0})})},
                   {{"w", weight}, {"b", bias}},
                   [](const auto& x) {
                     return F::conv2d(x, weight, bias, {2, 1}, {1, 0}, 1, 2);
                   }},
                  {"padding that differs between the sides",
                   {with("Conv", {"w"},
                         {make::attribute("group", std::int64_t{2}),
                          make::attribute("pads", Pair{0, 1, 2, 3})})},
                   {{"w", weight}},
                   [](const auto& x) {
                     return F::conv2d(F::constant_pad_nd(x, {1, 3, 0, 2}), weight, {}, 1,
                                      at::IntArrayRef{0}, 1, 2);
                   }},
                  {"transposed convolution",
                   {with("ConvTranspose", {"w"},
                         {make::attribute("strides", Pair{2, 2}),
                          make::attribute("pads", Pair{1, 1, 1, 1}),
                          make::attribute("output_padding", Pair{1, 1})})},
                   {{"w", wave({4, 3, 3, 3})}},
                   [](const auto& x) {
                     return F::conv_transpose2d(x, wave({4, 3, 3, 3}), {}, 2, 1, 1);
                   }},
                  {"largest in windows",
                   {simple("MaxPool", {make::attribute("kernel_shape", Pair{3, 3}),
                                       make::attribute("strides", Pair{2, 2}),
                                       make::attribute("pads", Pair{1, 1, 1, 1})})},
                   {},
                   [](const auto& x) { return F::max_pool2d(x, 3, 2, 1); }},
                  {"mean in windows",
                   {simple("AveragePool", {make::attribute("kernel_shape", Pair{3, 3}),
                                           make::attribute("strides", Pair{2, 2}),
                                           make::attribute("pads", Pair{1, 1, 1, 1})})},
                   {},
                   [](const auto& x) { return F::avg_pool2d(x, 3, 2, 1, false, false); }},
                  {"mean in windows with padding that differs",
                   {simple("AveragePool", {make::attribute("kernel_shape", Pair{2, 2}),
                                           make::attribute("pads", Pair{0, 0, 1, 1}),
                                           make::attribute("count_include_pad", std::int64_t{1})})},
                   {},
                   [](const auto& x) {
                     return F::avg_pool2d(F::constant_pad_nd(x, {0, 1, 0, 1}), 2, 1);
                   }},
                  {"mean of the image",
                   {simple("GlobalAveragePool")},
                   {},
                   [](const auto& x) { return x.mean({2, 3}, true); }},
                  {"largest of the image",
                   {simple("GlobalMaxPool")},
                   {},
                   [](const auto& x) { return x.amax({2, 3}, true); }},
                  {"batch normalisation",
                   {with("BatchNormalization", {"s", "b", "m", "v"})},
                   {{"s", scale}, {"b", shift}, {"m", shift * 0.5}, {"v", scale}},
                   [](const auto& x) {
                     return F::batch_norm(x, scale, shift, shift * 0.5, scale, false, 0, 1e-5,
                                          false);
                   }},
                  {"layer normalisation",
                   {with("LayerNormalization", {"s", "b"})},
                   {{"s", wave({6})}, {"b", wave({6}, 0.3)}},
                   [](const auto& x) { return F::layer_norm(x, {6}, wave({6}), wave({6}, 0.3)); }},
                  {"group normalisation",
                   {with("GroupNormalization",
                         {"s", "b"}, {make::attribute("num_groups", std::int64_t{2})})},
                   {{"s", scale}, {"b", shift}},
                   [](const auto& x) { return F::group_norm(x, 2, scale, shift); },
                   21},
                  {"instance normalisation",
                   {with("InstanceNormalization", {"s", "b"})},
                   {{"s", scale}, {"b", shift}},
                   [](const auto& x) {
                     return F::instance_norm(x, scale, shift, {}, {}, true, 0, 1e-5, false);
                   }},
                  {"gelu",
                   {simple("Gelu", {make::attribute("approximate", "tanh")})},
                   {},
                   [](const auto& x) { return F::gelu(x, "tanh"); }},
                  {"hard swish",
                   {simple("HardSwish")},
                   {},
                   [](const auto& x) { return x * (x / 6 + 0.5).clamp(0, 1); }},
                  {"leaky",
                   {simple("LeakyRelu", {make::attribute("alpha", 0.2)})},
                   {},
                   [](const auto& x) { return F::leaky_relu(x, 0.2); }},
                  {"six at most",
                   {make::node("Clip", {"x", "", "six"}, {"y"})},
                   {{"six", torch::tensor(0.6f)}},
                   [](const auto& x) { return x.clamp_max(0.6); }},
                  {"softmax over channels",
                   {simple("Softmax", {make::attribute("axis", std::int64_t{1})})},
                   {},
                   [](const auto& x) { return x.softmax(1); }},
                  {"softmax before opset 13",
                   {simple("Softmax")},
                   {},
                   [](const auto& x) { return x.flatten(1).softmax(1).view_as(x); },
                   11},
                  {"whole numbers are divided towards zero",
                   {make::node("Div", {"a", "b"}, {"q"}),
                    make::node("Cast", {"q"}, {"f"}, {make::attribute("to", std::int64_t{1})}),
                    with("Add", {"f"})},
                   {{"a", whole({-7, 7, 7, -8, 1, 0})}, {"b", whole({2, 2, -2, 4, 3, 5})}},
                   [](const auto& x) {
                     return x + torch::tensor({-3.f, 3.f, -3.f, -2.f, 0.f, 0.f});
                   }},
                  {"mean over the image",
                   {with("ReduceMean", {"axes"}, {make::attribute("keepdims", std::int64_t{0})})},
                   {{"axes", whole({-1, -2})}},
                   [](const auto& x) {
                     return x.mean({2, 3});
                   }},
                  {"length",
                   {with("ReduceL2", {"axes"})},
                   {{"axes", whole({1})}},
                   [](const auto& x) { return x.square().sum(1, true).sqrt(); }},
                  {"the two largest",
                   {make::node("TopK", {"x", "two"}, {"y", "at"})},
                   {{"two", whole({2})}},
                   [](const auto& x) { return std::get<0>(x.topk(2)); }},
                  {"reshape by the input's own shape",
                   {make::node("Shape", {"x"}, {"s"}), make::node("Gather", {"s", "zero"}, {"n"}),
                    make::node("Concat", {"n", "rest"}, {"t"},
                               {make::attribute("axis", std::int64_t{0})}),
                    with("Reshape", {"t"})},
                   {{"zero", whole({0})}, {"rest", whole({-1, 12})}},
                   [](const auto& x) {
                     return x.reshape({2, -1, 12});
                   }},
                  {"backwards in steps",
                   {with("Slice", {"from", "to", "axes", "steps"})},
                   {{"from", whole({-1})},
                    {"to", whole({-100})},
                    {"axes", whole({3})},
                    {"steps", whole({-2})}},
                   [](const auto& x) { return x.flip({3}).slice(3, 0, 6, 2); }},
                  {"rows by index from the end",
                   {with("Gather", {"i"}, {make::attribute("axis", std::int64_t{2})})},
                   {{"i", whole({-1, 0})}},
                   [](const auto& x) {
                     return torch::stack({x.select(2, 5), x.select(2, 0)}, 2);
                   }},
                  {"in parts",
                   {make::
                        node("Split", {"x", "sizes"},
                             {"z", "y"}, {make::attribute("axis", std::int64_t{1})})},
                   {{"sizes", whole({1, 3})}},
                   [](const auto& x) { return x.narrow(1, 1, 3); }},
                  {"mirrored edges",
                   {with("Pad", {"pads"}, {make::attribute("mode", "reflect")})},
                   {{"pads", whole({0, 0, 2, 1, 0, 0, 1, 3})}},
                   [](const auto& x) {
                     return F::pad(x, {1, 3, 2, 1}, "reflect");
                   }},
                  {"depth to space",
                   {simple("DepthToSpace", {make::attribute("blocksize", std::int64_t{2}),
                                            make::attribute("mode", "CRD")})},
                   {},
                   [](const auto& x) { return F::pixel_shuffle(x, 2); }},
                  {"twice as large, linear",
                   {make::node("Resize", {"x", "", "scales"},
                               {"y"}, {make::attribute("mode", "linear")})},
                   {{"scales", torch::tensor({1.f, 1.f, 2.f, 2.f})}},
                   [](const auto& x) {
                     return F::upsample_bilinear2d(x, {12, 12}, false);
                   }},
                  {"to a size, cubic, corners on corners",
                   {make::
                        node("Resize", {"x", "", "", "sizes"}, {"y"},
                             {make::attribute("mode", "cubic"),
                              make::attribute("coordinate_"
                                              "transformation_mode",
                                              "align_corners")})},
                   {{"sizes", whole({2, 4, 9, 5})}},
                   [](const auto& x) {
                     return F::upsample_bicubic2d(x, {9, 5}, true);
                   }},
                  {"smaller, against aliasing",
                   {make::
                        node("Resize", {"x", "", "", "sizes"}, {"y"},
                             {make::attribute("mode", "linear"),
                              make::attribute("antialias", std::int64_t{1}),
                              make::attribute("exclude_outside", std::int64_t{1})})},
                   {{"sizes", whole({2, 4, 3, 4})}},
                   [](const auto& x) {
                     return at::_upsample_bilinear2d_aa(x, {3, 4}, false);
                   }},
                  {"matrix product",
                   {with("MatMul", {"w"})},
                   {{"w", wave({6, 3})}},
                   [](const auto& x) {
                     return torch::matmul(x, wave({6, 3}));
                   }},
                  {"gemm",
                   {make::node("Flatten", {"x"}, {"f"}),
                    make::node("Gemm", {"f", "w", "b"}, {"y"},
                               {make::attribute("transB", std::int64_t{1}),
                                make::attribute("alpha", 0.5)})},
                   {{"w", wave({3, 144})}, {"b", wave({3})}},
                   [](const auto& x) {
                     return torch::matmul(x.flatten(1), wave({3, 144}).t()) * 0.5 + wave({3});
                   }},
                  {"einsum",
                   {make::node("Einsum", {"x", "w"}, {"y"},
                               {make::attribute("equation", "nchw, cd -> nhwd")})},
                   {{"w", wave({4, 3})}},
                   [](const auto& x) {
                     return torch::einsum("nchw,cd->nhwd", {x, wave({4, 3})});
                   }},
                  {"attention",
                   {make::node("Attention", {"x", "x", "x"}, {"y"},
                               {make::attribute("is_causal", std::int64_t{1})})},
                   {},
                   [](const auto& x) {
                     return at::scaled_dot_product_attention(x, x, x, {}, 0, true);
                   },
                   23},
                  {"a branch that is known",
                   {make::node(
                       "If", {"yes"}, {"y"},
                       {make::graphAttribute("then_branch",
                                             make::Graph{{make::node("Relu", {"x"}, {"then"})},
                                                         {},
                                                         {},
                                                         {make::value("then", {})}}
                                                 .proto()),
                        make::graphAttribute("else_branch",
                                             make::Graph{{make::node("Neg", {"x"}, {"else"})},
                                                         {},
                                                         {},
                                                         {make::value("else", {})}}
                                                 .proto())})},
                   {{"yes", torch::tensor({true})}},
                   [](const auto& x) { return torch::relu(x); }},
                  {"quantised and back",
                   {with("QuantizeLinear", {"s", "z"})},
                   {{"s", torch::tensor(0.1f)}, {"z", torch::tensor(100, torch::kUInt8)}},
                   [](const auto& x) {
                     return (torch::round(x / 0.1) + 100).clamp(0, 255).to(torch::kUInt8);
                   }},
                  {"convolution and norm become one",
                   {make::node("Conv", {"x", "w", "c"}, {"z"},
                               {make::attribute("pads", Pair{1, 1, 1, 1})}),
                    make::node("BatchNormalization", {"z", "s", "b", "m", "v"}, {"y"})},
                   {{"w", wave({4, 4, 3, 3})},
                    {"c", wave({4})},
                    {"s", scale},
                    {"b", shift},
                    {"m", shift * 0.5},
                    {"v", scale}},
                   [](const auto& x) {
                     return F::batch_norm(F::conv2d(x, wave({4, 4, 3, 3}), wave({4}), 1, 1), scale,
                                          shift, shift * 0.5, scale, false, 0, 1e-5, false);
                   }},
              };
  return all;
}

}  // namespace

class TestOperators : public QObject {
  Q_OBJECT

 private slots:
  void values_data();
  void values();
  void foldedNormIsStillALayer();
  void functionsOfTheModel();

 private:
  Program program(const make::Graph& graph, std::int64_t opset, const std::string& more = {}) {
    const auto path = m_folder.filePath("model.onnx").toStdString();
    writeFileAtomically(path, make::model(graph, opset, more));
    return Program(readModel(path));
  }
  QTemporaryDir m_folder;
};

void TestOperators::values_data() {
  QTest::addColumn<int>("index");
  for (std::size_t i = 0; i < cases().size(); ++i)
    QTest::newRow(cases()[i].name) << static_cast<int>(i);
}

void TestOperators::values() {
  QFETCH(int, index);
  const auto& item = cases()[static_cast<std::size_t>(index)];
  make::Graph graph{item.nodes, {}, {make::value("x", {-1, 4, 6, 6})}, {make::value("y", {})}};
  for (const auto& [name, tensor] : item.constants)
    graph.initialisers.push_back(make::tensor(name, tensor));
  const auto made = program(graph, item.opset);
  const auto x = wave({2, 4, 6, 6}, 0.37).requires_grad_(true);
  const auto twin = x.detach().clone().requires_grad_(true);
  const auto y = run(made, {x}).front(), expected = item.expected(twin);
  QCOMPARE(c10::str(y.sizes()), c10::str(expected.sizes()));
  QVERIFY(y.scalar_type() == expected.scalar_type());
  QVERIFY(torch::allclose(y, expected, 1e-4, 1e-5));
  if (!expected.requires_grad() || !expected.is_floating_point()) return;
  const auto direction = wave(expected.sizes().vec(), 0.77);
  const auto gradient = torch::autograd::grad({(y * direction).sum()}, {x})[0];
  const auto wanted = torch::autograd::grad({(expected * direction).sum()}, {twin})[0];
  QVERIFY(torch::allclose(gradient, wanted, 1e-4, 1e-5));
}

/// The value before the norm that was folded away can be had and replaced, and leads to the result.
void TestOperators::foldedNormIsStillALayer() {
  const auto weight = wave({4, 4, 3, 3}), bias = wave({4}), scale = wave({4}, 2.1) + 1.5;
  make::Graph graph{{make::node("Conv", {"x", "w", "c"}, {"z"}),
                     make::node("BatchNormalization", {"z", "s", "c", "c", "s"}, {"n"}),
                     make::node("Relu", {"n"}, {"y"})},
                    {make::tensor("w", weight), make::tensor("c", bias), make::tensor("s", scale)},
                    {make::value("x", {-1, 4, 6, 6})},
                    {make::value("y", {})}};
  const auto made = program(graph, 17);
  QCOMPARE(made.steps().size(), std::size_t{2});
  QVERIFY(made.steps()[0].norm.has_value());
  const auto x = wave({2, 4, 6, 6}, 0.37);
  const auto inner = torch::conv2d(x, weight, bias);
  const auto expected =
      torch::relu(torch::batch_norm(inner, scale, bias, bias, scale, false, 0, 1e-5, false));
  Execution execution(made, {x}, made.steps()[0].norm->inner);
  QVERIFY(torch::allclose(execution.kept(), inner, 1e-4, 1e-5));
  const auto leaf = execution.kept().detach().requires_grad_(true);
  execution.replaceKept(leaf);
  const auto y = execution.outputs().front();
  QVERIFY(torch::allclose(y, expected, 1e-4, 1e-5));
  const auto gradient = torch::autograd::grad({y.sum()}, {leaf})[0];
  const auto slope = (scale / torch::sqrt(scale + 1e-5)).view({1, 4, 1, 1});
  QVERIFY(torch::allclose(gradient, slope * (expected > 0), 1e-4, 1e-5));
}

/// A function of the file that uses another with an attribute of its own use.
void TestOperators::functionsOfTheModel() {
  const auto leaky =
      make::node("LeakyRelu", {"a"}, {"b"}, {make::bytes(1, "alpha") + make::bytes(21, "slope")});
  const auto function = [](const std::string& name, const std::string& node,
                           const std::string& more = {}) {
    return make::bytes(25, make::bytes(1, name) + make::bytes(4, "a") + make::bytes(5, "b") +
                               make::bytes(7, node) +
                               make::bytes(9, make::bytes(1, "") + make::number(2, 17)) +
                               make::bytes(9, make::bytes(1, "own") + make::number(2, 1)) +
                               make::bytes(10, "own") + more);
  };
  const auto functions =
      function("Inner", leaky, make::bytes(6, "slope")) +
      function("Outer", make::node("Inner", {"a"}, {"b"}, {make::attribute("slope", 0.25)}, "own"));
  make::Graph graph{
      {make::node("Outer", {"x"}, {"m"}, {}, "own"), make::node("Outer", {"m"}, {"y"}, {}, "own")},
      {},
      {make::value("x", {-1, 4, 6, 6})},
      {make::value("y", {})}};
  const auto x = wave({2, 4, 6, 6}, 0.37);
  const auto y = run(program(graph, 17, functions), {x}).front();
  QVERIFY(torch::allclose(y, torch::leaky_relu(x, 0.0625)));
}

QTEST_GUILESS_MAIN(TestOperators)
#include "tst_operators.moc"
