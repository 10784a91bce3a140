// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "base/error.h"
#include "explain/adversarial.h"
#include "explain/methods.h"
#include "explain_fixture.h"
#include "model/checkpoint.h"
#include "robustness/per_item.h"
#include "testing/shared.h"

using namespace rho;
using explain::AdversarialOptions;
using explain::adversarialPerturbation;
using explain::AdversarialTarget;
using explain::Direction;

namespace {

std::vector<AdversarialTarget> raising(const torch::Tensor& targets, double rho) {
  std::vector<AdversarialTarget> wanted;
  for (std::int64_t i = 0; i < targets.numel(); ++i)
    wanted.push_back({static_cast<int>(targets[i].item<std::int64_t>()), Direction::raise, rho});
  return wanted;
}

image::Image imageOf(const torch::Tensor& input) {
  const auto pixels = input.permute({1, 2, 0}).contiguous();
  const cv::Mat view(static_cast<int>(pixels.size(0)), static_cast<int>(pixels.size(1)),
                     CV_32FC(static_cast<int>(pixels.size(2))), pixels.data_ptr<float>());
  return image::Image(view.clone(), {});
}

/// The images of the published examples: 4×3×32×32.
torch::Tensor exampleInputs(const std::filesystem::path& golden,
                            const std::filesystem::path& images) {
  const auto indices = test::npzTensor(golden, "image_index");
  return test::cifarInput(images, 16).index_select(0, indices);
}

}  // namespace

class TestAdversarial : public QObject {
  Q_OBJECT

 private slots:
  void golden_data() {
    QTest::addColumn<QString>("network");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("rho");
    for (const char* network : {"all", "robust", "adv-train"})
      for (const char* kind : {"true", "second"})
        for (const char* rho : {"0.05", "0.1", "0.2"})
          QTest::addRow("%s/%s/%s", network, kind, rho) << network << kind << rho;
  }

  /// Parity with the published code, and an explanation with a warning where it gives up.
  void golden() {
    QFETCH(QString, network);
    QFETCH(QString, kind);
    QFETCH(QString, rho);
    RHO_SHARED_OR_SKIP(golden, "golden/ae.npz");
    RHO_SHARED_OR_SKIP(images, "data/cifar10/cifar10-original-part.npz");
    RHO_SHARED_OR_SKIP(folder, "models");
    const auto& model = networkNamed(network, folder);
    const auto inputs = exampleInputs(golden, images);
    const std::string key = (network + "/" + kind + "/" + rho + "/").toStdString();
    const auto names = image::npzNames(golden);
    if (std::find(names.begin(), names.end(), key + "image") == names.end()) {
      givesAnExplanationAndAWarning(model, inputs, rho.toDouble());
      return;
    }
    const auto targets = test::npzTensor(golden, key + "target");
    const auto found = adversarialPerturbation(model, inputs, raising(targets, rho.toDouble()), {});
    const auto expected = test::npzTensor(golden, key + "image").to(torch::kFloat32);
    const double worst = robustness::rmse(inputs + found.delta - expected).max().item<double>();
    qInfo("%s: RMSE of the difference at most %.2g", key.c_str(), worst);
    QVERIFY(worst < (network == "adv-train" ? 5e-3 : 1e-4));
  }

  void fastModeReachesThePublishedConfidence_data() {
    QTest::addColumn<QString>("network");
    QTest::addColumn<QString>("rho");
    for (const char* network : {"all", "robust"})
      for (const char* rho : {"0.05", "0.1", "0.2"})
        QTest::addRow("%s/%s", network, rho) << network << rho;
  }

  void fastModeReachesThePublishedConfidence() {
    QFETCH(QString, network);
    QFETCH(QString, rho);
    RHO_SHARED_OR_SKIP(golden, "golden/ae.npz");
    RHO_SHARED_OR_SKIP(images, "data/cifar10/cifar10-original-part.npz");
    RHO_SHARED_OR_SKIP(folder, "models");
    const auto& model = networkNamed(network, folder);
    const auto inputs = exampleInputs(golden, images);
    double reached = 0, published = 0;
    for (const char* kind : {"true", "second"}) {
      const std::string key = (network + "/" + kind + "/" + rho + "/").toStdString();
      const auto targets = test::npzTensor(golden, key + "target");
      const auto found = adversarialPerturbation(model, inputs, raising(targets, rho.toDouble()),
                                                 {.mode = "fast"});
      reached +=
          model.confidences(found.logits).gather(1, targets.view({-1, 1})).sum().item<double>();
      published += test::npzTensor(golden, key + "confidence").sum().item<double>();
    }
    qInfo("fast %.4f, published %.4f", reached / 8, published / 8);
    // The goal is the published confidence. At ρ = 0.2 it is missed by up to 0.02 on average.
    const double allowed = rho == "0.2" ? 0.02 : 0;
    QVERIFY(reached / 8 >= published / 8 - allowed);
  }

  void raisesAndLowers_data() {
    QTest::addColumn<QString>("mode");
    QTest::newRow("paper") << "paper";
    QTest::newRow("fast") << "fast";
  }

  void raisesAndLowers() {
    QFETCH(QString, mode);
    const auto model = test::randomModel();
    const auto input = test::randomInput(1, 3, 16).expand({8, 3, 16, 16});
    const double rho = 0.05;
    std::vector<AdversarialTarget> targets;
    for (int c = 0; c < 4; ++c)
      for (const auto direction : {Direction::raise, Direction::lower})
        targets.push_back({c, direction, rho});
    const auto found = adversarialPerturbation(model, input, targets, {.mode = mode.toStdString()});
    const auto before = model.confidences(model.logits(input)),
               after = model.confidences(found.logits);
    for (int i = 0; i < 8; ++i) {
      const auto& asked = targets[static_cast<std::size_t>(i)];
      const double change = (after[i][asked.target] - before[i][asked.target]).item<double>();
      QVERIFY2(asked.direction == Direction::raise ? change > 0 : change < 0, qPrintable(mode));
      // The published loop may end one last step, 1/126 of ρ, outside.
      QVERIFY(found.rhoReached[static_cast<std::size_t>(i)] < rho * 1.01);
      QVERIFY(found.rhoReached[static_cast<std::size_t>(i)] > rho * 0.9);
    }
  }

  /// A step along the first direction must raise the log-odds by what its gradient promises.
  void firstStepFollowsTheGradient() {
    const auto model = test::randomModel();
    const auto input = test::randomInput(1, 3, 16);
    const auto found = adversarialPerturbation(model, input, {{1, Direction::raise, 1e-3}},
                                               {.mode = "fast", .steps = 1});
    const auto x = input.clone().requires_grad_(true);
    const auto target = torch::tensor({1}, torch::kInt64);
    const auto odds = model::logOdds(model, model.logits(x), target);
    const auto gradient = torch::autograd::grad({odds.sum()}, {x}).front();
    const auto cosine = (gradient * found.delta).sum() / (gradient.norm() * found.delta.norm());
    QVERIFY(cosine.item<double>() > 0.9999);
    const double promised = (gradient * found.delta).sum().item<double>();
    const double gained = (model::logOdds(model, found.logits, target) - odds).item<double>();
    QVERIFY2(std::abs(gained / promised - 1) < 0.05,
             qPrintable(QString::number(gained / promised)));
  }

  void aBatchGivesWhatSinglesGive() {
    const auto model = test::randomModel();
    const auto inputs = test::randomInput(3, 3, 16);
    const std::vector<AdversarialTarget> targets = {
        {0, Direction::raise, 0.02}, {1, Direction::lower, 0.05}, {2, Direction::raise, 0.1}};
    for (const char* mode : {"paper", "fast"}) {
      const AdversarialOptions options{.mode = mode};
      const auto together = adversarialPerturbation(model, inputs, targets, options);
      for (int i = 0; i < 3; ++i) {
        const auto alone = adversarialPerturbation(model, inputs.narrow(0, i, 1),
                                                   {targets[static_cast<std::size_t>(i)]}, options);
        QVERIFY(robustness::rmse(together.delta.narrow(0, i, 1) - alone.delta).item<double>() <
                1e-4);
      }
    }
  }

  /// Going back to δ = 0 needs no gradient: the network is not asked at these steps.
  void theNetworkIsAskedOnlyInsideTheBound() {
    const auto model = test::randomModel();
    const auto found = adversarialPerturbation(model, test::randomInput(1, 3, 16),
                                               {{0, Direction::raise, 0.05}}, {});
    const auto& trace = found.traces.front();
    QCOMPARE(trace.front().step, 0);
    QCOMPARE(trace.front().rho, 0.0);
    QCOMPARE(trace.back().step, 35);
    QVERIFY2(trace.size() > 5 && trace.size() < 30, qPrintable(QString::number(trace.size())));
    for (std::size_t i = 0; i + 1 < trace.size(); ++i) QVERIFY(trace[i].rho < 0.05);
    for (std::size_t i = 1; i < trace.size(); ++i) QVERIFY(trace[i].step > trace[i - 1].step);
  }

  void clampKeepsPixelsInRange() {
    const auto model = test::randomModel();
    const explain::Query query{.image = imageOf(test::randomInput(1, 3, 16)[0]),
                               .target = 1,
                               .options = {{"rho", 0.3}, {"clamp", true}}};
    for (const auto* method : {&explain::aeRaise(), &explain::aeLower()}) {
      const auto explanation = method->explain(model, query);
      double least = 0, most = 0;
      cv::minMaxIdx(explanation.perturbed.reshape(1), &least, &most);
      QVERIFY(least >= 0 && most <= 1);
      QVERIFY(explanation.options.at("clamp").get<bool>());
    }
  }

  void theMapIsTheMeanChangeOfTheChannels() {
    const auto model = test::randomModel();
    const explain::Query query{.image = imageOf(test::randomInput(1, 3, 16)[0]), .target = 2};
    const auto explanation = explain::aeLower().explain(model, query);
    const cv::Mat change = explanation.perturbed - explanation.input;
    const auto pixel = change.at<cv::Vec3f>(3, 5);
    QVERIFY(std::abs(explanation.map.at<float>(3, 5) - (pixel[0] + pixel[1] + pixel[2]) / 3) <
            1e-6);
    QVERIFY(explanation.rhoReached);
    QCOMPARE(explanation.confidencesAfter.size(), std::size_t{4});
    QCOMPARE(explanation.trace.back().confidence, double{explanation.confidencesAfter[2]});
  }

  void wrongRequestsAreRefused_data() {
    QTest::addColumn<double>("rho");
    QTest::addColumn<int>("target");
    QTest::addColumn<QString>("mode");
    QTest::addColumn<int>("steps");
    QTest::newRow("rho 0") << 0.0 << 0 << "paper" << 0;
    QTest::newRow("rho below 0") << -0.1 << 0 << "paper" << 0;
    QTest::newRow("rho not a number") << std::nan("") << 0 << "fast" << 0;
    QTest::newRow("class too large") << 0.1 << 4 << "paper" << 0;
    QTest::newRow("class below 0") << 0.1 << -1 << "paper" << 0;
    QTest::newRow("unknown mode") << 0.1 << 0 << "quick" << 0;
    QTest::newRow("steps below 0") << 0.1 << 0 << "fast" << -1;
  }

  void wrongRequestsAreRefused() {
    QFETCH(double, rho);
    QFETCH(int, target);
    QFETCH(QString, mode);
    QFETCH(int, steps);
    const auto model = test::randomModel();
    const AdversarialOptions options{.mode = mode.toStdString(), .steps = steps};
    QVERIFY_THROWS_EXCEPTION(InvalidInput,
                             adversarialPerturbation(model, test::randomInput(1, 3, 16),
                                                     {{target, Direction::raise, rho}}, options));
  }

 private:
  const model::Model& networkNamed(const QString& name, const std::filesystem::path& folder) {
    if (name != m_loadedName) {
      m_loaded.emplace(model::loadModel(folder / ("resnet44-" + name.toStdString() + ".pt")));
      m_loadedName = name;
    }
    return *m_loaded;
  }

  void givesAnExplanationAndAWarning(const model::Model& model, const torch::Tensor& inputs,
                                     double rho) {
    for (std::int64_t i = 0; i < inputs.size(0); ++i) {
      const explain::Query query{
          .image = imageOf(inputs[i]), .target = 3, .options = {{"rho", rho}}};
      const auto explanation = explain::aeRaise().explain(model, query);
      QVERIFY(explanation.rhoReached && *explanation.rhoReached > 0.25 * rho);
      // Without underflow the bound may well be reached; where it is not, a warning says so.
      QCOMPARE(explanation.warnings.empty(), *explanation.rhoReached >= 0.98 * rho);
    }
  }

  QString m_loadedName;
  std::optional<model::Model> m_loaded;
};

QTEST_GUILESS_MAIN(TestAdversarial)
#include "tst_adversarial.moc"
