// SPDX-License-Identifier: Apache-2.0
// Whole networks as PyTorch exports them: the same logits and gradients as PyTorch's.
#include <QElapsedTimer>
#include <QtTest>

#include <algorithm>

#include "model/onnx_network.h"
#include "model/tensor.h"
#include "testing/onnx_data.h"

using namespace rho;
using namespace rho::model;
namespace fs = std::filesystem;

namespace {

/// The largest difference, relative to the largest value.
double largestDifference(const torch::Tensor& value, const torch::Tensor& expected) {
  return ((value - expected).abs().max() / expected.abs().max()).item<double>();
}

double relativeError(const torch::Tensor& value, const torch::Tensor& expected) {
  return ((value - expected).norm() / expected.norm()).item<double>();
}

/// Some of the millions of values before a ReLU are so close to zero that rounding decides their
/// sign, and with it the gradient of a few pixels: in single precision PyTorch's own gradients
/// differ as much between two layouts of the same images. These networks are compared closely in
/// double precision.
bool hasManyKinks(const std::string& name) {
  return !name.ends_with("double") &&
         (name.starts_with("resnet50") || name.starts_with("densenet121"));
}

torch::Tensor gradientOfClass7(const torch::Tensor& logits, const torch::Tensor& x) {
  return torch::autograd::grad({logits.select(1, 7).sum()}, {x})[0];
}

std::vector<fs::path> exportedNetworks() {
  std::vector<fs::path> folders;
  if (const auto folder = test::onnxData("whole"); fs::exists(folder))
    for (const auto& entry : fs::directory_iterator(folder)) folders.push_back(entry.path());
  std::sort(folders.begin(), folders.end());
  return folders;
}

}  // namespace

class TestNetworksSlow : public QObject {
  Q_OBJECT

 private slots:
  void asInPyTorch_data();
  void asInPyTorch();
};

void TestNetworksSlow::asInPyTorch_data() {
  QTest::addColumn<QString>("folder");
  for (const auto& folder : exportedNetworks())
    QTest::newRow(folder.filename().c_str()) << QString::fromStdString(folder.string());
  if (exportedNetworks().empty()) QTest::newRow("none") << QString();
}

void TestNetworksSlow::asInPyTorch() {
  QFETCH(QString, folder);
  if (folder.isEmpty()) QSKIP("needs PyTorch's exports: tests/onnx/setup_onnx.sh");
  const fs::path path = folder.toStdString();
  const auto read = [&](const char* name) { return onnx::readTensorFile(path / name); };
  const auto x = read("input_0.pb").to(torch::kFloat32).requires_grad_(true);
  QElapsedTimer timer;
  timer.start();
  OnnxNetwork network(path / "model.onnx");
  const auto loading = timer.elapsed();
  if (network.description().lastOperator == "Sigmoid") network.dropLastOperator();
  network.survey(x.size(1), x.size(2), x.size(3));

  const auto logits = network.forward(x);
  const auto gradient = gradientOfClass7(logits, x);
  const auto expected = read("gradient_0.pb");
  const auto ofLogits = largestDifference(logits.detach(), read("output_0.pb"));
  const auto ofGradient = largestDifference(gradient, expected);
  const auto ofAll = relativeError(gradient, expected);
  const auto layers = network.layers();
  qInfo("logits %.1e, gradient %.1e (RMS %.1e), %zu layers, loaded in %lld ms", ofLogits,
        ofGradient, ofAll, layers.size(), static_cast<long long>(loading));
  QVERIFY(ofLogits < 1e-4);
  QVERIFY(hasManyKinks(path.filename()) ? ofAll < 2e-3 : ofGradient < 1e-4);

  for (const auto precision : {Precision::single, Precision::bfloat16}) {
    const auto fast = network.inference(x.detach(), precision);
    const auto difference = largestDifference(fast, logits.detach());
    qInfo("inference in %s: %.1e", precision == Precision::single ? "single" : "bfloat16",
          difference);
    QVERIFY(difference < (precision == Precision::single ? 1e-4 : 0.05));
    QVERIFY(torch::equal(fast, network.inference(x.detach(), precision)));
  }

  // Layers all over the network: handing one out changes nothing, and its gradient is the same
  // whether or not what is before it is recorded.
  for (std::size_t i = 0; i < layers.size(); i += std::max<std::size_t>(1, layers.size() / 3)) {
    const auto tapped = network.tap(x, layers[i]);
    QVERIFY2(largestDifference(tapped.logits.detach(), logits.detach()) < 1e-4, layers[i].c_str());
    const auto alone = network.tapForGradient(x, layers[i]);
    const auto wanted = gradientOfClass7(tapped.logits, tapped.inner);
    const auto difference = largestDifference(gradientOfClass7(alone.logits, alone.inner), wanted);
    QVERIFY2(difference < 1e-4 || wanted.abs().max().item<float>() == 0, layers[i].c_str());
  }
}

QTEST_GUILESS_MAIN(TestNetworksSlow)
#include "tst_networks_slow.moc"
