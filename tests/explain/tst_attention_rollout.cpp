// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "attending_network.h"
#include "base/error.h"
#include "explain/attention_rollout.h"
#include "explain/explainer.h"

using namespace rho;
using explain::RolloutOptions;

namespace {

/// Gives fixed attention, for one class token and 2×3 patches, and logits that know its last layer.
class FixedAttention : public model::SmallResNet {
 public:
  explicit FixedAttention(std::vector<torch::Tensor> weights)
      : SmallResNet({}, 1), m_weights(std::move(weights)) {}
  Attended attend(const torch::Tensor& x) override {
    auto weights = m_weights;
    for (auto& layer : weights) layer = layer + 0 * x.sum();  // part of the image's graph
    const auto tokens = weights.back().size(-1);
    const auto slopes = slope()
                            .narrow(2, 0, std::min<std::int64_t>(tokens, 7))
                            .narrow(3, 0, std::min<std::int64_t>(tokens, 7));
    const auto wanted = tokens > 7 ? weights.back().sum() : (weights.back() * slopes).sum();
    return {weights, torch::stack({wanted, -wanted}).unsqueeze(0)};
  }
  /// Of the first logit with respect to the last layer's attention, 1×2×7×7.
  static torch::Tensor slope() {
    return torch::sin(torch::arange(98.0, torch::kFloat32)).view({1, 2, 7, 7});
  }

 private:
  std::vector<torch::Tensor> m_weights;
};

torch::Tensor randomAttention(std::uint64_t seed, int tokens = 7) {
  auto generator = at::make_generator<at::CPUGeneratorImpl>(seed);
  return torch::softmax(2 * torch::randn({1, 2, tokens, tokens}, generator), -1);
}

model::Model modelWith(const std::vector<torch::Tensor>& weights) {
  auto card = test::randomModel().card();
  card.inputHeight = 8;
  card.inputWidth = 12;
  card.classNames = {"a", "b"};
  return {card, std::make_shared<FixedAttention>(weights)};
}

torch::Tensor input() { return torch::full({1, 3, 8, 12}, 0.5); }

using Matrix = std::vector<std::vector<double>>;

/// The definition, entry by entry.
Matrix product(const Matrix& a, const Matrix& b) {
  Matrix result(a.size(), std::vector<double>(b.front().size()));
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < b.front().size(); ++j)
      for (std::size_t k = 0; k < b.size(); ++k) result[i][j] += a[i][k] * b[k][j];
  return result;
}

Matrix layerMatrix(const torch::Tensor& attention, const std::function<double(double, double)>& one,
                   double identity) {
  Matrix result(7, std::vector<double>(7));
  for (int i = 0; i < 7; ++i)
    for (int j = 0; j < 7; ++j)
      result[i][j] =
          one(attention[0][0][i][j].item<double>(), attention[0][1][i][j].item<double>()) +
          (i == j ? identity : 0);
  return result;
}

double mean(double a, double b) { return (a + b) / 2; }

void compareWithPatches(const torch::Tensor& map, const Matrix& flow) {
  QCOMPARE(map.sizes().vec(), (std::vector<std::int64_t>{2, 3}));
  for (int patch = 0; patch < 6; ++patch) {
    const auto found = map[patch / 3][patch % 3].item<double>();
    QVERIFY2(std::abs(found - flow[0][patch + 1]) < 1e-6,
             qPrintable(QString("%1: %2, %3").arg(patch).arg(found).arg(flow[0][patch + 1])));
  }
}

}  // namespace

class TestAttentionRollout : public QObject {
  Q_OBJECT

 private slots:
  void isTheProductOfTheLayers() {
    const auto first = randomAttention(1), second = randomAttention(2);
    const auto half = [](double a, double b) { return mean(a, b) / 2; };
    const auto flow = explain::attentionFlow(modelWith({first, second}), input(), 0, {});
    compareWithPatches(flow.map,
                       product(layerMatrix(second, half, 0.5), layerMatrix(first, half, 0.5)));
  }

  void ofAClassFollowsItsGradient_data() {
    QTest::addColumn<int>("target");
    QTest::newRow("for") << 0;
    QTest::newRow("against") << 1;
  }

  /// The first layer has no part in the logits: it passes everything on as it is.
  void ofAClassFollowsItsGradient() {
    QFETCH(int, target);
    const auto second = randomAttention(2);
    const auto slope = FixedAttention::slope() * (target == 0 ? 1 : -1);
    const auto positive = [](double a, double b) {
      return mean(std::max(a, 0.0), std::max(b, 0.0));
    };
    const auto flow = explain::attentionFlow(modelWith({randomAttention(1), second}), input(),
                                             target, {.isOfClass = true});
    compareWithPatches(flow.map, layerMatrix(second * slope, positive, 1));
  }

  void headsBecomeOne() {
    const auto one = randomAttention(3);
    const auto normed = [](Matrix layer) {
      for (auto& row : layer) {
        double sum = 0;
        for (const double value : row) sum += value;
        for (double& value : row) value /= sum;
      }
      return layer;
    };
    using Heads = RolloutOptions::Heads;
    const auto flow = [&](Heads heads) {
      return explain::attentionFlow(modelWith({one}), input(), 0, {.heads = heads}).map;
    };
    compareWithPatches(flow(Heads::max),
                       normed(layerMatrix(
                           one, [](double a, double b) { return std::max(a, b); }, 1)));
    compareWithPatches(flow(Heads::min),
                       normed(layerMatrix(
                           one, [](double a, double b) { return std::min(a, b); }, 1)));
  }

  /// What is left of each row is scaled to 1 again.
  void theSmallestAreDiscarded() {
    const auto one = randomAttention(4);
    const auto flat = one.mean(1).flatten();
    const auto least = std::get<0>(flat.sort())[24].item<double>();  // half of 49 are smaller
    const auto kept = [&](double a, double b) {
      return mean(a, b) < least - 1e-9 ? 0 : mean(a, b);
    };
    auto layer = layerMatrix(one, kept, 1);
    for (auto& row : layer) {
      double sum = 0;
      for (const double value : row) sum += value;
      for (double& value : row) value /= sum;
    }
    compareWithPatches(explain::attentionFlow(modelWith({one}), input(), 0, {.discarded = 0.5}).map,
                       layer);
  }

  void withoutAClassTokenTheMeanCounts() {
    const auto one = randomAttention(5, 6);
    const auto map = explain::attentionFlow(modelWith({one}), input(), 0, {}).map;
    const auto wanted = ((one.mean(1)[0] + torch::eye(6)) / 2).mean(0).view({2, 3});
    QVERIFY((map - wanted).abs().max().item<double>() < 1e-6);
  }

  void networksWithoutAttentionAreRefused_data() {
    QTest::addColumn<int>("tokens");
    QTest::newRow("none") << 0;
    QTest::newRow("no grid") << 9;
  }

  void networksWithoutAttentionAreRefused() {
    QFETCH(int, tokens);
    const auto model = tokens ? modelWith({randomAttention(6, tokens)}) : test::randomModel();
    const auto image = tokens ? input() : test::randomInput(1, 3, 16);
    try {
      explain::attentionFlow(model, image, 0, {});
      QFAIL("no error");
    } catch (const InvalidInput& error) {
      QVERIFY2(QString(error.what()).contains("gradcam"), error.what());
    }
  }

  void saysThatClassesShareTheMap() {
    const auto& method = explain::explainerNamed("rollout");
    const explain::Query query{
        .image = image::Image(cv::Mat(20, 20, CV_32FC3, cv::Scalar::all(0.4)), {})};
    auto ofClass = query;
    ofClass.options = {{"follow", "class"}};
    const auto model = test::attendingModel();
    QCOMPARE(method.explain(model, query).warnings.size(), std::size_t{1});
    QVERIFY(method.explain(model, ofClass).warnings.empty());
  }
};

QTEST_GUILESS_MAIN(TestAttentionRollout)
#include "tst_attention_rollout.moc"
