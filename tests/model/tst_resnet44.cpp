// SPDX-License-Identifier: Apache-2.0

#include <QTemporaryDir>
#include <QtTest>

#include "image/array.h"
#include "model/checkpoint.h"
#include "model/tensor.h"
#include "testing/shared.h"

using namespace rho;

namespace {

/// The first count test images as N×3×32×32 in [0,1].
torch::Tensor testImages(const std::filesystem::path& file, std::int64_t count) {
  const auto array = image::readNpz(file, "test_images");
  const auto values = array.as<float>();
  return torch::tensor(at::ArrayRef<float>(values.data(), values.size()))
      .view({-1, 32, 32, 3})
      .slice(0, 0, count)
      .permute({0, 3, 1, 2})
      .contiguous()
      .div(255);
}

torch::Tensor logitsOf(const model::Model& network, const torch::Tensor& images) {
  torch::NoGradGuard noGrad;
  std::vector<torch::Tensor> parts;
  for (const auto& batch : images.split(128)) parts.push_back(network.logits(batch));
  return torch::cat(parts);
}

double largestDifference(const torch::Tensor& a, const torch::Tensor& b) {
  return (a - b).abs().max().item<double>();
}

}  // namespace

/// The four published networks against the values that the published code computes.
class TestResnet44 : public QObject {
  Q_OBJECT

 private slots:
  void logits_data();
  void logits();
  void accuracy_data();
  void accuracy();
  void cardTellsWhatTheFileSays();
  void conversionKeepsTheNetwork();
};

void TestResnet44::logits_data() {
  QTest::addColumn<QString>("name");
  for (const char* name : {"standard", "adv-train", "all", "robust"}) QTest::newRow(name) << name;
}

void TestResnet44::logits() {
  QFETCH(QString, name);
  RHO_SHARED_OR_SKIP(models, "models");
  RHO_SHARED_OR_SKIP(data, "data/cifar10/cifar10-original-part.npz");
  RHO_SHARED_OR_SKIP(golden, "golden/resnet44_logits.npz");
  const auto network = model::loadModel(models / ("resnet44-" + name.toStdString() + ".pt"));
  const auto wanted = image::readNpz(golden, name.toStdString()).as<float>();
  const auto expected =
      torch::tensor(at::ArrayRef<float>(wanted.data(), wanted.size())).view({200, 10});
  const double difference = largestDifference(logitsOf(network, testImages(data, 200)), expected);
  QVERIFY2(difference < 1e-4, qPrintable(QString::number(difference)));
}

void TestResnet44::accuracy_data() {
  QTest::addColumn<double>("wanted");
  QTest::newRow("standard") << 0.9390;
  QTest::newRow("adv-train") << 0.8751;
  QTest::newRow("all") << 0.6775;
  QTest::newRow("robust") << 0.6686;
}

void TestResnet44::accuracy() {
  QFETCH(double, wanted);
  RHO_SHARED_OR_SKIP(models, "models");
  RHO_SHARED_OR_SKIP(data, "data/cifar10/cifar10-original-part.npz");
  const auto labels = image::readNpz(data, "test_labels").as<std::int64_t>();
  const auto truth =
      torch::tensor(at::ArrayRef<std::int64_t>(labels.data(), labels.size())).flatten();
  const auto network =
      model::loadModel(models / (std::string("resnet44-") + QTest::currentDataTag() + ".pt"));
  const auto guesses = logitsOf(network, testImages(data, truth.size(0))).argmax(1);
  QCOMPARE(truth.size(0), std::int64_t{1017});
  const double accuracy = guesses.eq(truth).to(torch::kFloat64).mean().item<double>();
  QVERIFY2(std::abs(accuracy - wanted) < 0.0005, qPrintable(QString::number(accuracy)));
}

void TestResnet44::cardTellsWhatTheFileSays() {
  RHO_SHARED_OR_SKIP(file, "models/resnet44-all.pt");
  const auto card = model::loadModel(file).card();
  QCOMPARE(card.name, std::string("resnet44-all"));
  QCOMPARE(card.classCount(), 10);
  QCOMPARE(card.classNames[3], std::string("cat"));
  QCOMPARE(card.inputWidth, 32);
  QCOMPARE(card.gradCamLayer, std::string("group3"));
  QCOMPARE(card.architectureOptions["blocks"].dump(), std::string("[7,7,7]"));
  QCOMPARE(card.architectureOptions["activation"].get<std::string>(), std::string("half-huber"));
  QCOMPARE(card.training.dump(),
           std::string(R"({"adversarial_training":true,"l2_min":true,"robust_additions":true})"));
  QVERIFY(std::abs(card.mean[0] - 0.4914) < 1e-6);
  QVERIFY(std::abs(card.standardDeviation[2] - 0.261) < 1e-6);
  QCOMPARE(card.sha256.size(), std::size_t{64});
}

void TestResnet44::conversionKeepsTheNetwork() {
  RHO_SHARED_OR_SKIP(file, "models/resnet44-robust.pt");
  QTemporaryDir folder;
  const auto converted = std::filesystem::path(folder.filePath("robust.safetensors").toStdString());
  const auto original = model::loadModel(file);
  model::saveModel(original, converted);
  const auto copy = model::loadModel(converted);
  const auto images = torch::linspace(0, 1, 2 * 3 * 32 * 32).view({2, 3, 32, 32});
  QVERIFY(torch::equal(logitsOf(original, images), logitsOf(copy, images)));
  QCOMPARE(toJson(copy.card()).dump(), toJson(original.card()).dump());
}

QTEST_GUILESS_MAIN(TestResnet44)
#include "tst_resnet44.moc"
