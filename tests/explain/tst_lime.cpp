// SPDX-License-Identifier: Apache-2.0
#include <torch/script.h>

#include <QTemporaryDir>
#include <QtTest>

#include "base/error.h"
#include "explain/lime_evaluation.h"
#include "explain/lime_sampler.h"
#include "explain/lime_surrogate.h"
#include "explain_fixture.h"
#include "model/checkpoint.h"
#include "model/torchscript_network.h"
#include "testing/shared.h"

using namespace rho;

namespace {

/// One case of golden/lime.npz: what marcotcr/lime 0.2.0.1 computed.
struct GoldenCase {
  cv::Mat segments;
  cv::Mat1b samples;
  std::vector<double> probabilities, coefficients;
  int target = 0;
  double intercept = 0, score = 0;
};

GoldenCase goldenCase(const std::filesystem::path& path, const std::string& name) {
  const auto numbers = [&](const char* key) {
    return image::readNpz(path, name + "/" + key).as<double>();
  };
  GoldenCase result;
  const auto segments = numbers("segments");
  cv::Mat(32, 32, CV_64F, const_cast<double*>(segments.data())).convertTo(result.segments, CV_32S);
  result.probabilities = numbers("probabilities");
  result.coefficients = numbers("coefficients");
  const auto samples = numbers("samples");
  cv::Mat(static_cast<int>(result.probabilities.size()),
          static_cast<int>(result.coefficients.size()), CV_64F, const_cast<double*>(samples.data()))
      .convertTo(result.samples, CV_8U);
  result.target = static_cast<int>(numbers("class").front());
  result.intercept = numbers("intercept").front();
  result.score = numbers("score").front();
  return result;
}

double worst(const std::vector<double>& a, const std::vector<double>& b) {
  if (a.size() != b.size()) return std::numeric_limits<double>::infinity();
  double result = 0;
  for (std::size_t i = 0; i < a.size(); ++i) result = std::max(result, std::abs(a[i] - b[i]));
  return result;
}

/// 0.3 + 0.5·(superpixel 2) - 0.2·(superpixel 7): what a network might answer.
std::vector<double> linearAnswers(const cv::Mat1b& samples) {
  std::vector<double> answers;
  for (int row = 0; row < samples.rows; ++row)
    answers.push_back(0.3 + 0.5 * samples(row, 2) - 0.2 * samples(row, 7));
  return answers;
}

/// Convolutions of the shapes of a ResNet as TorchScript, for images of 3×96×96.
model::Model foreignModel(const std::filesystem::path& path) {
  const auto weight = [](std::vector<std::int64_t> shape, double scale) {
    auto generator = at::make_generator<at::CPUGeneratorImpl>(3);
    return torch::randn(shape, generator) * scale;
  };
  torch::jit::Module net("Net");
  net.register_parameter("stem", weight({64, 3, 7, 7}, 0.1), false);
  net.register_parameter("block", weight({64, 64, 3, 3}, 0.06), false);
  net.register_parameter("head", weight({64, 3}, 0.5), false);
  net.define(
      "def forward(self, x):\n"
      "    x = torch.max_pool2d(torch.relu(torch.conv2d(x, self.stem, None, [4, 4])), [2, 2])\n"
      "    x = torch.relu(x + torch.conv2d(x, self.block, None, [1, 1], [1, 1]))\n"
      "    return torch.matmul(torch.mean(x, [2, 3]), self.head)\n");
  net.save(path.string());
  model::ModelCard card;
  card.classNames = {"a", "b", "c"};
  card.inputWidth = card.inputHeight = 96;
  card.inputChannels = 3;
  card.mean = {0.4, 0.5, 0.6};
  card.standardDeviation = {0.2, 0.25, 0.3};
  return model::Model(card, std::make_shared<model::TorchScriptNetwork>(path));
}

}  // namespace

class TestLime : public QObject {
  Q_OBJECT

 private slots:
  void golden_data() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"standard/0", "standard/1", "standard/2", "all/0", "all/1", "all/2"})
      QTest::newRow(name) << name;
  }

  /// The same samples and probabilities give the package's numbers within 1e-6.
  void golden() {
    QFETCH(QString, name);
    RHO_SHARED_OR_SKIP(path, "golden/lime.npz");
    const auto expected = goldenCase(path, name.toStdString());
    const auto fit =
        explain::fitLimeSurrogate(expected.samples, expected.probabilities,
                                  explain::limeWeights(expected.samples, 0.25), 100000);
    qInfo("coefficients within %.2g, intercept %.2g, score %.2g",
          worst(fit.coefficients, expected.coefficients),
          std::abs(fit.intercept - expected.intercept), std::abs(fit.score - expected.score));
    QVERIFY(worst(fit.coefficients, expected.coefficients) < 1e-6);
    QVERIFY(std::abs(fit.intercept - expected.intercept) < 1e-6);
    QVERIFY(std::abs(fit.score - expected.score) < 1e-6);
  }

  void goldenThroughOurNetwork_data() { golden_data(); }

  /// With the probabilities of our own network and our own pictures: within 1e-5, since the network
  /// computes in single precision (its probabilities differ by up to 4e-6).
  void goldenThroughOurNetwork() {
    QFETCH(QString, name);
    RHO_SHARED_OR_SKIP(path, "golden/lime.npz");
    RHO_SHARED_OR_SKIP(images, "data/cifar10/cifar10-original-part.npz");
    RHO_SHARED_OR_SKIP(folder, "models");
    const auto expected = goldenCase(path, name.toStdString());
    const auto model =
        model::loadModel(folder / ("resnet44-" + name.split('/').first().toStdString() + ".pt"));
    const auto input = test::cifarInput(images, 3).narrow(0, name.split('/').last().toInt(), 1);
    const explain::SuperpixelHider hider(input, expected.segments,
                                         explain::meanColours(input, expected.segments));
    const auto ours =
        explain::confidencesOfSamples(model, hider, expected.samples, expected.target);
    const auto fit = explain::fitLimeSurrogate(
        expected.samples, ours, explain::limeWeights(expected.samples, 0.25), 100000);
    qInfo("probabilities within %.2g, coefficients %.2g, score %.2g",
          worst(ours, expected.probabilities), worst(fit.coefficients, expected.coefficients),
          std::abs(fit.score - expected.score));
    QVERIFY(worst(ours, expected.probabilities) < 1e-4);
    QVERIFY(worst(fit.coefficients, expected.coefficients) < 1e-5);
    QVERIFY(std::abs(fit.score - expected.score) < 1e-4);
  }

  void recoversALinearFunction_data() {
    QTest::addColumn<int>("features");
    QTest::newRow("forward selection") << 2;
    QTest::newRow("highest weights") << 7;
    QTest::newRow("all") << 100000;
  }

  void recoversALinearFunction() {
    QFETCH(int, features);
    const auto samples = explain::limeSamples(2000, 10, 3);
    const auto fit = explain::fitLimeSurrogate(samples, linearAnswers(samples),
                                               explain::limeWeights(samples, 0.25), features);
    // The ridge pulls coefficients towards zero: by α over the weighted count, about one percent.
    QVERIFY(std::abs(fit.coefficients[2] - 0.5) < 0.02);
    QVERIFY(std::abs(fit.coefficients[7] + 0.2) < 0.01);
    QVERIFY(std::abs(fit.coefficients[0]) < 0.01);
    QVERIFY(fit.score > 0.999);
    const auto used = std::count_if(fit.coefficients.begin(), fit.coefficients.end(),
                                    [](double c) { return c != 0; });
    QVERIFY(used <= features);
  }

  void samplesAreFairAndSeeded() {
    const auto samples = explain::limeSamples(1000, 20, 1);
    QCOMPARE(cv::countNonZero(samples.row(0)), 20);
    QVERIFY(std::abs(cv::mean(samples.rowRange(1, 1000))[0] - 0.5) < 0.02);
    QCOMPARE(cv::norm(samples, explain::limeSamples(1000, 20, 1), cv::NORM_L1), 0.0);
    QVERIFY(cv::norm(samples, explain::limeSamples(1000, 20, 2), cv::NORM_L1) > 0);
  }

  void equalRowsAreFound() {
    const auto samples = explain::limeSamples(200, 3, 9);
    const auto distinct = explain::distinctRows(samples);
    QCOMPARE(distinct.rows.rows, 8);
    for (int row = 0; row < samples.rows; ++row)
      QCOMPARE(
          cv::norm(samples.row(row),
                   distinct.rows.row(distinct.index[static_cast<std::size_t>(row)]), cv::NORM_L1),
          0.0);
  }

  void weightsFallWithTheDistance() {
    cv::Mat1b samples = cv::Mat1b::zeros(3, 4);
    samples.row(0) = 1;
    samples(1, 2) = 1;
    const auto weights = explain::limeWeights(samples, 0.25);
    QCOMPARE(weights[0], 1.0);
    QVERIFY(std::abs(weights[1] - std::sqrt(std::exp(-0.25 / 0.0625))) < 1e-12);
    QVERIFY(std::abs(weights[2] - std::sqrt(std::exp(-1 / 0.0625))) < 1e-12);
  }

  void hiddenSuperpixelsShowTheirMeanColour() {
    const auto input = test::randomInput(1, 3, 4);
    cv::Mat segments(4, 4, CV_32S, cv::Scalar(0));
    segments.colRange(2, 4) = 1;
    const explain::SuperpixelHider hider(input, segments, explain::meanColours(input, segments));
    cv::Mat1b samples = cv::Mat1b::ones(2, 2);
    samples(1, 1) = 0;
    const auto images = hider.images(samples, 0, 2);
    QVERIFY(torch::equal(images[0], input[0]));
    QVERIFY(torch::equal(images[1].narrow(2, 0, 2), input[0].narrow(2, 0, 2)));
    const auto mean = input[0].narrow(2, 2, 2).mean({1, 2}, true);
    QVERIFY(torch::allclose(images[1].narrow(2, 2, 2), mean.expand({3, 4, 2})));
  }

  /// Batching and skipping equal rows must not change an answer.
  void answersDoNotDependOnBatches() {
    const auto model = test::randomModel();
    const auto input = test::randomInput(1, 3, 16);
    cv::Mat segments(16, 16, CV_32S, cv::Scalar(0));
    segments.colRange(5, 11) = 1;
    segments.colRange(11, 16) = 2;
    const explain::SuperpixelHider hider(input, segments, torch::zeros_like(input));
    const auto samples = explain::limeSamples(30, 3, 4);
    const auto answers = explain::confidencesOfSamples(model, hider, samples, 1);
    for (int row = 0; row < samples.rows; ++row) {
      const auto single = model.confidences(model.logits(hider.images(samples, row, row + 1)));
      QVERIFY(std::abs(answers[static_cast<std::size_t>(row)] - single[0][1].item<double>()) <
              1e-5);
    }
  }

  /// Foreign networks: single precision gives the ordinary answers, and the faster precision, where
  /// the processor has it, is found and does no harm.
  void foreignNetworksInBothPrecisions() {
    const QTemporaryDir folder;
    const auto model = foreignModel(folder.filePath("net.pt").toStdString());
    const auto input = test::randomInput(1, 3, 96);
    cv::Mat segments(96, 96, CV_32S);
    for (int i = 0; i < 96 * 96; ++i)
      segments.at<int>(i / 96, i % 96) = i / 96 / 24 * 4 + i % 96 / 24;
    const explain::SuperpixelHider hider(input, segments, torch::zeros_like(input));
    const auto samples = explain::limeSamples(40, 16, 4);
    const auto single = explain::confidencesOfSamples(model, hider, samples, 1);
    const torch::NoGradGuard noGrad;
    const auto plain = model.confidences(model.logits(hider.images(samples, 0, samples.rows)));
    for (int row = 0; row < samples.rows; ++row)
      QVERIFY(std::abs(single[static_cast<std::size_t>(row)] - plain[row][1].item<double>()) <
              1e-5);
    const auto suitable = explain::suitablePrecision(model, hider, samples, 1);
    QCOMPARE(suitable == explain::Precision::bfloat16, model::processorHasBfloat16());
    const auto fast = explain::confidencesOfSamples(model, hider, samples, 1, suitable);
    QVERIFY(worst(fast, single) < 0.02);
    QVERIFY(fast == explain::confidencesOfSamples(model, hider, samples, 1, suitable));
  }

  void badInputIsRefused() {
    const auto samples = explain::limeSamples(20, 4, 0);
    const auto weights = explain::limeWeights(samples, 0.25);
    const std::vector<double> answers(20, 0.5), tooFew(19, 0.5);
    auto notANumber = answers;
    notANumber[3] = std::nan("");
    QVERIFY_THROWS_EXCEPTION(InvalidInput, explain::fitLimeSurrogate(samples, tooFew, weights, 10));
    QVERIFY_THROWS_EXCEPTION(InvalidInput,
                             explain::fitLimeSurrogate(samples, notANumber, weights, 10));
    QVERIFY_THROWS_EXCEPTION(InvalidInput, explain::fitLimeSurrogate(samples, answers, weights, 0));
    const auto input = test::randomInput(1, 3, 8);
    const cv::Mat segments(4, 4, CV_32S, cv::Scalar(0)), negative(8, 8, CV_32S, cv::Scalar(-1));
    QVERIFY_THROWS_EXCEPTION(InvalidInput, explain::SuperpixelHider(input, segments, input));
    QVERIFY_THROWS_EXCEPTION(InvalidInput, explain::countSuperpixels(negative));
  }

  /// Columns that are always equal leave a system without a unique solution.
  void dependentColumnsAreSurvived() {
    cv::Mat1b samples = explain::limeSamples(100, 4, 2);
    samples.col(1) = 1;
    samples.col(0).copyTo(samples.col(3));
    std::vector<double> answers;
    for (int row = 0; row < 100; ++row) answers.push_back(samples(row, 2));
    const auto fit =
        explain::fitLimeSurrogate(samples, answers, explain::limeWeights(samples, 0.25), 4);
    QVERIFY(fit.score > 0.9);
  }
};

QTEST_GUILESS_MAIN(TestLime)
#include "tst_lime.moc"
