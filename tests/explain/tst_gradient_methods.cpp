// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "base/error.h"
#include "explain/attributions.h"
#include "explain/baseline.h"
#include "explain/cam.h"
#include "explain/gauss_legendre.h"
#include "explain/gradients.h"
#include "explain_fixture.h"

using namespace rho;

namespace {

torch::Tensor classes(std::initializer_list<std::int64_t> values) {
  return torch::tensor(std::vector<std::int64_t>(values));
}

/// A linear network on a device that holds the graph of so many images at once.
class SmallMemory : public model::Network {
 public:
  explicit SmallMemory(std::int64_t most) : m_most(most) {
    m_weight = torch::randn({3 * 8 * 8, 4}, at::make_generator<at::CPUGeneratorImpl>(3));
  }
  torch::Tensor forward(const torch::Tensor& x) override {
    if (x.size(0) > m_most) throw c10::OutOfMemoryError({__func__, __FILE__, 0}, "injected");
    m_asked.push_back(x.size(0));
    return x.flatten(1).square().matmul(m_weight);
  }
  Tapped tap(const torch::Tensor&, const std::string&) override { return {}; }
  std::vector<std::string> layers() const override { return {}; }
  void to(torch::Device) override {}
  void train(bool) override {}
  std::vector<model::NamedTensor> parameters() const override { return {}; }
  std::vector<model::NamedTensor> state() const override { return {}; }

  std::vector<std::int64_t> m_asked;

 private:
  std::int64_t m_most;
  torch::Tensor m_weight;
};

model::Model modelWithMemoryFor(std::int64_t images) {
  model::ModelCard card;
  card.name = "small memory";
  card.classNames = {"a", "b", "c", "d"};
  card.inputHeight = card.inputWidth = 8;
  card.inputChannels = 3;
  card.mean = {0, 0, 0};
  card.standardDeviation = {1, 1, 1};
  return {card, std::make_shared<SmallMemory>(images)};
}

}  // namespace

class TestGradientMethods : public QObject {
  Q_OBJECT

 private slots:
  void gradientAgreesWithFiniteDifferences() {
    const auto model = test::randomModel();
    const auto input = test::randomInput(2, 3, 16);
    const auto targets = classes({1, 3});
    const auto gradient = explain::logitGradient(model, input, targets).gradient;
    const torch::NoGradGuard noGrad;
    // Along the gradient itself, where the change is largest against the rounding of floats.
    const auto direction = gradient / gradient.norm();
    const double step = 1e-2;
    const auto above = explain::targetLogits(model.logits(input + step * direction), targets).sum();
    const auto below = explain::targetLogits(model.logits(input - step * direction), targets).sum();
    const double slope = (above - below).item<double>() / (2 * step);
    const double expected = gradient.norm().item<double>();
    QVERIFY2(std::abs(slope - expected) < 0.01 * expected,
             qPrintable(QString::number(slope / expected)));
  }

  void itemsOfABatchDoNotInfluenceEachOther() {
    const auto model = test::randomModel();
    const auto input = test::randomInput(3, 3, 16);
    const auto all = explain::saliencyValues(model, input, classes({0, 1, 2}), false);
    for (int i = 0; i < 3; ++i) {
      const auto one = explain::saliencyValues(model, input.narrow(0, i, 1), classes({i}), false);
      QVERIFY(torch::allclose(all.narrow(0, i, 1), one, 1e-4, 1e-5));
    }
  }

  void aBatchBeyondTheMemoryIsHalved() {
    const auto input = test::randomInput(7, 3, 8);
    const auto targets = classes({0, 1, 2, 3, 0, 1, 2});
    const auto whole = explain::logitGradient(modelWithMemoryFor(7), input, targets);
    const auto small = modelWithMemoryFor(2);
    const auto parts = explain::logitGradient(small, input, targets);
    QVERIFY(torch::equal(parts.gradient, whole.gradient));
    QVERIFY(torch::allclose(parts.logits, whole.logits));
    const auto& asked = static_cast<SmallMemory&>(small.network()).m_asked;
    QCOMPARE(asked, (std::vector<std::int64_t>{1, 2, 2, 2}));
    QVERIFY_EXCEPTION_THROWN(explain::logitGradient(modelWithMemoryFor(0), input, targets),
                             c10::OutOfMemoryError);
  }

  void attributionsOfIntegratedGradientsAddUp() {
    const auto model = test::randomModel();
    const auto input = test::randomInput(2, 3, 16);
    const auto targets = classes({0, 2});
    for (const char* name : {"black", "white", "mean", "blur"}) {
      const auto values = explain::integratedGradientsValues(
          model, input, targets, explain::baselineImage(input, name), 50);
      const auto share = values.delta.abs() / values.difference.abs().clamp_min(0.1);
      QVERIFY2(share.max().item<double>() < 0.02, name);
    }
  }

  void quadratureIntegratesPolynomials_data() {
    QTest::addColumn<int>("points");
    for (const int n : {1, 2, 3, 7, 50, 200}) QTest::newRow(qPrintable(QString::number(n))) << n;
  }

  /// n points are exact up to degree 2n-1.
  void quadratureIntegratesPolynomials() {
    QFETCH(int, points);
    const int degree = 2 * points - 1;
    double sum = 0, total = 0;
    for (const auto& p : explain::gaussLegendre(points)) {
      QVERIFY(p.position > 0 && p.position < 1);
      sum += p.weight * std::pow(p.position, degree);
      total += p.weight;
    }
    QVERIFY(std::abs(total - 1) < 1e-12);
    QVERIFY(std::abs(sum - 1.0 / (degree + 1)) < 1e-12);
  }

  void smoothGradWithoutNoiseIsTheGradient() {
    const auto model = test::randomModel();
    const auto input = test::randomInput(1, 3, 16);
    const auto smooth = explain::smoothGradValues(model, input, 2, 3, 0, 1);
    QVERIFY(torch::allclose(smooth, explain::saliencyValues(model, input, classes({2}), false),
                            1e-4, 1e-6));
  }

  void smoothGradDependsOnTheSeedAlone() {
    const auto model = test::randomModel();
    const auto input = test::randomInput(1, 3, 16);
    const auto first = explain::smoothGradValues(model, input, 2, 40, 0.15, 1);
    QVERIFY(torch::equal(first, explain::smoothGradValues(model, input, 2, 40, 0.15, 1)));
    QVERIFY(!torch::equal(first, explain::smoothGradValues(model, input, 2, 40, 0.15, 2)));
  }

  /// Hiding black with black changes nothing; one window over the whole image is the whole fall.
  void occlusionOfWhatIsKnown() {
    const auto model = test::randomModel();
    const auto input = test::randomInput(1, 3, 16), black = torch::zeros_like(input);
    QVERIFY(explain::occlusionValues(model, black, 1, black, 4, 2).abs().max().item<float>() <
            1e-5f);
    const auto fall = (model.logits(input) - model.logits(black))[0][1].item<float>();
    const auto whole = explain::occlusionValues(model, input, 1, black, 16, 16);
    QVERIFY((whole - fall).abs().max().item<float>() < 1e-4f);
  }

  /// 16 = 5 + 3·3 + 2: the last squares reach over the border, and every pixel has a value.
  void occlusionCoversTheBorder() {
    const auto model = test::randomModel();
    const auto input = test::randomInput(1, 3, 16);
    const auto values = explain::occlusionValues(model, input, 1, torch::zeros_like(input), 5, 3);
    QVERIFY(torch::isfinite(values).all().item<bool>());
    QCOMPARE(values.sizes(), input.sizes());
  }

  void impossibleWindowsAreRefused_data() {
    QTest::addColumn<int>("window");
    QTest::addColumn<int>("stride");
    QTest::newRow("larger than the image") << 17 << 1;
    QTest::newRow("empty") << 0 << 1;
    QTest::newRow("gaps") << 4 << 5;
    QTest::newRow("no step") << 4 << 0;
  }

  void impossibleWindowsAreRefused() {
    QFETCH(int, window);
    QFETCH(int, stride);
    const auto model = test::randomModel();
    const auto input = test::randomInput(1, 3, 16);
    QVERIFY_THROWS_EXCEPTION(InvalidInput,
                             explain::occlusionValues(model, input, 0, input, window, stride));
  }

  void unknownBaselineIsRefused() {
    QVERIFY_THROWS_EXCEPTION(InvalidInput,
                             explain::baselineImage(test::randomInput(1, 1, 4), "pink"));
  }

  void reductionKeepsTheSignOfTheLargest() {
    const auto values = torch::tensor({1.f, -3.f, 2.f}).view({1, 3, 1, 1});
    const auto reduced = [&](const char* how, bool absolute) {
      return explain::reduceChannels(values, {{"reduction", how}, {"absolute", absolute}})
          .item<float>();
    };
    QCOMPARE(reduced("max", false), -3.f);
    QCOMPARE(reduced("max", true), 3.f);
    QCOMPARE(reduced("sum", false), 0.f);
    QCOMPARE(reduced("mean", true), 2.f);
  }

  void cancelStopsLongMethods() {
    std::stop_source stop;
    stop.request_stop();
    const JobContext context(stop.get_token());
    const auto model = test::randomModel();
    const auto input = test::randomInput(1, 3, 16), black = torch::zeros_like(input);
    QVERIFY_THROWS_EXCEPTION(Cancelled,
                             explain::smoothGradValues(model, input, 0, 5, 0.1, 0, context));
    QVERIFY_THROWS_EXCEPTION(Cancelled,
                             explain::occlusionValues(model, input, 0, black, 4, 2, context));
    QVERIFY_THROWS_EXCEPTION(Cancelled, explain::integratedGradientsValues(
                                            model, input, classes({0}), black, 5, context));
  }
};

QTEST_GUILESS_MAIN(TestGradientMethods)
#include "tst_gradient_methods.moc"
