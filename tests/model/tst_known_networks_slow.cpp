// SPDX-License-Identifier: Apache-2.0
// Every network of other makers against PyTorch: small images by golden values, images of full size
// and files of torch.save by what tests/model/setup_known_networks.sh wrote.
#include <QtTest>

#include "formula.h"
#include "model/checkpoint.h"

using namespace rho;
using namespace rho::model;
namespace fs = std::filesystem;

namespace {

const nlohmann::json& golden() {
  static const auto rows = readJsonObject(RHO_SOURCE_DIR "/tests/model/known_networks.json");
  return rows;
}

const fs::path data = RHO_SOURCE_DIR "/.deps/known_networks/data";

void addRows() {
  QTest::addColumn<QString>("name");
  for (const auto& [name, row] : golden().items())
    QTest::newRow(name.c_str()) << QString::fromStdString(name);
}

}  // namespace

class TestKnownNetworksSlow : public QObject {
  Q_OBJECT

 private slots:
  void everyNetworkHasGoldenValues();
  void smallImages_data() { addRows(); }
  void smallImages();
  void fullSize_data() { addRows(); }
  void fullSize();
  void savedByPyTorch_data();
  void savedByPyTorch();
  void wholeModules_data();
  void wholeModules();
};

void TestKnownNetworksSlow::everyNetworkHasGoldenValues() {
  for (const auto& known : knownNetworks())
    QVERIFY2(golden().contains(known.name), known.name.c_str());
}

void TestKnownNetworksSlow::smallImages() {
  QFETCH(QString, name);
  const auto row = golden().at(name.toStdString());
  const test::FormulaNetwork made(name.toStdString(), row["channels"], row["side"],
                                  torch::kFloat64);
  const auto images = test::formulaImages(1, row["channels"], row["side"]);
  const auto difference = test::fromGolden(test::answerOf(*made.network, images), row);
  qInfo("logits %.1e, gradient %.1e", difference.logits, difference.gradient);
  QVERIFY(difference.logits < 1e-9);
  QVERIFY(difference.gradient < 1e-9);
}

/// On one thread, as PyTorch computed: in single precision the order of sums decides the sign of
/// some values before a ReLU, and with it the gradient of some pixels.
void TestKnownNetworksSlow::fullSize() {
  at::set_num_threads(1);
  QFETCH(QString, name);
  const auto file = data / (QString(name).replace(' ', '-').toStdString() + ".pt");
  if (!fs::exists(file)) QSKIP("needs PyTorch's answers: tests/model/setup_known_networks.sh");
  const auto expected = readCheckpoint(file).tensors;
  const auto& gradient = expected.at("gradient");
  const auto sizes = gradient.sizes();
  const auto images = test::formulaImages(sizes[0], sizes[1], sizes[2]).to(torch::kFloat32);
  const test::FormulaNetwork made(name.toStdString(), sizes[1], sizes[2], torch::kFloat32);
  const auto answer = test::answerOf(*made.network, images);
  const auto ofLogits = test::largestDifference(answer.logits, expected.at("logits"));
  const auto ofGradient = test::largestDifference(answer.gradient, gradient);
  qInfo("logits %.1e, gradient %.1e", ofLogits, ofGradient);
  QVERIFY(ofLogits < 1e-4);
  QVERIFY(ofGradient < 1e-4);
}

void TestKnownNetworksSlow::savedByPyTorch_data() {
  QTest::addColumn<QString>("file");
  QTest::addColumn<double>("mean");
  QTest::newRow("zip") << "zip.pth" << 0.0;
  QTest::newRow("legacy") << "legacy.pth" << 0.0;
  QTest::newRow("nested, data parallel") << "nested.pth" << 0.0;
  QTest::newRow("robustness, by dill") << "robustness.pt" << 0.4;
}

void TestKnownNetworksSlow::savedByPyTorch() {
  QFETCH(QString, file);
  QFETCH(double, mean);
  const auto path = data / file.toStdString();
  if (!fs::exists(path)) QSKIP("needs PyTorch's files: tests/model/setup_known_networks.sh");
  const auto model = loadModel(path);
  QCOMPARE(model.card().architecture, std::string("cifar-resnet18"));
  QVERIFY(std::abs(model.card().mean[0] - mean) < 1e-6);
  const auto images = test::formulaImages(2, 3, 32);
  const test::FormulaNetwork made("cifar-resnet18", 3, 32, torch::kFloat64);
  const auto expected = made.network->forward(images);
  const auto logits = model.network().forward(images.to(torch::kFloat32));
  QVERIFY(test::largestDifference(logits.to(torch::kFloat64), expected) < 1e-5);
}

void TestKnownNetworksSlow::wholeModules_data() {
  QTest::addColumn<QString>("file");
  QTest::newRow("zip") << "module.pt";
  QTest::newRow("legacy") << "module-legacy.pt";
}

/// TorchXRayVision publishes whole modules.
void TestKnownNetworksSlow::wholeModules() {
  QFETCH(QString, file);
  const auto path = data / file.toStdString();
  if (!fs::exists(path)) QSKIP("needs PyTorch's files: tests/model/setup_known_networks.sh");
  const auto model = loadModel(path);
  const auto& card = model.card();
  QCOMPARE(card.architecture, std::string("densenet121"));
  QVERIFY(card.task == Task::multiLabel);
  QCOMPARE(card.classNames.back(), std::string("Enlarged Cardiomediastinum"));
  QVERIFY(std::abs(card.operatingPoints[0] - 0.1) < 1e-6);
  QVERIFY(std::isnan(card.operatingPoints[3]));
}

QTEST_GUILESS_MAIN(TestKnownNetworksSlow)
#include "tst_known_networks_slow.moc"
