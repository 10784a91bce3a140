// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "base/error.h"
#include "base/random.h"
#include "explain/cam.h"
#include "explain/methods.h"
#include "explain_fixture.h"

using namespace rho;
using explain::CamWeights;

namespace {

image::Image randomImage(int side) {
  cv::Mat pixels(side, side, CV_32FC3);
  Random random(5);
  for (auto& pixel : cv::Mat_<cv::Vec3f>(pixels))
    for (int channel = 0; channel < 3; ++channel)
      pixel[channel] = static_cast<float>(random.uniform());
  return image::Image(pixels, {});
}

explain::Query queryWith(nlohmann::json options) {
  explain::Query query;
  query.image = randomImage(16);
  query.target = 1;
  query.options = std::move(options);
  return query;
}

/// Its one layer "flat" has a value that is no image; "late" gives the class no gradient.
class OddNetwork : public model::Network {
 public:
  torch::Tensor forward(const torch::Tensor& x) override { return tap(x, "early").logits; }
  Tapped tap(const torch::Tensor& x, const std::string& layer) override {
    const auto early = x * 2, flat = early.mean({2, 3}), late = early + 1;
    const auto logits = torch::cat({flat, late.sum({2, 3}) * 0}, 1);
    return {layer == "flat" ? flat : layer == "late" ? late : early, logits};
  }
  std::vector<std::string> layers() const override { return {"early", "late", "flat"}; }
  void to(torch::Device) override {}
  void train(bool) override {}
  std::vector<model::NamedTensor> parameters() const override { return {}; }
  std::vector<model::NamedTensor> state() const override { return {}; }
};

model::Model oddModel() {
  auto card = test::randomModel().card();
  card.classNames = {"a", "b", "c", "d", "e", "f"};
  return model::Model(card, std::make_shared<OddNetwork>());
}

}  // namespace

class TestCam : public QObject {
  Q_OBJECT

 private slots:
  /// The definition, written out with plain loops.
  void mapFollowsTheDefinition() {
    const auto model = test::randomModel();
    const auto input = test::randomInput(2, 3, 16);
    const auto targets = torch::tensor(std::vector<std::int64_t>{1, 2});
    const auto cam = explain::camValues(model, input, targets, "group2", CamWeights::gradCam);
    const auto activation = model.tap(input, "group2").inner.detach();
    QCOMPARE(cam.map.sizes(), (torch::IntArrayRef{2, 8, 8}));
    for (int item = 0; item < 2; ++item) {
      auto expected = torch::zeros({8, 8});
      for (int k = 0; k < activation.size(1); ++k)
        expected += cam.gradient[item][k].mean() * activation[item][k];
      QVERIFY(torch::allclose(cam.map[item], expected, 1e-4, 1e-6));
    }
  }

  void presetsPresentTheSameMap() {
    const auto maps = torch::tensor({-1.f, 0.f, 1.f, 3.f}).view({1, 2, 2});
    const auto captum = explain::asCaptum(maps, {4, 4});
    QCOMPARE(captum[0][0][0].item<float>(), -1.f);
    QCOMPARE(captum[0][3][3].item<float>(), 3.f);
    QCOMPARE(captum[0][1][1].item<float>(), -1.f);
    const auto grad = explain::asPytorchGradCam(maps, {4, 4});
    QCOMPARE(grad.min().item<float>(), 0.f);
    QVERIFY(grad.max().item<float>() > 0.999f && grad.max().item<float>() <= 1.f);
  }

  void aBlankMapStaysFinite() {
    const auto blank = explain::asPytorchGradCam(torch::full({1, 3, 3}, -2.f), {6, 6});
    QCOMPARE(blank.abs().max().item<float>(), 0.f);
  }

  void unusableLayersAreRefused_data() {
    QTest::addColumn<QString>("layer");
    QTest::newRow("unknown") << "group9";
    QTest::newRow("no image") << "flat";
  }

  void unusableLayersAreRefused() {
    QFETCH(QString, layer);
    try {
      explain::gradCam().explain(oddModel(), queryWith({{"layer", layer.toStdString()}}));
      // OddNetwork takes an unknown name for "early"; a real network refuses it.
      explain::gradCam().explain(test::randomModel(), queryWith({{"layer", layer.toStdString()}}));
      QFAIL("accepted");
    } catch (const InvalidInput& error) {
      const QString text = error.what();
      QVERIFY2(text.contains("choose one of") && text.contains(layer), error.what());
    }
  }

  void theLastSpatialLayerIsTheDefault() {
    const auto input = test::randomInput(1, 3, 16);
    QCOMPARE(QString::fromStdString(explain::defaultCamLayer(oddModel(), input)), QString("late"));
    const auto explanation = explain::gradCam().explain(test::randomModel(), queryWith({}));
    QCOMPARE(QString::fromStdString(explanation.options.at("layer")), QString("features"));
    QVERIFY(!explanation.signedMap);
  }

  void deadLayersAreNamed() {
    auto query = queryWith({{"layer", "late"}});
    const auto dead = explain::gradCam().explain(oddModel(), query);
    QCOMPARE(dead.warnings.size(), std::size_t{1});
    QVERIFY(QString::fromStdString(dead.warnings[0]).contains("late"));
    QCOMPARE(cv::norm(dead.map, cv::NORM_INF), 0.0);
  }

  void rawValuesCanBeKept() {
    const auto model = test::randomModel();
    const auto raw = explain::gradCam().explain(model, queryWith({{"normalise", false}}));
    const auto scaled = explain::gradCam().explain(model, queryWith({}));
    double most = 0, scaledMost = 0;
    cv::minMaxLoc(raw.map, nullptr, &most);
    cv::minMaxLoc(scaled.map, nullptr, &scaledMost);
    QVERIFY(most > 0);
    QVERIFY(std::abs(scaledMost - 1) < 1e-5);
    QVERIFY(std::abs(most - 1) > 1e-3);
  }
};

QTEST_GUILESS_MAIN(TestCam)
#include "tst_cam.moc"
