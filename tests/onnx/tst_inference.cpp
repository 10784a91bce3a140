// SPDX-License-Identifier: Apache-2.0
// The fast form without gradients is the same function.
#include <QtTest>

#include "base/file.h"
#include "model/onnx_network.h"
#include "model/tensor.h"
#include "testing/onnx_builder.h"

using namespace rho;
using namespace rho::model;
namespace make = rho::test::onnx;

namespace {

torch::Tensor wave(std::vector<std::int64_t> shape, double step) {
  const auto count = c10::multiply_integers(shape);
  return torch::sin(torch::arange(static_cast<double>(count), torch::kFloat64) * step)
             .to(torch::kFloat32)
             .view(shape) *
         0.3;
}

std::string convolution(const std::string& from, const std::string& weight, const std::string& to,
                        std::int64_t group = 1) {
  return make::node("Conv", {from, weight, "b"}, {to},
                    {make::attribute("pads", std::vector<std::int64_t>{1, 1, 1, 1}),
                     make::attribute("group", group)});
}

/// A residual network of 32 channels, with what stands in the way of fusing: sums of two
/// convolutions, a sum that is needed twice, a value with two takers, a gate that broadcasts,
/// groups, uneven padding, a view of what a sum may be written over, norms before a convolution.
make::Graph network() {
  make::Graph graph;
  graph.nodes = {
      make::node("BatchNormalization", {"image", "scale3", "shift3", "mean3", "variance3"}, {"n"},
                 {make::attribute("epsilon", 0.01)}),
      make::node("Relu", {"n"}, {"normal"}),
      convolution("normal", "w0", "c0"),
      make::node("Relu", {"c0"}, {"r0"}),
      convolution("r0", "w1", "c1"),
      convolution("r0", "w2", "c2"),
      make::node("Add", {"c1", "c2"}, {"s1"}),
      make::node("Relu", {"s1"}, {"r1"}),
      convolution("r1", "w1", "c3"),
      make::node("Add", {"r1", "c3"}, {"s2"}),
      make::node("Reshape", {"r1", "keep"}, {"view"}),
      make::node("Relu", {"s2"}, {"r2"}),
      convolution("r2", "w3", "c4", 4),
      make::node("Add", {"c4", "r2"}, {"s3"}),
      make::node("Relu", {"c4"}, {"r4"}),
      make::node("GlobalAveragePool", {"s3"}, {"p3"}),
      convolution("s3", "w2", "c5"),
      make::node("Add", {"p3", "c5"}, {"s4"}),
      make::node("Mul", {"s4", "view"}, {"m"}),
      make::node("Conv", {"m", "w2"}, {"c6"},
                 {make::attribute("pads", std::vector<std::int64_t>{0, 1, 2, 1})}),
      make::node("Sum", {"c6", "r4"}, {"s5"}),
      make::node("MaxPool", {"s5"}, {"x5"},
                 {make::attribute("kernel_shape", std::vector<std::int64_t>{3, 3})}),
      convolution("x5", "w1", "c7"),
      make::node("HardSwish", {"c7"}, {"h7"}),
      make::node("Concat", {"h7", "x5"}, {"all"}, {make::attribute("axis", std::int64_t{1})}),
      make::node("BatchNormalization", {"all", "scale", "shift", "mean", "variance"}, {"normed"}),
      make::node("Relu", {"normed"}, {"last"}),
      make::node("GlobalAveragePool", {"last"}, {"p"}),
      make::node("Flatten", {"p"}, {"logits"})};
  graph.initialisers = {make::tensor("w0", wave({32, 3, 3, 3}, 1.1)),
                        make::tensor("w1", wave({32, 32, 3, 3}, 1.7)),
                        make::tensor("w2", wave({32, 32, 3, 3}, 0.9)),
                        make::tensor("w3", wave({32, 8, 3, 3}, 1.3)),
                        make::tensor("b", wave({32}, 0.5)),
                        make::tensor("scale", wave({64}, 0.8) + 1),
                        make::tensor("shift", wave({64}, 1.2)),
                        make::tensor("mean", wave({64}, 0.6)),
                        make::tensor("variance", wave({64}, 0.4) + 0.5),
                        make::tensor("scale3", wave({3}, 0.8) + 1),
                        make::tensor("shift3", wave({3}, 1.2)),
                        make::tensor("mean3", wave({3}, 0.6)),
                        make::tensor("variance3", wave({3}, 0.4) + 0.5),
                        make::tensor("keep", torch::tensor({0, 0, 0, 0}, torch::kInt64))};
  graph.inputs = {make::value("image", {-1, 3, 19, 23})};
  graph.outputs = {make::value("logits", {-1, 64})};
  return graph;
}

double relativeError(const torch::Tensor& value, const torch::Tensor& expected) {
  return ((value - expected).norm() / expected.norm()).item<double>();
}

}  // namespace

class TestInference : public QObject {
  Q_OBJECT

 private slots:
  void sameFunction();
};

void TestInference::sameFunction() {
  QTemporaryDir folder;
  const auto path = folder.filePath("net.onnx").toStdString();
  writeFileAtomically(path, make::model(network()));
  OnnxNetwork fixture(path);
  const auto x = wave({3, 3, 19, 23}, 0.37) + 0.5;
  const auto copy = x.clone();
  const auto expected = fixture.forward(x).detach();
  for (const auto& [precision, tolerance] :
       {std::pair(Precision::single, 1e-5), std::pair(Precision::bfloat16, 0.03)}) {
    const auto fast = fixture.inference(x, precision);
    qInfo("relative error %.2g", relativeError(fast, expected));
    QVERIFY(fast.scalar_type() == torch::kFloat32 && !fast.requires_grad());
    QVERIFY(relativeError(fast, expected) < tolerance);
    QVERIFY(torch::equal(fast, fixture.inference(x, precision)));
    // Fewer images, and of another size than it was made for.
    QVERIFY(relativeError(fixture.inference(x.narrow(0, 1, 1), precision),
                          expected.narrow(0, 1, 1)) < tolerance);
    const auto small = x.narrow(2, 0, 17);
    QVERIFY(relativeError(fixture.inference(small, precision), fixture.forward(small)) < tolerance);
  }
  QVERIFY(torch::equal(x, copy));
  QVERIFY(torch::equal(fixture.forward(x).detach(), expected));
}

QTEST_GUILESS_MAIN(TestInference)
#include "tst_inference.moc"
