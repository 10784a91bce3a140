// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch's headers come before Qt's: they use Qt's keywords as names.
#include "workbench/faulty_network.h"
#include "workbench/inspect/sweep_retry.h"
#include "workbench/inspect/thrifty_network.h"
#include "workbench/network/layer_survey.h"

#include <QtTest>

#include "base/error.h"

using namespace rho;
using namespace rho::workbench;
using namespace rho::test;

namespace {

std::map<std::string, LayerSummary> surveyed(const model::Model& model, double seconds = 100) {
  std::map<std::string, LayerSummary> found;
  surveyLayers(model, picture(), 0, seconds,
               [&](LayerSummary layer) { found[layer.name] = std::move(layer); }, {});
  return found;
}

}  // namespace

class TestNetworkSurvey : public QObject {
  Q_OBJECT
 private slots:
  /// LibTorch's own seed differs from run to run.
  void init() { torch::manual_seed(1); }

  void seesWhatLayersAre() {
    const model::Model model(faultyCard(), std::make_shared<FaultyNetwork>());
    auto found = surveyed(model);
    QCOMPARE(found.size(), std::size_t(4));
    QCOMPARE(found["image"].shape, (std::vector<int>{2, 6, 6}));
    QVERIFY(found["image"].spatial && !found["image"].dead && !found["image"].silent);
    QCOMPARE(found["image"].activation.size(), cv::Size(6, 6));
    QVERIFY(found["zero"].dead);
    QVERIFY(found["against"].against && !found["against"].dead);
    QVERIFY(!found["flat"].spatial);
    QCOMPARE(found["flat"].shape, std::vector<int>{2});
    QVERIFY(found["flat"].activation.empty());
  }

  void deepNetworksGetWhatTimeAllows() {
    auto network = std::make_shared<FaultyNetwork>();
    network->extraLayers = static_cast<int>(Analysis::manyLayers);
    const model::Model model(faultyCard(), network);
    QVERIFY(surveyed(model, 0).empty());
    std::vector<std::string> order;
    surveyLayers(model, picture(), 0, 100,
                 [&](const LayerSummary& layer) { order.push_back(layer.name); }, {});
    QCOMPARE(order.front(), network->layers().back());  // nearest to the output first
    network->extraLayers = 3;
    QCOMPARE(surveyed(model, 0).size(), std::size_t(7));  // few layers are all looked at
  }

  void canBeCancelled() {
    const model::Model model(faultyCard(), std::make_shared<FaultyNetwork>());
    std::stop_source stop;
    int seen = 0;
    const auto sink = [&](const LayerSummary&) {
      ++seen;
      stop.request_stop();
    };
    QVERIFY_EXCEPTION_THROWN(
        surveyLayers(model, picture(), 0, 100, sink, JobContext(stop.get_token())), Cancelled);
    QCOMPARE(seen, 1);
  }

  void lessMemoryIsSmallerBatches() {
    auto network = std::make_shared<FaultyNetwork>();
    network->mostImages = 3;  // of the eight at once that the sweep would take
    const model::Model model(faultyCard(), network);
    explain::SweepRequest request;
    request.image = picture();
    request.rhos = explain::evenRhos(0.3, 6);
    std::map<std::pair<int, double>, int> points;
    const auto count = [&](const explain::SweepPoint& point) {
      ++points[{static_cast<int>(point.direction), point.rho}];
    };
    int calls = 0;
    const auto sweep = [&](const explain::SweepRequest& part, const SweepSink& sink,
                           const JobContext& context) {
      ++calls;
      explain::sweep(model, part, sink, context);
    };
    sweepWithinMemory(request, sweep, count, {});
    QCOMPARE(points.size(), std::size_t(12));
    QVERIFY(calls > 1);
    QVERIFY(network->largestSeen <= 3);
    for (const auto& [point, times] : points) QCOMPARE(times, 1);
  }

  void tooLittleMemoryIsAnError() {
    auto network = std::make_shared<FaultyNetwork>();
    const model::Model model(faultyCard(), network);
    explain::SweepRequest request;
    request.image = picture();
    request.rhos = {0.1};
    std::vector<int> batches;
    const auto sweep = [&](const explain::SweepRequest& part, const SweepSink&, const JobContext&) {
      batches.push_back(part.batch);
      throw Error(ExitCode::outOfMemory, "sweep", "the memory does not suffice");
    };
    QVERIFY_EXCEPTION_THROWN(sweepWithinMemory(request, sweep, [](const auto&) {}, {}), Error);
    QCOMPARE(batches, (std::vector<int>{0, 8, 4, 2, 1}));
  }

  void batchesOfExplanationsAreHalved() {
    auto network = std::make_shared<FaultyNetwork>();
    const auto x = torch::rand({9, 1, 6, 6});
    const torch::NoGradGuard noGrad;
    const auto expected = model::Model(faultyCard(), network).logits(x);
    network->mostImages = 3;
    network->largestSeen = 0;
    const auto saving = thrifty(model::Model(faultyCard(), network));
    QVERIFY(torch::equal(saving.logits(x), expected));
    QVERIFY(torch::equal(saving.inference(x, model::Precision::single), expected));
    QVERIFY(network->largestSeen <= 3);
    network->mostImages = 0;
    QVERIFY_EXCEPTION_THROWN(saving.logits(x), c10::OutOfMemoryError);
  }

  void otherErrorsAreNotRepeated() {
    explain::SweepRequest request;
    request.rhos = {0.1};
    int calls = 0;
    const auto sweep = [&](const explain::SweepRequest&, const SweepSink&, const JobContext&) {
      ++calls;
      throw Cancelled();
    };
    QVERIFY_EXCEPTION_THROWN(sweepWithinMemory(request, sweep, [](const auto&) {}, {}), Cancelled);
    QCOMPARE(calls, 1);
  }
};

QTEST_GUILESS_MAIN(TestNetworkSurvey)
#include "tst_network_survey.moc"
