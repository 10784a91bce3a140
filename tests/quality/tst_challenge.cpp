// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "base/error.h"
#include "model/checkpoint.h"
#include "quality/challenge.h"
#include "quality_fixture.h"
#include "testing/shared.h"

using namespace rho;

namespace {

image::Image imageOf(const torch::Tensor& input) {
  const auto pixels = input[0].permute({1, 2, 0}).contiguous();
  return {cv::Mat(static_cast<int>(pixels.size(0)), static_cast<int>(pixels.size(1)),
                  CV_32FC(static_cast<int>(pixels.size(2))), pixels.data_ptr<float>())
              .clone(),
          {}};
}

}  // namespace

class TestChallenge : public QObject {
  Q_OBJECT

 private slots:
  /// Of a linear network the smallest change within a mask is known: along the weights there.
  void smallestChangeWithinAMask() {
    const auto weights = torch::ones({1, 4, 4});
    const auto model = test::linearModel(weights);
    const auto input = torch::full({1, 1, 4, 4}, 0.1F);  // the sum is 1.6
    auto half = torch::zeros({4, 4}, torch::kBool);
    half.slice(0, 0, 2).fill_(true);
    const auto changes = quality::smallestRegionalChanges(
        model, input, 0, {torch::ones({4, 4}, torch::kBool), half, ~half});
    QVERIFY2(std::abs(changes[0].rho - 0.1) < 1e-3, qPrintable(QString::number(changes[0].rho)));
    for (const std::size_t i : {1u, 2u}) {
      const double expected = 0.2 * std::sqrt(0.5);
      QVERIFY2(std::abs(changes[i].rho - expected) < 2e-3,
               qPrintable(QString::number(changes[i].rho)));
    }
    QCOMPARE((changes[1].delta[0][0] * ~half).abs().max().item<double>(), 0.0);
    QVERIFY(changes[1].confidences[0].item<double>() <= 0.5);
  }

  void onlyADecisionCanBeChallenged() {
    const auto model = test::linearModel(torch::ones({1, 4, 4}));
    const auto input = torch::full({1, 1, 4, 4}, 0.1F);
    QVERIFY_THROWS_EXCEPTION(
        InvalidInput,
        quality::smallestRegionalChanges(model, input, 1, {torch::ones({4, 4}, torch::kBool)}));
  }

  void attacksOfARealNetwork_data() {
    QTest::addColumn<QString>("method");
    for (const char* method : {"gradcam", "ae-lower"}) QTest::newRow(method) << method;
  }

  void attacksOfARealNetwork() {
    QFETCH(QString, method);
    RHO_SHARED_OR_SKIP(images, "data/cifar10/cifar10-original-part.npz");
    RHO_SHARED_OR_SKIP(path, "models/resnet44-all.pt");
    const auto model = model::loadModel(path);
    const auto hash = model::hashOfWeights(model.network().state());
    const auto input = test::cifarInput(images, 1);
    quality::ChallengeRequest request;
    request.image = imageOf(input);
    request.share = 0.2;
    request.target = static_cast<int>(model.logits(input).argmax().item<std::int64_t>());
    const auto found = challenge(model, explain::explainerNamed(method.toStdString()), request);
    const auto mask = found.region.unsqueeze(0).unsqueeze(0);
    // What was not to change has not changed, and the decision has.
    QCOMPARE((found.outside.delta * mask).abs().max().item<double>(), 0.0);
    QCOMPARE((found.inside.delta * ~mask).abs().max().item<double>(), 0.0);
    for (const auto* change : {&found.anywhere, &found.outside, &found.inside}) {
      QVERIFY(change->rho > 0 && change->rho < 1);
      const auto logits = model.logits(input + change->delta);
      QVERIFY(logits.argmax().item<int>() != request.target);
    }
    QVERIFY(found.anywhere.rho < found.outside.rho * 1.02);
    QVERIFY(found.anywhere.rho < found.inside.rho * 1.02);
    // The other attack leaves the decision, and moves what the gradient marks.
    const auto kept = model.logits(input + found.attention.delta);
    QCOMPARE(kept.argmax().item<int>(), request.target);
    QVERIFY(found.attention.delta.square().mean().sqrt().item<double>() <
            request.attention.rho * 1.001);
    QVERIFY(found.attention.insideAfter < 0.8 * found.attention.insideBefore);
    QVERIFY(model::hashOfWeights(model.network().state()) == hash);
    const auto page = image::drawComparison(challengePage(found, model.card(), "case"));
    QVERIFY(page.cols > 1000 && page.rows > 300);
  }
};

QTEST_GUILESS_MAIN(TestChallenge)
#include "tst_challenge.moc"
