// SPDX-License-Identifier: Apache-2.0

#include <QtTest>

#include "base/error.h"
#include "model/tensor.h"
#include "robustness/per_item.h"
#include "robustness/perturbation_loop.h"

using namespace rho;
using robustness::PerturbationLoop;
using robustness::rmse;

namespace {

torch::Tensor images() { return torch::full({2, 3, 4, 5}, 0.5F); }

torch::Tensor ones(int, const torch::Tensor& delta) { return torch::ones_like(delta); }

double value(const torch::Tensor& tensor) { return tensor.item<double>(); }

}  // namespace

class TestPerturbationLoop : public QObject {
  Q_OBJECT

 private slots:
  void rmseIsPerItem() {
    const auto values = torch::stack({torch::full({3, 4, 5}, 2.0F), torch::full({3, 4, 5}, -0.5F)});
    QVERIFY(torch::allclose(rmse(values), torch::tensor({2.0F, 0.5F})));
  }

  void theWholePathHasTheSizeAskedFor() {
    const auto sizes = torch::tensor({0.5F, 2.0F});
    const auto delta = PerturbationLoop{.steps = 35}.run(images(), sizes, ones);
    QVERIFY(torch::allclose(rmse(delta), sizes, 1e-5));
  }

  void lengthOfTheDirectionDoesNotMatter() {
    const auto direction = [](int, const torch::Tensor& delta) {
      return torch::ones_like(delta) * torch::tensor({1000.0F, 1e-3F}).view({2, 1, 1, 1});
    };
    const auto delta = PerturbationLoop{.steps = 5}.run(images(), torch::ones({2}), direction);
    QVERIFY(torch::allclose(rmse(delta), torch::ones({2}), 1e-4));
  }

  void stepsShrinkLinearly() {
    std::vector<double> seen;
    const auto direction = [&](int, const torch::Tensor& delta) {
      seen.push_back(value(rmse(delta)[0]));
      return torch::ones_like(delta);
    };
    PerturbationLoop{.steps = 3, .trackLast = true}.run(images(), torch::full({2}, 6.0F),
                                                        direction);
    const std::vector<double> expected = {0, 3, 5, 6};
    QCOMPARE(seen.size(), expected.size());
    for (std::size_t i = 0; i < seen.size(); ++i) QVERIFY(std::abs(seen[i] - expected[i]) < 1e-5);
  }

  void momentumMixesEarlierDirections() {
    // v = 0.5, then 0.75; steps of 4 and 2 of the size 6.
    const PerturbationLoop loop{.steps = 2, .momentum = 0.5};
    const auto delta = loop.run(images(), torch::full({2}, 6.0F), ones);
    QVERIFY(std::abs(value(delta[0][0][0][0]) - (4 * 0.5 + 2 * 0.75)) < 1e-5);
  }

  void noDirectionStaysAtZero() {
    const auto none = [](int, const torch::Tensor& delta) { return torch::zeros_like(delta); };
    const auto delta = PerturbationLoop{}.run(images(), torch::ones({2}), none);
    QVERIFY(torch::equal(delta, torch::zeros_like(delta)));
  }

  void clampKeepsPixelsInRange() {
    const auto input = images();
    const auto delta =
        PerturbationLoop{.steps = 7, .clamp = true}.run(input, torch::full({2}, 3.0F), ones);
    QCOMPARE(value((input + delta).max()), 1.0);
  }

  void shownPerturbationsStayAsTheyWere() {
    std::vector<torch::Tensor> seen;
    const auto direction = [&](int, const torch::Tensor& delta) {
      seen.push_back(delta);
      return torch::ones_like(delta);
    };
    PerturbationLoop{.steps = 3}.run(images(), torch::ones({2}), direction);
    QCOMPARE(value(seen.front().abs().max()), 0.0);
  }

  void stopsBeforeTheNextStep() {
    std::stop_source stop;
    int visits = 0;
    const auto direction = [&](int step, const torch::Tensor& delta) {
      ++visits;
      if (step == 2) stop.request_stop();
      return torch::ones_like(delta);
    };
    QVERIFY_THROWS_EXCEPTION(Cancelled,
                             PerturbationLoop{}.run(images(), torch::ones({2}), direction,
                                                    JobContext(stop.get_token())));
    QCOMPARE(visits, 3);
  }

  void progressEndsAtOne() {
    double last = -1;
    const JobContext context({}, [&](const Progress& progress) {
      QVERIFY(progress.fraction >= last);
      last = progress.fraction;
    });
    PerturbationLoop{}.run(images(), torch::ones({2}), ones, context);
    QCOMPARE(last, 1.0);
  }

  void wrongSettingsAreRefused() {
    QVERIFY_THROWS_EXCEPTION(InvalidInput,
                             PerturbationLoop{.steps = 0}.run(images(), torch::ones({2}), ones));
    QVERIFY_THROWS_EXCEPTION(InvalidInput,
                             PerturbationLoop{}.run(images(), torch::ones({3}), ones));
    QVERIFY_THROWS_EXCEPTION(InvalidInput,
                             PerturbationLoop{}.run(images(), torch::tensor(1.0F), ones));
  }
};

QTEST_GUILESS_MAIN(TestPerturbationLoop)
#include "tst_perturbation_loop.moc"
