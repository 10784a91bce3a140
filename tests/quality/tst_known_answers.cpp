// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include <cmath>

#include "quality_fixture.h"

using namespace rho;
using quality::Case;
using quality::metricNamed;

namespace {

double valueOf(const std::string& metric, const Case& subject, const nlohmann::json& options = {}) {
  return metricNamed(metric).measure(subject, options)->value;
}

bool close(double found, double expected, double tolerance = 1e-6) {
  const bool fits = std::abs(found - expected) <= tolerance;
  if (!fits) qWarning("found %.9f, expected %.9f", found, expected);
  return fits;
}

/// 1×1×2×2 with the values 1 to 4; the weights make the logit their sum.
struct FourPixels {
  torch::Tensor weights = torch::ones({1, 2, 2});
  model::Model model = test::linearModel(weights);
  torch::Tensor input = torch::tensor({0.1F, 0.2F, 0.3F, 0.4F}).view({1, 1, 2, 2});
  Case subject = test::caseOf(model, input, input[0][0].clone());
  static double confidence(double logit) { return 1 / (1 + std::exp(-2 * logit)); }
};

}  // namespace

/// Cases small enough to be worked out by hand.
class TestKnownAnswers : public QObject {
  Q_OBJECT

 private slots:
  void pixelFlipping() {
    const FourPixels four;
    const double expected = (0.6 / 2 + 0.3 + 0.1 + 0.0 / 2) / 3;
    QVERIFY(close(valueOf("pixel-flipping", four.subject, {{"value", "logit"}}), expected));
    const auto measured =
        metricNamed("pixel-flipping").measure(four.subject, {{"value", "logit"}, {"pixels", 3}});
    QCOMPARE(measured->curve.size(), std::size_t{2});
    QVERIFY(close(measured->curve[0], 0.1) && close(measured->curve[1], 0));
  }

  void deletionAndInsertion() {
    const FourPixels four;
    const auto p = FourPixels::confidence;
    const double deleted = (p(1) / 2 + p(0.6) + p(0.3) + p(0.1) + p(0) / 2) / 4;
    QVERIFY(close(valueOf("deletion", four.subject, {{"steps", 4}}), deleted));
    const double inserted = (p(0) / 2 + p(0.4) + p(0.7) + p(0.9) + p(1) / 2) / 4;
    const nlohmann::json options = {{"steps", 4}, {"baseline", "black"}};
    QVERIFY(close(valueOf("insertion", four.subject, options), inserted));
  }

  /// The order of a signed map: 0.4 against the class comes last, first, or among those at zero.
  void signOfTheMap() {
    FourPixels four;
    four.subject.map[1][1] = -0.4F;
    const auto afterOne = [&](const char* sign) {
      return metricNamed("pixel-flipping")
          .measure(four.subject, {{"value", "logit"}, {"sign", sign}})
          ->curve.front();
    };
    QVERIFY(close(afterOne("signed"), 0.7));
    QVERIFY(close(afterOne("positive"), 0.7));
    QVERIFY(close(afterOne("absolute"), 0.6));
  }

  void betterMapsGetBetterValues() {
    const auto weights = torch::linspace(-1, 1, 64).view({1, 8, 8});
    const auto model = test::linearModel(weights);
    const auto input = torch::full({1, 1, 8, 8}, 0.5F);
    const auto truth = (weights[0] * 0.5F).clone();
    const auto right = test::caseOf(model, input, truth);
    const auto wrong = test::caseOf(model, input, -truth);
    for (const auto* id : {"deletion", "insertion", "pixel-flipping", "road", "road-lerf"}) {
      const auto& info = metricNamed(id).info();
      const double sign = info.better == quality::Better::higher ? 1 : -1;
      nlohmann::json options = {{"sign", "signed"}};
      if (std::string(id) == "insertion") options["baseline"] = "black";
      QVERIFY2(sign * (valueOf(id, right, options) - valueOf(id, wrong, options)) > -1e-9, id);
    }
  }

  /// The contributions of a linear network are exact: infidelity 0, whatever the map's scale.
  void infidelityOfALinearNetwork() {
    const auto weights = torch::linspace(-1, 2, 64).view({1, 8, 8});
    const auto model = test::linearModel(weights);
    const auto input = test::randomInput(1, 1, 8);
    const auto exact = (weights[0] * input[0][0]).clone();
    const nlohmann::json unscaled = {{"scale", false}, {"square", 3}};
    QVERIFY(close(valueOf("infidelity", test::caseOf(model, input, exact), unscaled), 0, 1e-9));
    const auto larger = test::caseOf(model, input, 5 * exact);
    QVERIFY(valueOf("infidelity", larger, unscaled) > 0.1);
    QVERIFY(close(valueOf("infidelity", larger, {{"square", 3}}), 0, 1e-9));
  }

  void pointingGame_data() {
    QTest::addColumn<int>("row");
    QTest::addColumn<double>("tolerance");
    QTest::addColumn<double>("expected");
    QTest::newRow("inside") << 5 << 0.0 << 1.0;
    QTest::newRow("beside") << 8 << 0.0 << 0.0;
    QTest::newRow("near enough") << 8 << 2.0 << 1.0;
    QTest::newRow("not near enough") << 8 << 1.9 << 0.0;
  }

  void pointingGame() {
    QFETCH(int, row);
    QFETCH(double, tolerance);
    QFETCH(double, expected);
    const auto model = test::linearModel(torch::ones({1, 10, 10}));
    auto subject = test::caseOf(model, torch::zeros({1, 1, 10, 10}), torch::zeros({10, 10}));
    subject.evidence = torch::zeros({10, 10}, torch::kBool);
    subject.evidence.slice(0, 4, 7).slice(1, 2, 5).fill_(true);
    subject.map[row][3] = 1;
    QCOMPARE(valueOf("pointing-game", subject, {{"tolerance", tolerance}}), expected);
  }

  void overlapAndEnergy() {
    const auto model = test::linearModel(torch::ones({1, 10, 10}));
    auto subject = test::caseOf(model, torch::zeros({1, 1, 10, 10}), torch::zeros({10, 10}));
    subject.evidence = torch::zeros({10, 10}, torch::kBool);
    subject.evidence.slice(0, 0, 2).fill_(true);  // 20 pixels
    subject.map.slice(0, 1, 3).fill_(1);          // 20 pixels, 10 of them in the evidence
    QVERIFY(close(valueOf("iou", subject), 10.0 / 30));
    QVERIFY(close(valueOf("energy-inside", subject), 0.5));
    subject.map.slice(0, 5, 6).fill_(-1);
    QVERIFY(close(valueOf("energy-inside", subject), 0.5));
    QVERIFY(close(valueOf("energy-inside", subject, {{"sign", "absolute"}}), 1.0 / 3));
    subject.map.zero_();
    QVERIFY(close(valueOf("energy-inside", subject), 0.2));
  }

  /// A map that does not depend on the network stays as it is, one that is its weights does not.
  void randomisation() {
    const auto model = test::randomModel();
    auto subject =
        test::caseOf(model, test::randomInput(1, 3, 16), test::randomInput(1, 1, 16)[0][0]);
    subject.explain = [&](const model::Model&, const torch::Tensor&, const JobContext&) {
      return subject.map;
    };
    QVERIFY(close(valueOf("randomisation", subject), 1, 1e-9));
    subject.explain = quality::mapFunction(explain::explainerNamed("saliency"), 0, 3, nullptr);
    subject.map = subject.explain(model, subject.input, {});
    const double found = valueOf("randomisation", subject);
    QVERIFY2(found < 0.6, qPrintable(QString::number(found)));
    QVERIFY(close(valueOf("stability", subject, {{"sigma", 1e-6}}), 1, 1e-3));
    QVERIFY(valueOf("max-sensitivity", subject, {{"radius", 1e-6}}) < 1e-2);
  }
};

QTEST_GUILESS_MAIN(TestKnownAnswers)
#include "tst_known_answers.moc"
