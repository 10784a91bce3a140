// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "base/error.h"
#include "explain/sweep.h"
#include "explain_fixture.h"

using namespace rho;
using explain::Direction;
using explain::evenRhos;
using explain::SweepPoint;
using explain::SweepRequest;

namespace {

image::Image randomImage(int side) {
  const auto pixels = test::randomInput(1, 3, side)[0].permute({1, 2, 0}).contiguous();
  return image::Image(cv::Mat(side, side, CV_32FC3, pixels.data_ptr<float>()).clone(), {});
}

SweepRequest request(std::vector<double> rhos = {0.02, 0.04, 0.06, 0.08}) {
  SweepRequest asked;
  asked.image = randomImage(16);
  asked.target = 1;
  asked.rhos = std::move(rhos);
  asked.wantedRho = 0.05;
  return asked;
}

}  // namespace

class TestSweep : public QObject {
  Q_OBJECT

 private slots:
  void evenRhosEndAtTheLast() {
    const auto rhos = evenRhos(0.3, 3);
    QCOMPARE(rhos.size(), std::size_t{3});
    QVERIFY(std::abs(rhos[0] - 0.1) < 1e-12);
    QCOMPARE(rhos[2], 0.3);
    QVERIFY_THROWS_EXCEPTION(InvalidInput, evenRhos(0, 3));
    QVERIFY_THROWS_EXCEPTION(InvalidInput, evenRhos(0.3, 0));
  }

  void pointsArriveNearestFirstAndAreReturnedInOrder() {
    const auto model = test::randomModel();
    auto asked = request({0.08, 0.02, 0.055, 0.04, 0.02});
    asked.batch = 3;
    std::vector<double> arrived;
    const auto result =
        explain::sweep(model, asked, [&](const SweepPoint& p) { arrived.push_back(p.rho); });
    QCOMPARE(arrived, (std::vector<double>{0.055, 0.055, 0.04, 0.04, 0.08, 0.08, 0.02, 0.02}));
    QCOMPARE(result.points.size(), std::size_t{8});
    const std::vector<double> sorted = {0.02, 0.04, 0.055, 0.08};
    for (std::size_t i = 0; i < 8; ++i) {
      QCOMPARE(result.points[i].rho, sorted[i % 4]);
      QVERIFY(result.points[i].direction == (i < 4 ? Direction::raise : Direction::lower));
    }
  }

  void confidenceRisesAndFallsFromWhereItWas() {
    const auto model = test::randomModel();
    const auto result = explain::sweep(model, request(), {});
    double raised = result.confidencesBefore[1], lowered = raised;
    for (const auto& point : result.points) {
      auto& last = point.direction == Direction::raise ? raised : lowered;
      const double confidence = point.confidences[1];
      QVERIFY(point.direction == Direction::raise ? confidence > last : confidence < last);
      last = confidence;
      QVERIFY(std::abs(point.rhoReached - point.rho) < 0.1 * point.rho);
      QCOMPARE(point.perturbed.size(), result.input.size());
      QCOMPARE(point.perturbed.type(), result.input.type());
    }
  }

  void theFlipIsWhereAnotherClassLeads() {
    const auto model = test::randomModel();
    auto asked = request(evenRhos(0.3, 6));
    const auto input = model.input(asked.image);
    asked.target = static_cast<int>(model.logits(input).argmax(1).item<std::int64_t>());
    asked.directions = {Direction::lower};
    const auto result = explain::sweep(model, asked, {});
    const auto leads = [&](const std::vector<float>& confidences) {
      return std::max_element(confidences.begin(), confidences.end()) - confidences.begin() ==
             asked.target;
    };
    const auto first =
        std::find_if(result.points.begin(), result.points.end(),
                     [&](const SweepPoint& point) { return !leads(point.confidences); });
    QVERIFY(first != result.points.end());
    const double before = first == result.points.begin() ? 0 : std::prev(first)->rhoReached;
    QVERIFY(result.flipRho && *result.flipRho > before && *result.flipRho <= first->rhoReached);
    QVERIFY(result.betterThanRandomRho && *result.betterThanRandomRho > 0);
  }

  void raisingAloneKnowsOfNoFlip() {
    auto asked = request();
    asked.directions = {Direction::raise};
    const auto result = explain::sweep(test::randomModel(), asked, {});
    QVERIFY(!result.flipRho && !result.betterThanRandomRho);
  }

  void theBatchChangesNothing() {
    const auto model = test::randomModel();
    auto asked = request();
    asked.batch = 1;
    const auto one = explain::sweep(model, asked, {});
    asked.batch = 8;
    const auto all = explain::sweep(model, asked, {});
    for (std::size_t i = 0; i < one.points.size(); ++i)
      QVERIFY(cv::norm(one.points[i].perturbed, all.points[i].perturbed, cv::NORM_INF) < 1e-3);
  }

  void stoppingKeepsWhatIsDone() {
    std::stop_source stop;
    std::vector<double> arrived;
    auto asked = request();
    asked.batch = 2;
    asked.wantedRho = 0.045;
    const auto sink = [&](const SweepPoint& point) {
      arrived.push_back(point.rho);
      if (arrived.size() == 2) stop.request_stop();
    };
    QVERIFY_THROWS_EXCEPTION(
        Cancelled, explain::sweep(test::randomModel(), asked, sink, JobContext(stop.get_token())));
    QCOMPARE(arrived, (std::vector<double>{0.04, 0.04}));
  }

  void stoppedBeforeTheStartDoesNothing() {
    std::stop_source stop;
    stop.request_stop();
    const auto sink = [](const SweepPoint&) { QFAIL("computed a point"); };
    QVERIFY_THROWS_EXCEPTION(Cancelled, explain::sweep(test::randomModel(), request(), sink,
                                                       JobContext(stop.get_token())));
  }

  void wrongRequestsAreRefused_data() {
    QTest::addColumn<QString>("wrong");
    for (const char* name :
         {"rho", "nan", "none", "directions", "target", "mode", "batch", "image"})
      QTest::newRow(name) << name;
  }

  void wrongRequestsAreRefused() {
    QFETCH(QString, wrong);
    auto asked = request();
    if (wrong == "rho") asked.rhos.push_back(0);
    if (wrong == "nan") asked.rhos = {std::nan("")};
    if (wrong == "none") asked.rhos.clear();
    if (wrong == "directions") asked.directions.clear();
    if (wrong == "target") asked.target = 4;
    if (wrong == "mode") asked.mode = "quick";
    if (wrong == "batch") asked.batch = -1;
    if (wrong == "image") asked.image = image::Image();
    QVERIFY_THROWS_EXCEPTION(InvalidInput, explain::sweep(test::randomModel(), asked, {}));
  }
};

QTEST_GUILESS_MAIN(TestSweep)
#include "tst_sweep.moc"
