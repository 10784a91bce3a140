// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include <cmath>
#include <set>

#include "base/error.h"
#include "model/checkpoint.h"
#include "quality_fixture.h"

using namespace rho;
using quality::Case;
using quality::Metric;

/// What every measure promises, whatever it computes.
class TestMetricContract : public QObject {
  Q_OBJECT

 private slots:
  void idsAreDistinctAndDescribed() {
    std::set<std::string> ids;
    for (const auto* metric : quality::metrics()) {
      const auto& info = metric->info();
      QVERIFY2(ids.insert(info.id).second, info.id.c_str());
      QVERIFY(&quality::metricNamed(info.id) == metric);
      QVERIFY2(!info.title.empty() && !info.summary.empty() && !info.source.empty(),
               info.id.c_str());
      QVERIFY2(info.low < info.high, info.id.c_str());
      for (const auto& option : info.options) QVERIFY2(!option.help.empty(), option.name.c_str());
    }
  }

  void unknownMeasureListsTheOthers() {
    try {
      quality::metricNamed("goodness");
      QFAIL("found");
    } catch (const InvalidInput& error) {
      for (const auto* metric : quality::metrics())
        QVERIFY(QString(error.what()).contains(QString::fromStdString(metric->info().id)));
    }
  }

  void valueIsInRangeAndRepeats_data() {
    everyMetric({"saliency", "gradcam", "ae-lower", "constant"});
  }

  void valueIsInRangeAndRepeats() {
    const Metric& metric = fetched();
    const auto model = test::randomModel();
    const auto hash = model::hashOfWeights(model.network().state());
    const auto before = model.logits(test::randomInput(2, 3, 16));
    const auto subject = fetchedCase(model);
    QVERIFY(metric.appliesTo(subject));
    const auto first = metric.measure(subject, quick(metric));
    const auto second = metric.measure(subject, quick(metric));
    QVERIFY(first && second);
    qInfo("%s: %.6f", metric.info().id.c_str(), first->value);
    QVERIFY2(first->value >= metric.info().low && first->value <= metric.info().high,
             qPrintable(QString::number(first->value)));
    QVERIFY(std::abs(second->value - first->value) < 1e-6);
    QCOMPARE(second->curve.size(), first->curve.size());
    QVERIFY(model::hashOfWeights(model.network().state()) == hash);
    QVERIFY(torch::equal(model.logits(test::randomInput(2, 3, 16)), before));
  }

  void stopsWhenAsked_data() { everyMetric({"saliency"}); }

  void stopsWhenAsked() {
    const Metric& metric = fetched();
    const auto model = test::randomModel();
    const auto subject = fetchedCase(model);
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_THROWS_EXCEPTION(Cancelled,
                             metric.measure(subject, quick(metric), JobContext(stop.get_token())));
  }

  void progressReachesOneAndNeverFalls_data() { everyMetric({"saliency"}); }

  void progressReachesOneAndNeverFalls() {
    const Metric& metric = fetched();
    const auto model = test::randomModel();
    double last = 0;
    bool fell = false;
    const JobContext context({}, [&](const Progress& progress) {
      fell = fell || progress.fraction < last;
      last = progress.fraction;
    });
    metric.measure(fetchedCase(model), quick(metric), context);
    QCOMPARE(last, 1.0);
    QVERIFY(!fell);
  }

  void wrongRequestsAreRefused_data() {
    everyMetric({"unknown-option", "map-of-another-size", "no-map", "map-not-finite",
                 "evidence-of-another-size", "class-too-large", "two-images"});
  }

  void wrongRequestsAreRefused() {
    const Metric& metric = fetched();
    QFETCH(QString, variant);
    const auto model = test::randomModel();
    auto subject = caseOf(model, "saliency");
    nlohmann::json options;
    if (variant == "unknown-option") options["no_such_option"] = 1;
    if (variant == "map-of-another-size") subject.map = torch::zeros({8, 16});
    if (variant == "no-map") subject.map = torch::Tensor();
    if (variant == "map-not-finite") subject.map = torch::full({16, 16}, NAN);
    if (variant == "evidence-of-another-size") subject.evidence = torch::ones({4, 4}, torch::kBool);
    if (variant == "class-too-large") subject.target = 4;
    if (variant == "two-images") subject.input = test::randomInput(2, 3, 16);
    QVERIFY_THROWS_EXCEPTION(InvalidInput, metric.measure(subject, options));
  }

  void optionsOutOfRangeAreRefused_data() { everyMetric({"saliency"}); }

  void optionsOutOfRangeAreRefused() {
    const Metric& metric = fetched();
    const auto model = test::randomModel();
    const auto subject = fetchedCase(model);
    for (const auto& option : metric.info().options) {
      std::vector<nlohmann::json> wrong = {nullptr, nlohmann::json::object()};
      if (option.minimum) wrong.push_back(*option.minimum - 1);
      if (option.maximum) wrong.push_back(*option.maximum + 1);
      if (option.type == explain::OptionType::choice) wrong.push_back("no such choice");
      for (const auto& value : wrong)
        QVERIFY_THROWS_EXCEPTION(InvalidInput, metric.measure(subject, {{option.name, value}}));
    }
  }

  void whatIsNotKnownIsNotMeasured() {
    const auto model = test::randomModel();
    auto subject = caseOf(model, "saliency");
    subject.evidence = torch::Tensor();
    subject.localR2.reset();
    subject.explain = {};
    for (const auto* metric : quality::metrics())
      QCOMPARE(metric->measure(subject, quick(*metric)).has_value(), metric->appliesTo(subject));
    QVERIFY(!quality::metricNamed("iou").appliesTo(subject));
    QVERIFY(!quality::metricNamed("local-fit").appliesTo(subject));
    QVERIFY(quality::metricNamed("deletion").appliesTo(subject));
    subject.evidence = torch::zeros({16, 16}, torch::kBool);
    QVERIFY(!quality::metricNamed("iou").appliesTo(subject));
  }

 private:
  static void everyMetric(const std::vector<const char*>& variants) {
    QTest::addColumn<QString>("metric");
    QTest::addColumn<QString>("variant");
    for (const auto* metric : quality::metrics())
      for (const char* variant : variants)
        QTest::addRow("%s %s", metric->info().id.c_str(), variant)
            << QString::fromStdString(metric->info().id) << variant;
  }

  static const Metric& fetched() {
    QFETCH(QString, metric);
    return quality::metricNamed(metric.toStdString());
  }

  /// Options that make a measure quick where it has them.
  static nlohmann::json quick(const Metric& metric) {
    auto options = nlohmann::json::object();
    for (const auto& option : metric.info().options)
      if (option.name == "samples" || option.name == "stages") options[option.name] = 3;
    return options;
  }

  static Case caseOf(const model::Model& model, const std::string& method) {
    auto subject = test::caseOf(model, test::randomInput(1, 3, 16), torch::zeros({16, 16}));
    subject.target = 2;
    subject.evidence = torch::zeros({16, 16}, torch::kBool);
    subject.evidence.slice(0, 4, 8).slice(1, 5, 9).fill_(true);
    subject.localR2 = 0.5;
    subject.explain = [](const model::Model&, const torch::Tensor&, const JobContext&) {
      return torch::full({16, 16}, 0.25F);
    };
    if (method != "constant")
      subject.explain = quality::mapFunction(explain::explainerNamed(method), 2, 3, nullptr);
    subject.map = subject.explain(model, subject.input, {});
    return subject;
  }

  static Case fetchedCase(const model::Model& model) {
    QFETCH(QString, variant);
    return caseOf(model, variant.toStdString());
  }
};

QTEST_GUILESS_MAIN(TestMetricContract)
#include "tst_metric_contract.moc"
