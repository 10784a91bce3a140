// SPDX-License-Identifier: Apache-2.0
// For each check a network that must fail it, and one that must pass.
#include "preflight/function_network.h"

#include <QtTest>

#include "base/error.h"
#include "image/read_image.h"
#include "model/checkpoint.h"
#include "preflight/preflight.h"
#include "testing/scratch.h"
#include "testing/shared.h"

using namespace rho;
using namespace rho::test;
using preflight::Finding;

namespace {

using Function = FunctionNetwork::Function;

std::optional<Finding> named(const std::vector<Finding>& findings, const QString& title) {
  for (const auto& finding : findings)
    if (finding.title == title.toStdString()) return finding;
  return std::nullopt;
}

std::vector<Finding> allFindings(const model::Model& model,
                                 const image::Image& image = noisyPicture()) {
  auto findings = preflight::checkImage(model, image, {});
  for (auto& finding : preflight::checkNetwork(model, {}, {})) findings.push_back(finding);
  return findings;
}

model::Model modelOf(Function logits, Function first = {}, model::ModelCard card = smallCard()) {
  return model::Model(std::move(card), std::make_shared<FunctionNetwork>(logits, first));
}

torch::Tensor perChannel(std::vector<float> values) {
  return torch::tensor(values).view({1, 3, 1, 1});
}

torch::Tensor imageNetNormalised(const torch::Tensor& x) {
  return (x - perChannel({0.485f, 0.456f, 0.406f})) / perChannel({0.229f, 0.224f, 0.225f});
}

model::ModelCard imageNetCard() {
  auto card = smallCard();
  card.mean = {0.485, 0.456, 0.406};
  card.standardDeviation = {0.229, 0.224, 0.225};
  return card;
}

torch::Tensor rounded(const torch::Tensor& x) {
  return x + ((x * 4).round() / 4 - x).detach();  // as in training with quantisation
}

/// A plain network below a ripple that is too fine to matter and too steep for gradients.
torch::Tensor rippled(const torch::Tensor& x) {
  const auto ripple =
      (1e-3 * torch::sin(1e6 * x + torch::arange(192).view({1, 3, 8, 8}))).sum({1, 2, 3});
  return plainLogits(x) + torch::stack({ripple, -ripple}, 1);
}

torch::Tensor batchNormed(const torch::Tensor& x) {
  return plainLogits((x - x.mean({0, 2, 3}, true)) / x.std({0, 2, 3}, true, true));
}

}  // namespace

class TestPreflight : public QObject {
  Q_OBJECT
 private slots:
  void init() { torch::manual_seed(1); }

  void wellIsWell() {
    const auto findings =
        allFindings(modelOf(plainLogits, [](const auto& x) { return x.clone(); }));
    QStringList titles;
    for (const auto& finding : findings) {
      titles << QString::fromStdString(finding.title);
      QVERIFY2(finding.passed, finding.text().c_str());
    }
    QCOMPARE(titles,
             QStringList({"Input", "Normalisation", "Numbers", "Gradient", "Gradient masking",
                          "Classes", "Repeatability", "Evaluation mode", "Double normalisation"}));
  }

  void faultsAreFound_data() {
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("title");
    const auto row = [](const char* fault, const char* title) {
      QTest::newRow(fault) << fault << title;
    };
    row("detached", "Gradient");
    row("flat", "Gradient");
    row("infinite", "Numbers");
    row("random", "Repeatability");
    row("batch statistics", "Evaluation mode");
    row("three outputs", "Classes");
    row("rounded", "Gradient masking");
    row("rippled", "Gradient masking");
    row("mean for 255", "Normalisation");
    row("far from mean", "Normalisation");
    row("twice", "Double normalisation");
    row("divides by 255", "Double normalisation");
    row("enlarged", "Input");
    row("distorted", "Input");
  }
  void faultsAreFound() {
    QFETCH(QString, fault);
    QFETCH(QString, title);
    const std::map<QString, Function> functions = {
        {"detached", [](const auto& x) { return plainLogits(x).detach(); }},
        {"flat", [](const auto& x) { return plainLogits(x * 0); }},
        {"infinite", [](const auto& x) { return plainLogits(x) / 0.0; }},
        {"random",
         [](const auto& x) {
           return plainLogits(x) + torch::rand({x.size(0), 2});
         }},
        {"batch statistics", batchNormed},
        {"three outputs",
         [](const auto& x) {
           return torch::cat({plainLogits(x), x.sum({1, 2, 3}).unsqueeze(1)}, 1);
         }},
        {"rounded", [](const auto& x) { return plainLogits(rounded(x)); }},
        {"rippled", rippled}};
    auto card = smallCard();
    Function first;
    if (fault == "mean for 255") card.mean = {123.7, 116.3, 103.5};
    if (fault == "far from mean") {
      card.mean = {0.9, 0.9, 0.9};
      card.standardDeviation = {0.05, 0.05, 0.05};
    }
    if (fault == "twice") {
      card = imageNetCard();
      first = imageNetNormalised;
    }
    if (fault == "divides by 255") first = [](const auto& x) { return x / 255; };
    const auto image = fault == "enlarged"    ? noisyPicture(1, 1)
                       : fault == "distorted" ? noisyPicture(8, 24)
                                              : noisyPicture();
    const auto logits = functions.contains(fault) ? functions.at(fault) : Function(plainLogits);
    const auto found = named(allFindings(modelOf(logits, first, card), image), title);
    QVERIFY(found);
    QVERIFY2(!found->passed, found->text().c_str());
    QVERIFY(found->text().size() > 20);
  }

  /// What only looks like a fault.
  void harmlessIsNoFault_data() {
    QTest::addColumn<QString>("what");
    QTest::newRow("normalises itself, and the card does not") << "own";
    QTest::newRow("divides by 255, and the card multiplies") << "scaled";
    QTest::newRow("a norm of normalised values") << "norm";
    QTest::newRow("no normalisation of its own") << "none";
  }
  void harmlessIsNoFault() {
    QFETCH(QString, what);
    auto card = what == "norm" || what == "none" ? imageNetCard() : smallCard();
    if (what == "scaled") card.standardDeviation = {1 / 255.0, 1 / 255.0, 1 / 255.0};
    const std::map<QString, Function> firsts = {
        {"own", imageNetNormalised},
        {"scaled", [](const auto& x) { return x / 255; }},
        {"norm", [](const auto& x) { return (x - 0.02) / 1.1; }},
        {"none", [](const auto& x) { return torch::relu(x); }}};
    const auto model = modelOf(plainLogits, firsts.at(what), card);
    const auto found = named(preflight::checkNetwork(model, {}, {}), "Double normalisation");
    QVERIFY(found);
    QVERIFY2(found->passed, found->text().c_str());
  }

  void aNetworkThatFailsIsAFinding() {
    const auto model = modelOf([](const torch::Tensor& x) { return x.view({1, 7}); });
    const auto findings = allFindings(model);
    const auto found = named(findings, "Classes");
    QVERIFY(found && !found->passed);
    QVERIFY2(QString::fromStdString(found->text()).contains("shape"), found->text().c_str());
  }

  void canBeStopped() {
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_EXCEPTION_THROWN(
        preflight::checkNetwork(modelOf(plainLogits), {}, JobContext(stop.get_token())), Cancelled);
  }

  void tellsItForCards() {
    const auto json = preflight::toJson({{"Gradient", false, {"One.", "Two."}}}, "case 1");
    QCOMPARE(json.dump(), std::string(R"({"checks":[{"check":"Gradient","found":"One. Two.",)"
                                      R"("passed":false}],"image":"case 1"})"));
  }

  /// Real networks, robust and not, on real images.
  void publishedNetworksPass_data() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"standard", "adv-train", "all", "robust"}) QTest::newRow(name) << name;
  }
  void publishedNetworksPass() {
    QFETCH(QString, name);
    RHO_SHARED_OR_SKIP(images, "data/cifar10/cifar10-original-part.npz");
    const auto file = sharedPath("models/resnet44-" + name.toStdString() + ".pt");
    if (file.empty()) QSKIP("the published networks are not there");
    const auto model = model::loadModel(file);
    for (int i = 0; i < 4; ++i) {
      const auto image = image::readImage(images.string() + ":test_images#" + std::to_string(i));
      for (const auto& finding : allFindings(model, image)) {
        QVERIFY2(finding.passed, finding.text().c_str());
      }
    }
  }
};

QTEST_GUILESS_MAIN(TestPreflight)
#include "tst_preflight.moc"
