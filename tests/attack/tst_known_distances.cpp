// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "attack/attack.h"
#include "attack/clever.h"
#include "attack/hyperplane.h"
#include "attack/victim.h"
#include "base/error.h"
#include "explain/explain_fixture.h"
#include "model/tensor.h"

using namespace rho;
using attack::Norm;
using attack::ThreatModel;

namespace {

constexpr int side = 4;

/// Two classes on the two sides of a plane: how far an image is from it is
/// known exactly.
class PlaneNetwork : public model::Network {
 public:
  PlaneNetwork() {
    auto generator = at::make_generator<at::CPUGeneratorImpl>(1);
    m_normal = torch::randn({1, 1, side, side}, generator);
  }
  torch::Tensor height(const torch::Tensor& x) const {
    return ((x - 0.5) * m_normal).sum({1, 2, 3});
  }
  torch::Tensor forward(const torch::Tensor& x) override {
    return torch::stack({height(x), -height(x)}, 1);
  }
  const torch::Tensor& normal() const { return m_normal; }
  Tapped tap(const torch::Tensor&, const std::string& layer) override {
    model::throwUnknownLayer(layer, layers());
  }
  std::vector<std::string> layers() const override { return {}; }
  void to(torch::Device) override {}
  void train(bool) override {}
  std::vector<model::NamedTensor> parameters() const override { return {}; }
  std::vector<model::NamedTensor> state() const override { return {}; }

 private:
  torch::Tensor m_normal;
};

struct Plane {
  std::shared_ptr<PlaneNetwork> network = std::make_shared<PlaneNetwork>();
  model::Model model{card(), network};
  /// Near grey, so that the box is out of the way.
  torch::Tensor inputs = 0.4 + 0.2 * test::randomInput(5, 1, side);
  torch::Tensor labels = (network->height(inputs) < 0).to(torch::kInt64);

  torch::Tensor distances(Norm norm) const {
    const auto normal = network->normal().flatten();
    const auto height = network->height(inputs).abs();
    return height / (norm == Norm::linf ? normal.abs().sum() : normal.norm());
  }

  static model::ModelCard card() {
    model::ModelCard card;
    card.name = card.architecture = "plane";
    card.classNames = {"above", "below"};
    card.inputWidth = card.inputHeight = side;
    card.inputChannels = 1;
    card.mean = {0};
    card.standardDeviation = {1};
    return card;
  }
};

}  // namespace

/// Cases whose answer is known without an attack.
class TestKnownDistances : public QObject {
  Q_OBJECT

 private slots:
  void findsTheDistanceToAPlane_data() {
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("norm");
    QTest::addColumn<double>("excess");
    QTest::newRow("ddn") << "ddn"
                         << "l2" << 0.03;
    QTest::newRow("cw") << "cw"
                        << "l2" << 0.03;
    QTest::newRow("deepfool l2") << "deepfool"
                                 << "l2" << 0.03;
    QTest::newRow("deepfool linf") << "deepfool"
                                   << "linf" << 0.03;
    QTest::newRow("fab l2") << "fab"
                            << "l2" << 0.01;
    QTest::newRow("fab linf") << "fab"
                              << "linf" << 0.01;
  }

  void findsTheDistanceToAPlane() {
    QFETCH(QString, id);
    QFETCH(QString, norm);
    QFETCH(double, excess);
    const Plane plane;
    attack::AttackQuery query;
    query.inputs = plane.inputs;
    query.labels = plane.labels;
    query.threat.norm = attack::normNamed(norm.toStdString());
    if (id == "ddn") query.options = {{"steps", 400}};
    if (id == "cw") query.options = {{"steps", 500}, {"binary_searches", 9}};
    const auto result = attack::attackNamed(id.toStdString()).run(plane.model, query);
    QVERIFY(result.success.all().item<bool>());
    const auto ratio = result.sizes(query.threat.norm) / plane.distances(query.threat.norm);
    QVERIFY2(ratio.min().item<double>() > 1 - 1e-4, "closer than the plane");
    // DeepFool steps 1e-4 further than it must.
    const auto most = (1 + excess) + 2e-4 / plane.distances(query.threat.norm);
    QVERIFY2((ratio <= most).all().item<bool>(),
             qPrintable(QString::number(ratio.max().item<double>())));
  }

  void cleverOfAPlaneIsItsDistance() {
    const Plane plane;
    for (const bool linf : {false, true}) {
      const auto scores = attack::cleverScores(
          plane.model, plane.inputs, plane.labels,
          {.linf = linf, .batches = 3, .samples = 10, .radius = 10, .seed = 1});
      const auto distances = plane.distances(linf ? Norm::linf : Norm::l2);
      for (std::size_t i = 0; i < scores.size(); ++i)
        QVERIFY(std::abs(scores[i] / distances[static_cast<long>(i)].item<double>() - 1) < 1e-4);
    }
    QVERIFY_THROWS_EXCEPTION(InvalidInput, attack::cleverScores(plane.model, plane.inputs,
                                                                plane.labels, {.batches = 1}));
  }

  /// A distribution whose parameters are known, by its quantiles.
  void weibullFitFindsItsParameters() {
    std::vector<double> values;
    for (int i = 0; i < 400; ++i)
      values.push_back(3 - 0.5 * std::pow(-std::log((i + 0.5) / 400), 1 / 2.5));
    const auto fit = attack::fitReverseWeibull(values);
    QVERIFY2(std::abs(fit.location - 3) < 0.02, qPrintable(QString::number(fit.location)));
    QVERIFY2(std::abs(fit.scale - 0.5) < 0.02, qPrintable(QString::number(fit.scale)));
    QVERIFY2(std::abs(fit.shape - 2.5) < 0.12, qPrintable(QString::number(fit.shape)));
    QCOMPARE(attack::fitReverseWeibull({2, 2, 2}).location, 2.0);
    QVERIFY_THROWS_EXCEPTION(InvalidInput, attack::fitReverseWeibull({2}));
  }

  /// scipy.stats.weibull_max.fit(values), version 1.17.1.
  void weibullFitAgreesWithScipy() {
    const std::vector<double> values = {
        1.1978, 1.6379, 1.1853, 1.6924, 1.3736, 1.4476, 1.5494, 1.3915, 1.2531, 1.169,
        1.0479, 1.5297, 1.3453, 1.1417, 1.6473, 1.2371, 1.3289, 1.2526, 1.4581, 1.4282,
        1.4404, 1.2312, 1.2447, 1.2222, 1.2739, 1.1274, 1.1488, 1.7673, 1.7594, 1.1697,
        0.9157, 1.1835, 1.5035, 1.5596, 0.91,   1.4269, 0.6996, 1.3897, 1.4649, 1.8294};
    const auto fit = attack::fitReverseWeibull(values);
    QVERIFY2(std::abs(fit.location / 1.97727 - 1) < 1e-3,
             qPrintable(QString::number(fit.location, 'g', 9)));
    QVERIFY(std::abs(fit.shape / 2.88108 - 1) < 2e-2);
    QVERIFY(std::abs(fit.scale / 0.71480 - 1) < 2e-2);
  }

  void projectsOntoHyperplanesWithinTheBox_data() {
    QTest::addColumn<bool>("linf");
    QTest::newRow("l2") << false;
    QTest::newRow("linf") << true;
  }

  /// Against a search for the level by bisection.
  void projectsOntoHyperplanesWithinTheBox() {
    QFETCH(bool, linf);
    ThreatModel threat;
    threat.norm = linf ? Norm::linf : Norm::l2;
    const auto points = test::randomInput(40, 1, side).to(torch::kFloat64);
    auto generator = at::make_generator<at::CPUGeneratorImpl>(2);
    auto w = torch::randn(points.sizes(), generator, torch::kFloat64);
    w.flatten(1).select(1, 3).fill_(0);
    const auto value = torch::randn({40}, generator, torch::kFloat64) * 2;
    const auto change = attack::changeToHyperplane(threat, points, value, w);
    const auto left = value + (w * change).flatten(1).sum(1);
    const auto towards = w * -value.sign().view({-1, 1, 1, 1});
    const auto at = [&](const torch::Tensor& level) {
      const auto size = level.view({-1, 1, 1, 1});
      const auto free = linf ? towards.sign() * size : towards * size;
      return (points + free).clamp(0, 1) - points;
    };
    auto low = torch::zeros({40}, torch::kFloat64), high = torch::full({40}, 1e4, torch::kFloat64);
    for (int i = 0; i < 100; ++i) {
      const auto middle = (low + high) / 2;
      const auto reached = (towards * at(middle)).flatten(1).sum(1) >= value.abs();
      high = torch::where(reached, middle, high);
      low = torch::where(reached, low, middle);
    }
    QVERIFY(torch::allclose(change, at(high), 1e-5, 1e-6));
    const auto reachable = (towards * at(torch::full({40}, 1e4))).flatten(1).sum(1) > value.abs();
    QVERIFY(reachable.any().item<bool>() && !reachable.all().item<bool>());
    QVERIFY((left.abs() < 1e-9).logical_or(~reachable).all().item<bool>());
  }

  void gradientsOfOnePassAreThoseOfSeveral() {
    const auto model = test::randomModel(8);
    const auto inputs = test::randomInput(3, 3, 8);
    attack::Victim victim(model, {}, {inputs, torch::zeros({3}, torch::kInt64), 0}, 1, {});
    std::vector<attack::Loss> losses;
    for (int k = 0; k < 4; ++k)
      losses.push_back([k](const torch::Tensor& logits) { return logits.select(1, k); });
    std::size_t k = 0;
    victim.gradients(inputs, victim.allRows(), losses,
                     [&](const torch::Tensor& loss, const torch::Tensor& gradient) {
                       const auto alone = victim.gradient(inputs, victim.allRows(), losses[k++]);
                       QVERIFY(torch::allclose(loss, alone.loss));
                       QVERIFY(torch::allclose(gradient, alone.gradient, 1e-4, 1e-6));
                     });
    QCOMPARE(k, std::size_t{4});
  }

  void projectionKeepsEverything() {
    const auto images = test::randomInput(4, 3, 8);
    auto mask = torch::zeros({4, 1, 8, 8});
    mask.slice(2, 0, 4).fill_(1);
    for (const Norm norm : {Norm::l2, Norm::linf, Norm::rmse}) {
      ThreatModel threat;
      threat.norm = norm;
      threat.epsilon = 0.03;
      const auto points = threat.project(images, images + 5 * torch::ones_like(images), mask);
      QVERIFY(threat.size(points - images).max().item<double>() < 0.03 + 1e-6);
      QVERIFY(points.max().item<float>() <= 1);
      QVERIFY(torch::equal(points.slice(2, 4), images.slice(2, 4)));
      QVERIFY(!torch::equal(points.slice(2, 0, 4), images.slice(2, 0, 4)));
      const auto inside = images + (points - images) / 2;
      QVERIFY(torch::allclose(threat.project(images, inside, mask), inside));
    }
  }
};

QTEST_GUILESS_MAIN(TestKnownDistances)
#include "tst_known_distances.moc"
