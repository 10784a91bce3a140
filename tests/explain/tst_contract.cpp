// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include <numeric>
#include <set>

#include "attending_network.h"
#include "base/error.h"
#include "explain/explainer.h"
#include "model/checkpoint.h"

using namespace rho;
using explain::Explainer;
using explain::OptionType;
using explain::Query;

namespace {

image::Image randomImage(int width, int height, int channels) {
  auto generator = at::make_generator<at::CPUGeneratorImpl>(3);
  const auto pixels = torch::rand({height, width, channels}, generator);
  return image::Image(cv::Mat(height, width, CV_32FC(channels), pixels.data_ptr<float>()).clone(),
                      {});
}

bool sameBytes(const cv::Mat& a, const cv::Mat& b) {
  if (a.size() != b.size() || a.type() != b.type()) return false;
  if (a.empty()) return true;
  const cv::Mat x = a.clone(), y = b.clone();
  return std::memcmp(x.data, y.data, x.total() * x.elemSize()) == 0;
}

/// What must be the same before and after: weights, their flags, the mode and the answers.
struct Snapshot {
  explicit Snapshot(const model::Model& model)
      : hash(model::hashOfWeights(model.network().state())),
        logits(model.logits(
            test::randomInput(2, model.card().inputChannels, model.card().inputWidth))) {
    for (const auto& item : model.network().state()) {
      needsGradient = needsGradient || item.tensor.requires_grad();
      hasGradient = hasGradient || item.tensor.grad().defined();
    }
  }
  bool operator==(const Snapshot& other) const {
    return hash == other.hash && needsGradient == other.needsGradient &&
           hasGradient == other.hasGradient && torch::equal(logits, other.logits);
  }
  std::string hash;
  torch::Tensor logits;
  bool needsGradient = false, hasGradient = false;
};

/// A network that fails after some calls, as one would that does not fit its card.
class FailingNetwork : public test::AttendingNetwork {
 public:
  FailingNetwork(const model::SmallResNetOptions& options, int calls)
      : AttendingNetwork(options, 1), m_callsLeft(calls) {}
  Attended attend(const torch::Tensor& x) override { return fail(), AttendingNetwork::attend(x); }
  Tapped tap(const torch::Tensor& x, const std::string& layer) override {
    return fail(), SmallResNet::tap(x, layer);
  }

 private:
  void fail() { TORCH_CHECK(m_callsLeft-- > 0, "sizes do not match\nbacktrace"); }
  int m_callsLeft;
};

}  // namespace

/// What every method promises, whatever it computes.
class TestContract : public QObject {
  Q_OBJECT

 private slots:
  void idsAreDistinctAndDescribed() {
    std::set<std::string> ids;
    for (const auto* method : explain::explainers()) {
      const auto& info = method->info();
      QVERIFY2(ids.insert(info.id).second, info.id.c_str());
      QVERIFY(&explain::explainerNamed(info.id) == method);
      QVERIFY2(!info.title.empty() && !info.summary.empty() && !info.source.empty(),
               info.id.c_str());
      for (const auto& option : info.options) QVERIFY2(!option.help.empty(), option.name.c_str());
    }
  }

  void unknownMethodListsTheOthers() {
    try {
      explain::explainerNamed("grad-camera");
      QFAIL("found");
    } catch (const InvalidInput& error) {
      for (const auto* method : explain::explainers())
        QVERIFY(QString(error.what()).contains(QString::fromStdString(method->info().id)));
    }
  }

  void mapLiesOnTheOriginalGrid_data() {
    everyMethod({"colour", "grey", "grey-in-colour", "colour-in-grey", "one-pixel-high"});
  }

  void mapLiesOnTheOriginalGrid() {
    const Explainer& method = fetched();
    QFETCH(QString, variant);
    const bool greyImage = variant.startsWith("grey");
    const bool greyModel = variant == "grey" || variant == "colour-in-grey";
    const auto model = test::attendingModel(16, greyModel ? 1 : 3);
    const auto image = randomImage(23, variant == "one-pixel-high" ? 1 : 17, greyImage ? 1 : 3);
    const auto explanation = method.explain(model, query(image));
    QCOMPARE(explanation.map.type(), CV_32F);
    QVERIFY(explanation.map.cols == image.width() && explanation.map.rows == image.height());
    QVERIFY(cv::checkRange(explanation.map));
    checkWhatAllShare(method, explanation);
    checkTheSign(explanation);
  }

  void replayGivesTheSameBytes_data() { everyMethod({""}); }

  void replayGivesTheSameBytes() {
    const Explainer& method = fetched();
    const auto model = test::attendingModel();
    const auto first = method.explain(model, query(randomImage(23, 17, 3)));
    Query again = query(randomImage(23, 17, 3));
    again.options = first.options;
    again.seed = first.seed;
    const auto second = method.explain(model, again);
    QVERIFY(sameBytes(first.map, second.map));
    QVERIFY(sameBytes(first.perturbed, second.perturbed));
    QVERIFY(sameBytes(first.segments, second.segments));
    QVERIFY(first.confidencesAfter == second.confidencesAfter);
    QVERIFY(first.options == second.options && first.score == second.score);
  }

  void progressReachesOneAndNeverFalls_data() { everyMethod({""}); }

  void progressReachesOneAndNeverFalls() {
    const Explainer& method = fetched();
    double last = 0;
    bool fell = false;
    const JobContext context({}, [&](const Progress& progress) {
      fell = fell || progress.fraction < last;
      last = progress.fraction;
    });
    method.explain(test::attendingModel(), query(randomImage(23, 17, 3)), context);
    QCOMPARE(last, 1.0);
    QVERIFY(!fell);
  }

  void stopsWhenAsked_data() { everyMethod({"before", "after-the-first-report"}); }

  void stopsWhenAsked() {
    const Explainer& method = fetched();
    QFETCH(QString, variant);
    const auto model = test::attendingModel();
    const Snapshot before(model);
    std::stop_source stop;
    if (variant == "before") stop.request_stop();
    const JobContext context(stop.get_token(), [&](const Progress&) { stop.request_stop(); });
    QVERIFY_THROWS_EXCEPTION(Cancelled,
                             method.explain(model, query(randomImage(23, 17, 3)), context));
    QVERIFY(Snapshot(model) == before);
  }

  void modelIsAsBefore_data() { everyMethod({""}); }

  void modelIsAsBefore() {
    const Explainer& method = fetched();
    const auto model = test::attendingModel();
    const Snapshot before(model);
    const auto first = method.explain(model, query(randomImage(23, 17, 3)));
    QVERIFY(Snapshot(model) == before);
    QVERIFY(!before.needsGradient && !before.hasGradient);
  }

  void failuresOfTheNetworkAreOurs_data() { everyMethod({"at-once", "later"}); }

  void failuresOfTheNetworkAreOurs() {
    const Explainer& method = fetched();
    QFETCH(QString, variant);
    if (method.info().id == "rollout" && variant == "later") QSKIP("asks once");
    const auto card = test::attendingModel().card();
    const auto options = model::SmallResNetOptions::fromJson(card.architectureOptions);
    const model::Model model(
        card, std::make_shared<FailingNetwork>(options, variant == "at-once" ? 0 : 1));
    try {
      method.explain(model, query(randomImage(23, 17, 3)));
      QFAIL("no error");
    } catch (const InvalidInput& error) {
      QVERIFY2(QString(error.what()).contains("sizes do not match"), error.what());
      QVERIFY2(!QString(error.what()).contains('\n'), error.what());
    }
  }

  void wrongRequestsAreRefused_data() {
    everyMethod(
        {"class-below-0", "class-too-large", "no-image", "unknown-option", "not-an-object"});
  }

  void wrongRequestsAreRefused() {
    const Explainer& method = fetched();
    QFETCH(QString, variant);
    const auto model = test::attendingModel();
    const Snapshot before(model);
    auto asked = query(randomImage(23, 17, 3));
    if (variant == "class-below-0") asked.target = -1;
    if (variant == "class-too-large") asked.target = 4;
    if (variant == "no-image") asked.image = image::Image();
    if (variant == "unknown-option") asked.options["no_such_option"] = 1;
    if (variant == "not-an-object") asked.options = nlohmann::json::array({1});
    QVERIFY_THROWS_EXCEPTION(InvalidInput, method.explain(model, asked));
    QVERIFY(Snapshot(model) == before);
  }

  void optionsOutOfRangeAreRefused_data() { everyMethod({""}); }

  void optionsOutOfRangeAreRefused() {
    const Explainer& method = fetched();
    const auto model = test::attendingModel();
    for (const auto& option : method.info().options) {
      for (const auto& wrong : wrongValues(option)) {
        auto asked = query(randomImage(23, 17, 3));
        asked.options[option.name] = wrong;
        try {
          method.explain(model, asked);
          QFAIL(qPrintable(QString::fromStdString(option.name + " accepted " + wrong.dump())));
        } catch (const InvalidInput& error) {
          QVERIFY2(QString(error.what()).contains(QString::fromStdString(option.name)),
                   error.what());
        }
      }
    }
  }

 private:
  static Query query(const image::Image& image) {
    return {.image = image, .target = 2, .seed = 17};
  }

  static void everyMethod(const std::vector<const char*>& variants) {
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("variant");
    for (const auto* method : explain::explainers())
      for (const char* variant : variants)
        QTest::addRow("%s %s", method->info().id.c_str(), variant)
            << QString::fromStdString(method->info().id) << variant;
  }

  static const Explainer& fetched() {
    QFETCH(QString, method);
    return explain::explainerNamed(method.toStdString());
  }

  static std::vector<nlohmann::json> wrongValues(const explain::OptionSpec& option) {
    std::vector<nlohmann::json> wrong = {nullptr, nlohmann::json::object()};
    if (option.minimum) wrong.push_back(*option.minimum - 1);
    if (option.maximum) wrong.push_back(*option.maximum + 1);
    if (option.type == OptionType::integer) wrong.push_back(1.5);
    if (option.type == OptionType::choice) wrong.push_back("no such choice");
    if (option.type != OptionType::text && option.type != OptionType::choice)
      wrong.push_back("text");
    return wrong;
  }

  static void checkWhatAllShare(const Explainer& method, const explain::Explanation& explanation) {
    const auto& info = method.info();
    QVERIFY(explanation.method == info.id);
    QCOMPARE(explanation.target, 2);
    QCOMPARE(explanation.seed, std::uint64_t{17});
    QCOMPARE(explanation.options.size(), info.options.size());
    QCOMPARE(explanation.input.size(), cv::Size(16, 16));
    QVERIFY(explanation.seconds > 0);
    const auto& before = explanation.confidencesBefore;
    QCOMPARE(before.size(), std::size_t{4});
    QVERIFY(std::abs(std::accumulate(before.begin(), before.end(), 0.0F) - 1) < 1e-5F);
    QCOMPARE(explanation.perturbed.empty(), !info.perturbs);
    QCOMPARE(explanation.confidencesAfter.empty(), !info.perturbs);
    QCOMPARE(explanation.rhoReached.has_value(), info.perturbs);
    QCOMPARE(explanation.trace.empty(), !info.perturbs);
    if (info.perturbs) QCOMPARE(explanation.perturbed.type(), explanation.input.type());
    if (!explanation.segments.empty()) {
      QCOMPARE(explanation.segments.type(), CV_32S);
      QCOMPARE(explanation.segments.size(), explanation.map.size());
    }
  }

  /// A map that is drawn with unsigned colours must not hide negative values.
  static void checkTheSign(const explain::Explanation& explanation) {
    double least = 0;
    cv::minMaxIdx(explanation.map, &least);
    if (!explanation.signedMap) QVERIFY2(least >= 0, qPrintable(QString::number(least)));
  }
};

QTEST_GUILESS_MAIN(TestContract)
#include "tst_contract.moc"
