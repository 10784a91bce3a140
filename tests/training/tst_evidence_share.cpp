// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include <cmath>

#include "base/error.h"
#include "tiny_networks.h"
#include "training/validation.h"

using namespace rho;
using namespace rho::training;

class TestEvidenceShare : public QObject {
  Q_OBJECT

  /// Three quarters of the gradient lie on the first of two pixels, whatever the image.
  static model::Model network(model::Task task = model::Task::singleLabel) {
    auto model = test::matrixModel(torch::tensor({{3.0F, -1.0F}, {0.0F, 0.0F}}), 1, 2, false, task);
    model.network().train(false);
    return model;
  }

  static data::Samples samplesWith(const std::vector<int>& masks) {
    const auto count = std::ssize(masks) / 2;
    return {torch::rand({count, 1, 1, 2}) + torch::tensor({1.0F, 0.0F}),
            torch::zeros({count}, torch::kInt64),
            torch::tensor(masks).to(torch::kUInt8).view({-1, 1, 1, 2})};
  }

  static bool are(const torch::Tensor& shares, const std::vector<double>& expected) {
    return torch::allclose(shares, torch::tensor(expected, torch::kFloat64), 1e-5, 1e-6,
                           /*equal_nan=*/true);
  }

 private slots:
  void sharesOfEachImage_data() {
    QTest::addColumn<bool>("multiLabel");
    QTest::newRow("one class") << false;
    QTest::newRow("several labels") << true;
  }
  void sharesOfEachImage() {
    QFETCH(bool, multiLabel);
    const double unknown = std::nan("");
    const auto shares =
        evidenceOf(network(multiLabel ? model::Task::multiLabel : model::Task::singleLabel),
                   samplesWith({255, 0, 0, 255, 128, 0, 255, 128, 128, 128, 0, 0}));
    QVERIFY(are(shares.inside, {0.75, 0.25, unknown, 0.75, unknown, unknown}));
    QVERIFY(are(shares.outside, {0.25, 0.75, 0.25, unknown, unknown, 1}));
  }

  void meansAreOverTheImagesThatAreMarked() {
    const auto mean = meanEvidence(evidenceOf(network(), samplesWith({0, 128, 128, 0, 128, 128})));
    QVERIFY(!mean.inside);
    QVERIFY(std::abs(*mean.outside - 0.5) < 1e-6);
    const auto none = meanEvidence(evidenceOf(network(), samplesWith({128, 128})));
    QVERIFY(!none.inside && !none.outside);
  }

  void aValidationReportsIt() {
    const auto metrics = validate(network(), samplesWith({255, 0}), {});
    const auto json = toJson(metrics);
    QVERIFY(std::abs(json["evidence_inside"].get<double>() - 0.75) < 1e-6);
    QVERIFY(std::abs(json["evidence_outside"].get<double>() - 0.25) < 1e-6);
    auto without = samplesWith({255, 0});
    without.masks = torch::Tensor();
    QVERIFY(!toJson(validate(network(), without, {})).contains("evidence_inside"));
  }

  void stops() {
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_EXCEPTION_THROWN(
        evidenceOf(network(), samplesWith({0, 0}), JobContext(stop.get_token())), Cancelled);
  }
};

QTEST_GUILESS_MAIN(TestEvidenceShare)
#include "tst_evidence_share.moc"
