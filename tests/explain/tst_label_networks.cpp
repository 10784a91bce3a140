// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "base/error.h"
#include "explain/adversarial.h"
#include "explain/explainer.h"
#include "explain/presentation.h"
#include "explain/sweep.h"
#include "label_models.h"
#include "model/class_choice.h"
#include "model/decision.h"
#include "model/one_label.h"

using namespace rho;
using explain::Direction;
using explain::Query;

namespace {

image::Image randomImage(int width, int height, int channels) {
  auto generator = at::make_generator<at::CPUGeneratorImpl>(3);
  const auto pixels = torch::rand({height, width, channels}, generator);
  return image::Image(cv::Mat(height, width, CV_32FC(channels), pixels.data_ptr<float>()).clone(),
                      {});
}

model::ModelCard cardOf(std::vector<double> points) {
  model::ModelCard card;
  card.task = model::Task::multiLabel;
  card.classNames = {"a", "b", "c"};
  card.operatingPoints = std::move(points);
  return card;
}

constexpr double none = std::numeric_limits<double>::quiet_NaN();

}  // namespace

/// Networks that decide about each of their labels, and what explains them.
class TestLabelNetworks : public QObject {
  Q_OBJECT

  static void everyNetwork() {
    QTest::addColumn<QString>("network");
    for (const auto& one : test::labelModels()) QTest::newRow(one.name) << one.name;
  }
  static const model::Model& network() {
    QFETCH(QString, network);
    return test::labelModelNamed(network.toStdString());
  }

 private slots:
  void aLabelIsFoundFromItsOperatingPointOn() {
    const auto card = cardOf({0.2, none, 0.9});
    QCOMPARE(model::decisionPoints(card), (std::vector<double>{0.2, 0.5, 0.9}));
    QVERIFY(model::isFound(card, 0, 0.2) && !model::isFound(card, 0, 0.19));
    QVERIFY(model::isFound(card, 1, 0.5) && !model::isFound(card, 1, 0.49));
    QVERIFY(!model::isFound(card, 2, 0.89));
    QVERIFY(!model::hasOperatingPoint(card, 1) && model::hasOperatingPoint(card, 2));
    QCOMPARE(model::decisionPoints(cardOf({})), (std::vector<double>{0.5, 0.5, 0.5}));
    QVERIFY(std::abs(model::decisionLogit(card, 0) - std::log(0.2 / 0.8)) < 1e-12);
  }

  void whatIsFoundComesFirst() {
    const auto card = cardOf({0.2, none, 0.9});
    // c is the most confident and not found; a the least and found.
    QCOMPARE(model::rankedClasses(card, {0.3F, 0.4F, 0.8F}), (std::vector<int>{0, 1, 2}));
    QCOMPARE(model::chooseClass(card, "top", {0.3F, 0.4F, 0.8F}, {}), 0);
    QCOMPARE(model::rankedClasses(cardOf({}), {0.3F, 0.4F, 0.8F}), (std::vector<int>{2, 1, 0}));
    QCOMPARE(explain::describeDecision(card, {0.3F, 0.4F, 0.8F}, 3), std::string("a 0.30"));
    QCOMPARE(explain::describeDecision(card, {0.1F, 0.4F, 0.8F}, 3),
             std::string("none found, closest b 0.40"));
    QCOMPARE(explain::describeDecision(card, {0.3F, 0.6F, 0.8F}, 3), std::string("a 0.30, b 0.60"));
  }

  void aLabelIsANetworkOfTwoClasses_data() { everyNetwork(); }
  void aLabelIsANetworkOfTwoClasses() {
    const auto& whole = network();
    const auto inputs = test::inputsOf(whole, 6);
    const torch::NoGradGuard noGrad;
    const auto all = whole.logits(inputs);
    for (int label = 0; label < whole.card().classCount(); ++label) {
      const auto view = model::oneLabel(whole, label);
      const auto& name = whole.card().classNames[static_cast<std::size_t>(label)];
      QCOMPARE(view.card().classNames, (std::vector<std::string>{"no " + name, name}));
      QVERIFY(view.card().task == model::Task::singleLabel && view.card().operatingPoints.empty());
      const auto logits = view.logits(inputs), own = torch::sigmoid(all.select(1, label));
      QVERIFY(torch::allclose(logits.select(1, 1), all.select(1, label)));
      QVERIFY(torch::allclose(model::ownConfidences(view, logits).select(1, 1), own));
      for (int i = 0; i < 6; ++i)
        QCOMPARE(logits[i].argmax().item<int>() == 1,
                 model::isFound(whole.card(), label, own[i].item<double>()));
      if (!model::hasOperatingPoint(whole.card(), label))
        QVERIFY(torch::allclose(view.confidences(logits).select(1, 1), own, 1e-5, 1e-6));
      QVERIFY(
          torch::allclose(view.inference(inputs, model::Precision::single), logits, 1e-3, 1e-4));
      const auto layer = view.network().layers().back();
      QVERIFY(torch::allclose(view.tap(inputs, layer).logits, logits, 1e-4, 1e-5));
      QCOMPARE(view.card().sha256, whole.card().sha256);
      QCOMPARE(view.network().state().front().tensor.data_ptr(),
               whole.network().state().front().tensor.data_ptr());  // one copy of the weights
    }
  }

  void confidencesOfOthersStay() {
    const auto model = test::randomModel(12, 1);
    const auto logits = model.logits(test::randomInput(2, 1, 12)).detach();
    QVERIFY(torch::equal(model::ownConfidences(model, logits), model.confidences(logits)));
  }

  void onlyLabelsCanBeSeenAlone() {
    QVERIFY_THROWS_EXCEPTION(InvalidInput, model::oneLabel(test::randomModel(12, 1), 0));
    const auto& labels = test::labelModels().front().model;
    for (const int wrong : {-1, 5})
      QVERIFY_THROWS_EXCEPTION(InvalidInput, model::oneLabel(labels, wrong));
  }

  void everyMethodExplainsEveryNetwork_data() {
    QTest::addColumn<QString>("network");
    QTest::addColumn<QString>("method");
    for (const auto& one : test::labelModels())
      for (const auto* method : explain::explainers())
        if (method->info().id != "rollout")  // there is no attention to follow
          QTest::addRow("%s, %s", one.name, method->info().id.c_str())
              << one.name << QString::fromStdString(method->info().id);
  }
  void everyMethodExplainsEveryNetwork() {
    QFETCH(QString, method);
    const auto& model = network();
    const auto& explainer = explain::explainerNamed(method.toStdString());
    auto options = nlohmann::json::object();
    for (const auto& spec : explainer.info().options)
      if (spec.name == "samples" || spec.name == "masks") options[spec.name] = 64;
    const int target = model.card().classCount() - 1;
    const auto image = randomImage(23, 17, model.card().inputChannels);
    const auto found = explainer.explain(model, Query{image, target, 1, options});
    QCOMPARE(found.map.size(), cv::Size(23, 17));
    QVERIFY(cv::checkRange(found.map));
    QCOMPARE(found.confidencesBefore.size(), model.card().classNames.size());
    if (!explainer.info().perturbs) return;
    const auto i = static_cast<std::size_t>(target);
    const bool rises = found.confidencesAfter[i] > found.confidencesBefore[i];
    QCOMPARE(rises, method == "ae-raise");
  }

  /// Whatever the other labels do: another network, whose others are other ones, gives the same.
  void theOtherLabelsDoNotCount() {
    const auto& model = test::labelModels().front().model;
    const auto input = test::inputsOf(model, 1);
    const auto of = [&](const model::Model& asked, int target) {
      return explain::adversarialPerturbation(asked, input, {{target, Direction::raise, 0.05}}, {},
                                              {})
          .delta;
    };
    QVERIFY(torch::allclose(of(model, 2), of(model::oneLabel(model, 2), 1), 1e-4, 1e-6));
  }

  void aSweepFindsWhereALabelTurns_data() { everyNetwork(); }
  void aSweepFindsWhereALabelTurns() {
    const auto& model = network();
    for (int target = 0; target < model.card().classCount(); ++target) {
      explain::SweepRequest request;
      request.image = randomImage(23, 17, model.card().inputChannels);
      request.target = target;
      request.rhos = explain::evenRhos(0.3, 6);
      request.mode = "fast";
      const auto result = explain::sweep(model, request, {});
      const auto i = static_cast<std::size_t>(target);
      const auto found = [&](const std::vector<float>& confidences) {
        return model::isFound(model.card(), target, static_cast<double>(confidences[i]));
      };
      const bool atFirst = found(result.confidencesBefore);
      QCOMPARE(result.flipsByRaising, !atFirst);
      QVERIFY(!result.betterThanRandomRho);
      double last = 0;
      for (const auto& point : result.points) {
        if ((point.direction == Direction::raise) == atFirst) continue;
        if (found(point.confidences) != atFirst) {
          QVERIFY(result.flipRho && *result.flipRho >= last && *result.flipRho <= point.rhoReached);
          last = -1;
          break;
        }
        last = point.rhoReached;
      }
      QCOMPARE(result.flipRho.has_value(), last < 0);
    }
  }
};

QTEST_GUILESS_MAIN(TestLabelNetworks)
#include "tst_label_networks.moc"
