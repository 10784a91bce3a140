// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "attack/attack.h"
#include "attack/clever.h"
#include "base/error.h"
#include "explain/explain_fixture.h"
#include "explain/label_models.h"
#include "model/decision.h"
#include "model/one_label.h"
#include "model/tensor.h"
#include "robustness/perturbation_loop.h"

using namespace rho;
using attack::Attack;
using attack::AttackQuery;
using attack::Norm;

namespace {

constexpr int side = 8, images = 6;

const model::Model& network() {
  static const auto model = test::randomModel(side);
  return model;
}

/// The options that keep a test short.
nlohmann::json briefly(const Attack& attack) {
  const std::vector<std::pair<std::string, int>> shorter = {
      {"steps", 20}, {"queries", 60}, {"binary_searches", 3}, {"target_classes", 2}};
  auto options = nlohmann::json::object();
  for (const auto& spec : attack.info().options) {
    if (spec.name == "initial_factor") options[spec.name] = 10;
    for (const auto& [name, value] : shorter)
      if (spec.name == name && spec.defaultValue.get<int>() > value) options[name] = value;
  }
  return options;
}

/// Images that the network gets right, but for the last one.
AttackQuery queryFor(const Attack& attack, Norm norm) {
  AttackQuery query;
  query.inputs = test::randomInput(images, 3, side);
  const torch::NoGradGuard noGrad;
  query.labels = network().logits(query.inputs).argmax(1);
  query.labels[images - 1] = (query.labels[images - 1] + 1) % 4;
  query.threat.norm = norm;
  if (attack.info().bounded)
    query.threat.epsilon = norm == Norm::linf ? 0.05 : norm == Norm::l2 ? 0.4 : 0.03;
  query.seed = 3;
  query.options = briefly(attack);
  return query;
}

torch::Tensor sizesOf(const attack::AttackResult& result, const AttackQuery& query) {
  return query.threat.size((result.adversarial - query.inputs).to(torch::kFloat64));
}

void checkSuccess(const attack::AttackResult& result, const AttackQuery& query) {
  const torch::NoGradGuard noGrad;
  const auto decided = network().logits(result.adversarial).argmax(1);
  const auto goal = query.threat.target ? decided == *query.threat.target : decided != query.labels;
  QVERIFY((goal | ~result.success).all().item<bool>());
  QVERIFY(!(result.success & ~result.attacked).any().item<bool>());
  const auto untouched = (result.adversarial == query.inputs).flatten(1).all(1);
  QVERIFY((untouched | result.success).all().item<bool>());
}

}  // namespace

/// What every registered attack promises.
class TestAttackContract : public QObject {
  Q_OBJECT

  static void everyAttack() {
    QTest::addColumn<QString>("id");
    for (const auto* attack : attack::attacks())
      QTest::newRow(attack->info().id.c_str()) << QString::fromStdString(attack->info().id);
  }

  static void everyAttackAndNorm() {
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("norm");
    for (const auto* attack : attack::attacks())
      for (const char* norm : {"l2", "linf", "rmse"})
        if (attack->info().linf || std::string(norm) != "linf")
          QTest::addRow("%s %s", attack->info().id.c_str(), norm)
              << QString::fromStdString(attack->info().id) << norm;
  }

  static const Attack& fetched() {
    QFETCH(QString, id);
    return attack::attackNamed(id.toStdString());
  }

  static AttackQuery fetchedQuery() {
    QFETCH(QString, norm);
    return queryFor(fetched(), attack::normNamed(norm.toStdString()));
  }

 private slots:
  void describesItself_data() { everyAttack(); }
  void describesItself() {
    const auto& info = fetched().info();
    QVERIFY(!info.title.empty() && info.summary.ends_with(".") && !info.source.empty());
    for (const auto& spec : info.options) QVERIFY2(spec.help.ends_with("."), spec.name.c_str());
  }

  void keepsBoundAndBox_data() { everyAttackAndNorm(); }
  void keepsBoundAndBox() {
    const auto query = fetchedQuery();
    const auto result = fetched().run(network(), query);
    checkSuccess(result, query);
    QVERIFY(result.adversarial.min().item<float>() >= 0);
    QVERIFY(result.adversarial.max().item<float>() <= 1);
    const auto sizes = sizesOf(result, query);
    QVERIFY(torch::allclose(sizes, result.sizes(query.threat.norm)));
    if (query.threat.epsilon) QVERIFY(sizes.max().item<double>() <= *query.threat.epsilon + 1e-6);
    // Random networks are fooled by anything but a single random point.
    QVERIFY2(result.successRate() > 0, "found nothing at all");
    QCOMPARE(result.attacked.sum().item<int>(), images - 1);
    QVERIFY(!result.correct[images - 1].item<bool>());
    QVERIFY(torch::equal(result.adversarial[images - 1], query.inputs[images - 1]));
    QVERIFY((result.passes >= 1).all().item<bool>());
  }

  void everyLabelIsAttacked_data() {
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("network");
    for (const auto* attack : attack::attacks())
      for (const auto& one : test::labelModels())
        QTest::addRow("%s, %s", attack->info().id.c_str(), one.name)
            << QString::fromStdString(attack->info().id) << one.name;
  }
  /// A label alone, also of inputs that are no squares: what is found turns the whole network's
  /// decision about it.
  void everyLabelIsAttacked() {
    QFETCH(QString, network);
    const auto& whole = test::labelModelNamed(network.toStdString());
    const int label = whole.card().classCount() - 1;
    const auto view = model::oneLabel(whole, label);
    AttackQuery query;
    query.inputs = test::inputsOf(whole, 4);
    const torch::NoGradGuard noGrad;
    query.labels = view.logits(query.inputs).argmax(1);
    if (fetched().info().bounded) query.threat.epsilon = 4;
    query.seed = 3;
    query.options = briefly(fetched());
    if (query.options.contains("queries")) query.options["queries"] = 400;
    if (fetched().info().leastClasses > 2) {
      QVERIFY_THROWS_EXCEPTION(InvalidInput, fetched().run(view, query));
      return;
    }
    const auto result = fetched().run(view, query);
    QCOMPARE(result.adversarial.sizes(), query.inputs.sizes());
    QVERIFY2(result.success.any().item<bool>(), "found nothing at all");
    const auto confidences = whole.confidences(whole.logits(result.adversarial)).select(1, label);
    for (std::int64_t i = 0; i < 4; ++i)
      QCOMPARE(model::isFound(whole.card(), label, confidences[i].item<double>()),
               (query.labels[i].item<int>() == 1) != result.success[i].item<bool>());
    if (query.threat.epsilon)
      QVERIFY(result.l2.max().item<double>() <= *query.threat.epsilon + 1e-6);
  }

  void cleverScoresALabel() {
    const auto& whole = test::labelModelNamed("no square");
    const auto view = model::oneLabel(whole, 0);
    const auto inputs = test::inputsOf(whole, 2);
    const auto labels = view.logits(inputs).argmax(1);
    const attack::CleverOptions options{.batches = 4, .samples = 8};
    const auto scores = attack::cleverScores(view, inputs, labels, options);
    for (const double score : scores) QVERIFY(score > 0 && score <= options.radius);
    for (const double score : attack::cleverScores(view, inputs, 1 - labels, options))
      QCOMPARE(score, 0.0);
    QVERIFY_THROWS_EXCEPTION(InvalidInput, attack::cleverScores(whole, inputs, labels, options));
  }

  void aBoundHoldsForAttacksWithoutOne_data() { everyAttack(); }
  void aBoundHoldsForAttacksWithoutOne() {
    auto query = queryFor(fetched(), Norm::l2);
    query.threat.epsilon = 0.05;
    const auto result = fetched().run(network(), query);
    QVERIFY(result.l2.max().item<double>() <= 0.05 + 1e-6);
  }

  void changesNothingOutsideTheMask_data() { everyAttackAndNorm(); }
  void changesNothingOutsideTheMask() {
    auto query = fetchedQuery();
    query.threat.mask = torch::zeros({1, 1, side, side});
    query.threat.mask.slice(3, 0, side / 2).fill_(1);
    const auto result = fetched().run(network(), query);
    const auto change = result.adversarial - query.inputs;
    QCOMPARE(change.slice(3, side / 2).abs().max().item<float>(), 0.0F);
    checkSuccess(result, query);
  }

  void reachesATargetOrRefusesIt_data() { everyAttackAndNorm(); }
  void reachesATargetOrRefusesIt() {
    auto query = fetchedQuery();
    query.threat.target = 1;
    if (!fetched().info().targeted) {
      try {
        fetched().run(network(), query);
        QFAIL("was not refused");
      } catch (const InvalidInput& error) {
        QVERIFY(std::string(error.what()).find(fetched().info().id) != std::string::npos);
      }
      return;
    }
    if (query.threat.epsilon) query.threat.epsilon = *query.threat.epsilon * 4;
    const auto result = fetched().run(network(), query);
    checkSuccess(result, query);
    QVERIFY(!(result.attacked & (query.labels == 1)).any().item<bool>());
    QVERIFY2(result.success.any().item<bool>(), "found nothing at all");
  }

  void sameSeedSameResult_data() { everyAttackAndNorm(); }
  void sameSeedSameResult() {
    auto query = fetchedQuery();
    const auto first = fetched().run(network(), query);
    query.batch = 3;
    const auto inBatches = fetched().run(network(), query);
    QVERIFY(torch::equal(fetched().run(network(), query).adversarial, inBatches.adversarial));
    QVERIFY(torch::allclose(first.adversarial, inBatches.adversarial, 1e-3, 1e-4));
  }

  void leavesTheBox_data() { everyAttackAndNorm(); }
  void leavesTheBox() {
    auto query = fetchedQuery();
    query.threat.box = false;
    query.inputs = query.inputs.round();  // every pixel at the edge
    const torch::NoGradGuard noGrad;
    query.labels = network().logits(query.inputs).argmax(1);
    const auto result = fetched().run(network(), query);
    checkSuccess(result, query);
    if (result.success.any().item<bool>())
      QVERIFY(result.adversarial.min().item<float>() < 0 ||
              result.adversarial.max().item<float>() > 1);
  }

  void stopsWhenAsked_data() { everyAttack(); }
  void stopsWhenAsked() {
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_THROWS_EXCEPTION(Cancelled, fetched().run(network(), queryFor(fetched(), Norm::l2),
                                                      JobContext(stop.get_token())));
  }

  void stopsWithinTheSearch_data() { everyAttack(); }
  void stopsWithinTheSearch() {
    std::stop_source stop;
    auto query = queryFor(fetched(), Norm::l2);
    query.batch = 1;
    double last = 0;
    const JobContext context(stop.get_token(), [&](const Progress& progress) {
      last = progress.fraction;
      stop.request_stop();
    });
    QVERIFY_THROWS_EXCEPTION(Cancelled, fetched().run(network(), query, context));
    QVERIFY(last < 1);
  }

  void wrongInputIsRefused_data() {
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("wrong");
    for (const auto* attack : attack::attacks())
      for (const char* wrong :
           {"none", "count", "low label", "high label", "epsilon", "target", "outside the box",
            "not a number", "mask size", "mask values", "empty mask", "multi-label", "option"})
        QTest::addRow("%s %s", attack->info().id.c_str(), wrong)
            << QString::fromStdString(attack->info().id) << wrong;
  }

  void wrongInputIsRefused() {
    QFETCH(QString, wrong);
    auto query = queryFor(fetched(), Norm::l2);
    auto model = network();
    if (wrong == "none") query.inputs = query.inputs.slice(0, 0, 0);
    if (wrong == "count") query.labels = query.labels.slice(0, 1);
    if (wrong == "low label") query.labels[0] = -1;
    if (wrong == "high label") query.labels[0] = 4;
    if (wrong == "epsilon") query.threat.epsilon = 0;
    if (wrong == "target") query.threat.target = 4;
    if (wrong == "outside the box") query.inputs[0] += 1;
    if (wrong == "not a number") query.inputs[0] = NAN;
    if (wrong == "mask size") query.threat.mask = torch::ones({1, 1, side, side + 1});
    if (wrong == "mask values") query.threat.mask = torch::full({1, 1, side, side}, 0.5);
    if (wrong == "empty mask") query.threat.mask = torch::zeros({1, 1, side, side});
    if (wrong == "multi-label") model.card().task = model::Task::multiLabel;
    if (wrong == "option") query.options["magic"] = 1;
    QVERIFY_THROWS_EXCEPTION(InvalidInput, fetched().run(model, query));
  }

  void gradientsOverNoise_data() {
    QTest::addColumn<QString>("id");
    for (const auto* attack : attack::attacks())
      for (const auto& spec : attack->info().options)
        if (spec.name == "eot_samples")
          QTest::newRow(attack->info().id.c_str()) << QString::fromStdString(attack->info().id);
  }
  void gradientsOverNoise() {
    auto query = queryFor(fetched(), Norm::l2);
    const auto plain = fetched().run(network(), query);
    query.options["eot_samples"] = 2;
    query.options["eot_sigma"] = 0.05;
    const auto noisy = fetched().run(network(), query);
    checkSuccess(noisy, query);
    QVERIFY(noisy.success.any().item<bool>());
    QVERIFY(noisy.passes.sum().item<int>() > plain.passes.sum().item<int>());
  }
};

QTEST_GUILESS_MAIN(TestAttackContract)
#include "tst_attack_contract.moc"
