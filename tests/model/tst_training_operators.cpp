// SPDX-License-Identifier: Apache-2.0
// The operators of training on a CPU against LibTorch's in double precision: values, and
// derivatives of first and second order.
#include <QtTest>

#include "model/norm_activation.h"
#include "model/norm_kernels.h"
#include "model/small_resnet.h"
#include "model/tensor.h"
#include "model/training_convolution.h"

using namespace rho::model;
using torch::Tensor;

namespace {

using Function = std::function<Tensor(const std::vector<Tensor>&)>;

/// What a training step with a penalty on gradients asks of an operator: its value, its gradients g
/// along v, and the gradients of the sum of ⟨g, u⟩ and the value along w.
std::vector<Tensor> derivatives(const Function& function, const std::vector<Tensor>& inputs,
                                torch::ScalarType type, bool inputOnly) {
  std::vector<Tensor> x;
  for (const auto& input : inputs) x.push_back(input.detach().to(type).requires_grad_(true));
  const auto along = [&](const Tensor& like, std::uint64_t seed) {
    auto generator = at::make_generator<at::CPUGeneratorImpl>(seed);
    return torch::empty(like.sizes(), torch::kDouble).normal_(0, 1, generator).to(type);
  };
  const auto y = function(x);
  std::vector<Tensor> results = {y.detach()};
  const std::vector<Tensor> first = inputOnly ? std::vector<Tensor>{x[0]} : x;
  const auto gradients = torch::autograd::grad({y}, first, {along(y, 1)}, true, true);
  auto total = (y * along(y, 2)).sum();
  for (std::size_t i = 0; i < gradients.size(); ++i) {
    results.push_back(gradients[i].detach());
    total = total + (gradients[i] * along(gradients[i], 3 + i)).sum();
  }
  for (const auto& second : torch::autograd::grad({total}, x)) results.push_back(second);
  return results;
}

double largestError(const std::vector<Tensor>& found, const std::vector<Tensor>& expected) {
  if (found.size() != expected.size()) return 1e9;
  double largest = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto difference =
        (found[i].to(torch::kDouble) - expected[i]).norm() / (expected[i].norm() + 1e-30);
    largest = std::max(largest, difference.item<double>());
  }
  return largest;
}

Tensor random(torch::IntArrayRef sizes, std::uint64_t seed) {
  auto generator = at::make_generator<at::CPUGeneratorImpl>(seed);
  return torch::empty(sizes, torch::kDouble).normal_(0, 1, generator);
}

struct Statistics {
  Tensor mean, variance;
};

BatchNorm normOf(const Tensor& weight, const Tensor& bias, const Statistics& running) {
  return {weight, bias, running.mean, running.variance};
}

Tensor separate(const Tensor& x, const BatchNorm& norm, Activation activation, double d) {
  const auto y = torch::batch_norm(x, norm.weight, norm.bias, norm.runningMean,
                                   norm.runningVariance, true, norm.momentum, norm.epsilon, false);
  return activation == Activation::relu ? torch::relu(y) : halfHuber(y, d);
}

Statistics startOf(int channels, torch::ScalarType type) {
  return {torch::full({channels}, 0.5, type), torch::full({channels}, 2.0, type)};
}

struct SeparateOperators {
  SeparateOperators() { SmallResNet::setFast(false); }
  ~SeparateOperators() { SmallResNet::setFast(true); }
};

}  // namespace

class TrainingOperatorsTest : public QObject {
  Q_OBJECT

 private slots:
  void normActivation_data();
  void normActivation();
  void normOfOneValue();
  void everyInstructionSet_data();
  void everyInstructionSet();
  void convolution_data();
  void convolution();
  void wholeStep_data();
  void wholeStep();
  void penaltyMatchesFiniteDifferences();
  void sameBytes();
};

void TrainingOperatorsTest::normActivation_data() {
  QTest::addColumn<std::vector<std::int64_t>>("sizes");
  QTest::addColumn<bool>("huber");
  QTest::addColumn<bool>("inputOnly");
  using V = std::vector<std::int64_t>;
  for (const bool huber : {false, true})
    for (const bool inputOnly : {false, true}) {
      const auto name = [&](const char* text) {
        return QString("%1, %2, %3")
            .arg(text, huber ? "half-Huber" : "ReLU", inputOnly ? "input" : "all")
            .toUtf8();
      };
      QTest::newRow(name("small")) << V{3, 16, 5, 7} << huber << inputOnly;
      QTest::newRow(name("many pieces")) << V{9, 32, 20, 16} << huber << inputOnly;
      QTest::newRow(name("wide")) << V{4, 80, 6, 6} << huber << inputOnly;
    }
}

void TrainingOperatorsTest::normActivation() {
  QFETCH(std::vector<std::int64_t>, sizes);
  QFETCH(bool, huber);
  QFETCH(bool, inputOnly);
  const auto activation = huber ? Activation::halfHuber : Activation::relu;
  const int channels = static_cast<int>(sizes[1]);
  // Means that are large against the deviations must not cost digits.
  const auto x = random(sizes, 1) * 0.7 + 20 * random({1, channels, 1, 1}, 2);
  const std::vector<Tensor> inputs = {x, 1 + 0.3 * random({channels}, 3),
                                      0.3 * random({channels}, 4)};
  const auto running = startOf(channels, torch::kFloat);
  const auto expectedRunning = startOf(channels, torch::kDouble);
  const auto found = derivatives(
      [&](const std::vector<Tensor>& t) {
        return rho::model::normActivation(t[0], normOf(t[1], t[2], running), activation, 0.5);
      },
      inputs, torch::kFloat, inputOnly);
  std::vector<Tensor> rounded;
  for (const auto& input : inputs) rounded.push_back(input.to(torch::kFloat));
  const auto expected = derivatives(
      [&](const std::vector<Tensor>& t) {
        return separate(t[0], normOf(t[1], t[2], expectedRunning), activation, 0.5);
      },
      rounded, torch::kDouble, inputOnly);
  const double error = largestError(found, expected);
  QVERIFY2(error < 2e-4, qPrintable(QString::number(error)));
  QVERIFY(torch::allclose(running.mean.to(torch::kDouble), expectedRunning.mean, 1e-5));
  QVERIFY(torch::allclose(running.variance.to(torch::kDouble), expectedRunning.variance, 1e-5));
}

void TrainingOperatorsTest::normOfOneValue() {
  const auto running = startOf(16, torch::kFloat);
  const auto y = rho::model::normActivation(torch::full({1, 16, 1, 1}, 3.0f),
                                            normOf(torch::ones(16), torch::ones(16), running),
                                            Activation::relu, 0.5);
  QVERIFY(torch::allclose(y, torch::ones({1, 16, 1, 1})));
  QVERIFY(running.variance.isfinite().all().item<bool>());
}

void TrainingOperatorsTest::everyInstructionSet_data() {
  QTest::addColumn<bool>("huber");
  QTest::newRow("ReLU") << false;
  QTest::newRow("half-Huber") << true;
}

/// The tables of functions agree with each other; the tests above check this processor's best.
void TrainingOperatorsTest::everyInstructionSet() {
  QFETCH(bool, huber);
  constexpr int channels = 48, rows = 37;
  const auto values = random({3, rows, channels}, 1).to(torch::kFloat);
  const auto perChannel = (random({12, channels}, 2) * 0.2 + 1).to(torch::kFloat);
  const float* x = values.const_data_ptr<float>();
  const float *g = x + rows * channels, *u = g + rows * channels;
  const float* c = perChannel.const_data_ptr<float>();
  const norms::Layer layer{channels, c, c + channels, c + 2 * channels, c + 3 * channels, 0.5f};
  const auto run = [&](const norms::Kernels& kernels) {
    auto sums = torch::zeros({9, channels});
    auto images = torch::zeros({4, rows, channels});
    float *s = sums.data_ptr<float>(), *i = images.data_ptr<float>();
    constexpr int size = rows * channels;
    kernels.moments(x, rows, channels, s, s + channels);
    kernels.gradientSums(layer, x, g, rows, s + 2 * channels);
    kernels.secondSums(layer, x, g, u, rows, s + 4 * channels);
    kernels.curvatureSums(layer, x, g, u, rows, c + 4 * channels, s + 7 * channels);
    kernels.forward(layer, x, rows, i);
    kernels.gradient(layer, x, g, rows, c + 4 * channels, i + size);
    kernels.secondGradient(layer, x, g, u, rows, c + 4 * channels, i + 2 * size, i + 3 * size);
    return torch::cat({sums.flatten(), images.flatten()});
  };
  const auto sets = norms::allKernels(huber);
  const auto expected = run(*sets.front());
  for (const auto* set : sets) QVERIFY(torch::allclose(run(*set), expected, 1e-5, 1e-5));
}

void TrainingOperatorsTest::convolution_data() {
  QTest::addColumn<std::vector<std::int64_t>>("sizes");
  QTest::addColumn<int>("outputs");
  QTest::addColumn<int>("stride");
  using V = std::vector<std::int64_t>;
  QTest::newRow("16") << V{3, 16, 8, 8} << 16 << 1;
  QTest::newRow("odd") << V{5, 32, 7, 9} << 32 << 1;
  QTest::newRow("one pixel") << V{2, 16, 1, 1} << 16 << 1;
  QTest::newRow("one row") << V{2, 16, 1, 6} << 32 << 1;
  QTest::newRow("many tiles") << V{2, 64, 16, 16} << 64 << 1;
  QTest::newRow("widens") << V{3, 16, 6, 6} << 48 << 1;
  QTest::newRow("strided") << V{3, 16, 8, 8} << 32 << 2;
  QTest::newRow("stem") << V{3, 3, 8, 8} << 16 << 1;
  QTest::newRow("any width") << V{2, 5, 6, 7} << 6 << 1;
}

void TrainingOperatorsTest::convolution() {
  QFETCH(std::vector<std::int64_t>, sizes);
  QFETCH(int, outputs);
  QFETCH(int, stride);
  const std::vector<Tensor> inputs = {random(sizes, 1), random({outputs, sizes[1], 3, 3}, 2) * 0.2};
  const auto found = derivatives(
      [&](const std::vector<Tensor>& t) { return trainingConvolution(t[0], t[1], stride); }, inputs,
      torch::kFloat, false);
  const auto expected = derivatives(
      [&](const std::vector<Tensor>& t) { return torch::conv2d(t[0], t[1], {}, stride, 1); },
      inputs, torch::kDouble, false);
  const double error = largestError(found, expected);
  QVERIFY2(error < 5e-6, qPrintable(QString::number(error)));
}

namespace {

/// Trains two steps; the logits and the weights that come out.
std::vector<Tensor> twoSteps(const SmallResNetOptions& options, const Tensor& images, bool robust) {
  SmallResNet network(options, 7);
  network.train(true);
  {
    torch::NoGradGuard noGrad;
    for (const auto& named : network.parameters())
      if (named.name.ends_with("conv2.weight"))
        named.tensor.view({-1}).copy_(0.1 * random({named.tensor.numel()}, 5));
  }
  const auto labels = torch::arange(images.size(0)) % options.classes;
  Tensor logits;
  for (int step = 0; step < 2; ++step) {
    const auto x = images.clone().requires_grad_(robust);
    logits = network.forward(x);
    auto loss = torch::cross_entropy_loss(logits, labels);
    if (robust)
      loss = loss + 10 * torch::autograd::grad({logits.select(1, 1).sum()}, {x}, {}, true, true)[0]
                             .square()
                             .mean();
    loss.backward();
    torch::NoGradGuard noGrad;
    for (const auto& named : network.parameters()) {
      named.tensor.sub_(0.05 * named.tensor.grad());
      named.tensor.mutable_grad() = Tensor();
    }
  }
  std::vector<Tensor> results = {logits.detach()};
  for (const auto& named : network.state()) results.push_back(named.tensor.detach());
  return results;
}

}  // namespace

void TrainingOperatorsTest::wholeStep_data() {
  QTest::addColumn<std::vector<int>>("features");
  QTest::addColumn<bool>("huber");
  QTest::addColumn<bool>("robust");
  using V = std::vector<int>;
  QTest::newRow("standard") << V{16, 32} << true << false;
  QTest::newRow("robust") << V{16, 32} << true << true;
  QTest::newRow("standard, ReLU") << V{16, 32} << false << false;
  QTest::newRow("mixed widths") << V{8, 16, 24} << true << true;
}

void TrainingOperatorsTest::wholeStep() {
  QFETCH(std::vector<int>, features);
  QFETCH(bool, huber);
  QFETCH(bool, robust);
  SmallResNetOptions options;
  options.features = features;
  options.blocks.assign(features.size(), 2);
  options.activation = huber ? Activation::halfHuber : Activation::relu;
  const auto images = random({10, 3, 12, 12}, 1).to(torch::kFloat);
  const auto found = twoSteps(options, images, robust);
  const SeparateOperators separateOperators;
  auto expected = twoSteps(options, images, robust);
  for (auto& tensor : expected) tensor = tensor.to(torch::kDouble);
  const double error = largestError(found, expected);
  QVERIFY2(error < 1e-3, qPrintable(QString::number(error)));
}

/// The norm of the penalty's gradient against the penalty's differences along it.
void TrainingOperatorsTest::penaltyMatchesFiniteDifferences() {
  SmallResNetOptions options;
  options.features = {16};
  options.blocks = {2};
  SmallResNet network(options, 3);
  network.train(true);
  const auto images = random({6, 3, 10, 10}, 1).to(torch::kFloat);
  const auto penalty = [&] {
    const auto x = images.clone().requires_grad_(true);
    const auto score = network.forward(x).select(1, 2).sum();
    return torch::autograd::grad({score}, {x}, {}, true, true)[0].square().sum();
  };
  penalty().backward();
  std::vector<Tensor> directions;
  double slope = 0;
  for (const auto& named : network.parameters()) {
    const auto gradient = named.tensor.grad();
    directions.push_back(gradient.defined() ? gradient.clone() : torch::zeros_like(named.tensor));
    slope += directions.back().square().sum().item<double>();
  }
  for (const auto& direction : directions) direction.div_(std::sqrt(slope));
  slope = std::sqrt(slope);
  const auto at = [&](double t) {
    torch::NoGradGuard noGrad;
    std::size_t i = 0;
    for (const auto& named : network.parameters()) named.tensor.add_(directions[i++], t);
    torch::AutoGradMode gradients(true);
    return penalty().item<double>();
  };
  const double h = 1e-2;
  const double above = at(h), below = at(-2 * h);
  const double difference = (above - below) / (2 * h);
  QVERIFY2(std::abs(difference - slope) < 1e-2 * std::abs(slope),
           qPrintable(QString("%1 %2").arg(difference).arg(slope)));
}

void TrainingOperatorsTest::sameBytes() {
  SmallResNetOptions options;
  options.blocks = {1, 1};
  options.features = {16, 32};
  const auto images = random({9, 3, 16, 16}, 1).to(torch::kFloat);
  const auto once = twoSteps(options, images, true), again = twoSteps(options, images, true);
  for (std::size_t i = 0; i < once.size(); ++i) QVERIFY(torch::equal(once[i], again[i]));
}

QTEST_GUILESS_MAIN(TrainingOperatorsTest)
#include "tst_training_operators.moc"
