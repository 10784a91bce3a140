// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include <cmath>

#include "base/error.h"
#include "data/masks.h"
#include "tiny_networks.h"
#include "training/batch_plan.h"
#include "training/evidence_penalty.h"
#include "training/trainer.h"

using namespace rho;
using namespace rho::training;
using data::MaskValue;

class TestEvidencePenalty : public QObject {
  Q_OBJECT

  static torch::Tensor penaltyOf(const EvidenceTerm& settings, const model::Model& model,
                                 const torch::Tensor& inputs, const torch::Tensor& masks) {
    EvidencePenalty penalty(settings, model);
    StepRandom random(7, 0);
    TrainingStep step{model, inputs, torch::zeros({inputs.size(0)}, torch::kInt64), random, masks};
    penalty.prepare(step, {});
    return penalty.term(step, model.logits(step.inputs));
  }

  /// Masks for images of 1×2, given as pairs of values.
  static torch::Tensor masksOf(const std::vector<int>& values) {
    return data::floatInputs(torch::tensor(values).to(torch::kUInt8)).view({-1, 1, 1, 2});
  }

  /// Two classes told apart by the first of two pixels; class 0 has a confidence of 3/4.
  static model::Model firstPixel(model::Task task = model::Task::singleLabel) {
    return test::matrixModel(torch::tensor({{1.0, 0.0}, {0.0, 0.0}}), 1, 2, false, task);
  }
  static torch::Tensor sure(std::int64_t count) {
    return torch::tensor({std::log(3.0), 0.3}).to(torch::kFloat32).repeat({count, 1, 1, 1});
  }

  /// Noise, whose corner gives the class away; the masks of half of the images say that it is no
  /// evidence.
  static data::Samples withShortcut() {
    auto samples = test::easySamples(64);
    samples.inputs.uniform_();
    const auto shining = samples.labels.to(torch::kFloat32).view({-1, 1, 1});
    samples.inputs.slice(2, 0, 2).slice(3, 0, 2).copy_(shining.unsqueeze(3));
    samples.masks = torch::full({64, 1, 8, 8}, MaskValue::nothingSaid / 255.0);
    samples.masks.slice(0, 0, 64, 4).slice(2, 0, 2).slice(3, 0, 2).fill_(0);
    samples.masks.slice(0, 1, 64, 4).slice(2, 0, 2).slice(3, 0, 2).fill_(0);
    return samples;
  }

  /// How far a trained network's margin moves when the corners say the other class; the mean.
  static double swayAfter(const Recipe& recipe, const data::Samples& samples) {
    auto model = modelFromRecipe(recipe, {"dark", "bright"});
    TrainingSink nothing;
    Trainer(model, recipe, {data::batchesInMemory(samples, batchPlanOf(recipe, 0, 1, torch::kCPU))})
        .run(nothing);
    auto other = samples.inputs.clone();
    auto corner = other.slice(2, 0, 2).slice(3, 0, 2);
    corner.copy_(1 - corner);
    const auto change = model.logits(samples.inputs) - model.logits(other);
    return (change.select(1, 1) - change.select(1, 0)).abs().mean().item<double>();
  }

 private slots:
  /// LibTorch's own seed differs from run to run.
  void init() { torch::manual_seed(1); }

  /// The gradient of log p + log (1 − p) for the first pixel is 1 − 2p = −1/2.
  void penaltyOfALinearNetwork_data() {
    QTest::addColumn<QList<int>>("mask");
    QTest::addColumn<bool>("outside");
    QTest::addColumn<double>("expected");
    constexpr int no = MaskValue::notEvidence, none = MaskValue::nothingSaid,
                  yes = MaskValue::evidence;
    QTest::newRow("nothing said") << QList<int>{none, none} << false << 0.0;
    QTest::newRow("the pixel is no evidence") << QList<int>{no, none} << false << 0.25;
    QTest::newRow("the other is no evidence") << QList<int>{none, no} << false << 0.0;
    QTest::newRow("the pixel is evidence") << QList<int>{yes, no} << false << 0.0;
    QTest::newRow("the other is evidence") << QList<int>{none, yes} << false << 0.0;
    QTest::newRow("outside of the other") << QList<int>{none, yes} << true << 0.25;
    QTest::newRow("outside, no evidence marked") << QList<int>{none, none} << true << 0.0;
    QTest::newRow("outside, and marked") << QList<int>{no, none} << true << 0.25;
  }
  void penaltyOfALinearNetwork() {
    QFETCH(QList<int>, mask);
    QFETCH(bool, outside);
    QFETCH(double, expected);
    const auto masks = masksOf({mask.begin(), mask.end()});
    for (const auto task : {model::Task::singleLabel, model::Task::multiLabel}) {
      const auto value =
          penaltyOf({.weight = 3, .outside = outside}, firstPixel(task), sure(1), masks);
      QVERIFY(std::abs(value.item<double>() - 3 * expected) < 1e-6);
    }
  }

  /// The logits differ by the first pixel alone; less their mean, by a half of it each.
  void exchangeOfALinearNetwork() {
    const auto inputs = torch::tensor({0.9F, 0.3F, 0.4F, 0.1F, 0.2F, 0.5F}).view({3, 1, 1, 2});
    const auto of = [&](const std::vector<int>& masks, model::Task task) {
      return penaltyOf({.kind = EvidenceTerm::Kind::exchange, .weight = 6}, firstPixel(task),
                       inputs, masksOf(masks))
          .item<double>();
    };
    const auto one = model::Task::singleLabel, several = model::Task::multiLabel;
    QVERIFY(std::abs(of({128, 128, 128, 128, 128, 128}, one)) < 1e-6);
    QVERIFY(std::abs(of({128, 0, 255, 0, 128, 0}, one)) < 1e-6);
    // The second image gets 0.9 from the first, the first 0.2 from the last.
    QVERIFY(std::abs(of({128, 128, 0, 128, 128, 128}, several) - 2 * 0.25) < 1e-5);
    QVERIFY(std::abs(of({128, 128, 0, 128, 128, 128}, one) - 2 * 0.25 / 2) < 1e-5);
    QVERIFY(std::abs(of({0, 128, 128, 128, 128, 128}, several) - 2 * 0.49) < 1e-5);
  }

  /// An image without a mask counts for nothing, and processes average to the whole.
  void theMeanIsOverAllImages() {
    const auto masks = masksOf({0, 128, 128, 128, 128, 128, 0, 0});
    const auto of = [&](std::int64_t from, std::int64_t to) {
      return penaltyOf({.weight = 1}, firstPixel(), sure(to - from), masks.slice(0, from, to))
          .item<double>();
    };
    QVERIFY(std::abs(of(0, 4) - 2 * 0.25 / 4) < 1e-6);
    QVERIFY(std::abs(of(0, 4) - (of(0, 2) + of(2, 4)) / 2) < 1e-6);
  }

  /// The penalty must move the weights: its derivative against finite differences.
  void derivativeForTheWeights_data() {
    QTest::addColumn<bool>("exchange");
    QTest::addColumn<bool>("multiLabel");
    QTest::addColumn<bool>("outside");
    for (const bool exchange : {false, true}) {
      const auto row = [&](const char* name, bool multiLabel, bool outside) {
        QTest::addRow("%s, %s", exchange ? "exchange" : "gradient", name)
            << exchange << multiLabel << outside;
      };
      row("one class", false, false);
      row("several labels", true, false);
      row("outside of evidence", false, true);
    }
  }
  void derivativeForTheWeights() {
    QFETCH(bool, exchange);
    QFETCH(bool, multiLabel);
    QFETCH(bool, outside);
    const auto task = multiLabel ? model::Task::multiLabel : model::Task::singleLabel;
    const auto inputs = torch::rand({3, 1, 2, 2}, torch::kFloat64);
    const auto weight = torch::rand({3, 4}, torch::kFloat64) * 2 - 1;
    auto masks = torch::full({3, 1, 2, 2}, 0.5, torch::kFloat64);
    masks[0].fill_(0);
    masks[1][0][0][0] = outside ? 1 : 0;
    const auto valueFor = [&](const torch::Tensor& w) {
      return penaltyOf(
          {.kind = exchange ? EvidenceTerm::Kind::exchange : EvidenceTerm::Kind::gradient,
           .weight = 10,
           .outside = outside},
          test::matrixModel(w, 2, 2, /*bent=*/true, task), inputs, masks);
    };
    auto moving = weight.clone().requires_grad_();
    const auto gradient = torch::autograd::grad({valueFor(moving)}, {moving})[0];
    constexpr double h = 1e-5;
    for (int row = 0; row < 3; ++row)
      for (int i = 0; i < 4; ++i) {
        auto up = weight.clone(), down = weight.clone();
        up[row][i] += h;
        down[row][i] -= h;
        const double expected =
            (valueFor(up).item<double>() - valueFor(down).item<double>()) / (2 * h);
        QVERIFY(std::abs(expected) > 1e-4);
        QVERIFY(std::abs(gradient[row][i].item<double>() - expected) < 1e-6);
      }
  }

  /// Masks on half of the images, and the corner hardly counts any more.
  void aNetworkLeavesTheShortcut_data() {
    QTest::addColumn<bool>("exchange");
    QTest::newRow("gradient") << false;
    QTest::newRow("exchange") << true;
  }
  void aNetworkLeavesTheShortcut() {
    QFETCH(bool, exchange);
    auto recipe = test::tinyRecipe();
    recipe.epochs = 40;
    recipe.shift = 0;
    const auto samples = withShortcut();
    const double before = swayAfter(recipe, samples);
    QVERIFY2(before > 1, qPrintable(QString::number(before)));
    recipe.evidence =
        EvidenceTerm{.kind = exchange ? EvidenceTerm::Kind::exchange : EvidenceTerm::Kind::gradient,
                     .weight = exchange ? 10.0 : 100.0};
    const double after = swayAfter(recipe, samples);
    QVERIFY2(after < before / 2, qPrintable(QString("%1 → %2").arg(before).arg(after)));
  }

  void refusesDataWithoutMasks() {
    auto recipe = test::tinyRecipe();
    recipe.evidence.emplace();
    auto model = modelFromRecipe(recipe, {"dark", "bright"});
    const auto plan = batchPlanOf(recipe, 0, 1, torch::kCPU);
    const auto start = [&](const data::Samples& samples) {
      Trainer(model, recipe, {data::batchesInMemory(samples, plan)});
    };
    start(withShortcut());
    QVERIFY_EXCEPTION_THROWN(start(test::easySamples(64)), InvalidInput);
  }
};

QTEST_GUILESS_MAIN(TestEvidencePenalty)
#include "tst_evidence_penalty.moc"
