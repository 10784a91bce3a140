// SPDX-License-Identifier: Apache-2.0
#include "trust/reference.h"

#include <QtTest>
#include <cmath>

#include "base/error.h"
#include "base/random.h"
#include "base/resources.h"
#include "model/checkpoint.h"
#include "phantom/chest_phantom.h"
#include "pixel_model.h"
#include "testing/scratch.h"
#include "trust/covariance.h"
#include "trust/embedding.h"

using namespace rho;
using trust::Reference;

namespace {

constexpr std::int64_t exampleCount = 200;

/// Of two brightnesses in its halves: mean and deviation are known.
image::Image picture(double left, double right) {
  cv::Mat pixels(4, 4, CV_32FC1, cv::Scalar(left));
  pixels(cv::Rect(2, 0, 2, 4)).setTo(right);
  return {pixels, {}};
}

/// Dark ones of a small contrast.
image::Image example(std::int64_t index) {
  auto random = Random::forItem(3, static_cast<std::uint64_t>(index));
  const double mean = random.normal(0.2, 0.02), contrast = std::abs(random.normal(0.05, 0.01));
  return picture(mean - contrast, mean + contrast);
}

Reference learned() {
  return trust::learnReference(test::pixelModel(), {"dark pictures", exampleCount, example});
}

bool close(double found, double expected, double tolerance = 1e-9) {
  const bool fits = std::abs(found - expected) <= tolerance;
  if (!fits) qWarning("found %.12f, expected %.12f", found, expected);
  return fits;
}

}  // namespace

class TestReference : public QObject {
  Q_OBJECT

  test::Scratch m_scratch;

  /// The file of a reference after a change of its content.
  std::filesystem::path broken(const std::string& what) const {
    const auto whole = m_scratch / "whole.reference", path = m_scratch / "broken.reference";
    learned().save(whole);
    auto content = model::readCheckpoint(whole);
    auto& tensors = content.tensors;
    std::map<std::string, std::string> metadata;
    for (const auto& [key, value] : content.metadata.items()) metadata[key] = value;
    auto& text = metadata.at("rhoscope_reference");
    if (what == "no mean") tensors.erase("mean");
    if (what == "another size") tensors["mean"] = torch::zeros({3});
    if (what == "a flat factor") tensors["factor"] = torch::zeros({4});
    if (what == "no volume") tensors["factor"] = torch::zeros({2, 2});
    if (what == "not a number") tensors["mean"] = torch::full({2}, NAN);
    if (what == "no description") text = "{}";
    if (what == "no JSON") text = "{";
    if (what == "no quantiles") text = changed(text, "quantiles", nlohmann::json::array());
    if (what == "falling quantiles") text = changed(text, "quantiles", {{0.5, 2}, {0.99, 1}});
    if (what == "no limit") text = changed(text, "quantiles", {{0.5, 1}, {0.9, 2}});
    if (what == "quantiles of words") text = changed(text, "quantiles", {{"much", "far"}});
    model::writeSafetensors(path, tensors, metadata);
    return path;
  }
  static std::string changed(const std::string& text, const char* key,
                             const nlohmann::json& value) {
    auto json = nlohmann::json::parse(text);
    json[key] = value;
    return json.dump();
  }

 private slots:
  /// By hand: the covariance is diag(0.5, 2), its mean variance 1.25; it is 1.125 (squared) from
  /// the target, and its own scatter ((1+1+16+16)/4 − 4.25)/4 = 1.0625.
  void covarianceIsShrunk() {
    const auto samples = torch::tensor({1.0, 0.0, -1.0, 0.0, 0.0, 2.0, 0.0, -2.0}).view({4, 2});
    const auto found = trust::shrunkCovariance(samples + 7);
    const double shrinkage = 1.0625 / 1.125;
    QVERIFY(close(found[0][0].item<double>(), 0.5 + 0.75 * shrinkage));
    QVERIFY(close(found[1][1].item<double>(), 2 - 0.75 * shrinkage));
    QVERIFY(close(found[0][1].item<double>(), 0));
  }

  void manySamplesAreLeftAsTheyAre() {
    auto generator = at::make_generator<at::CPUGeneratorImpl>(5);
    const auto mixed = torch::tensor({2.0, 0.0, 1.0, 0.5}, torch::kFloat64).view({2, 2});
    const auto samples = torch::randn({20000, 2}, generator, torch::kFloat64).mm(mixed.t());
    const auto found = trust::shrunkCovariance(samples);
    QVERIFY(torch::allclose(found, mixed.mm(mixed.t()), 0.05, 0.05));
  }

  void fewSamplesStillHaveAVolume() {
    auto generator = at::make_generator<at::CPUGeneratorImpl>(5);
    const auto found = trust::shrunkCovariance(torch::randn({5, 20}, generator));
    QVERIFY(at::linalg_eigvalsh(found).min().item<double>() > 1e-3);
  }

  void embeddingsAreMeansAndDeviations() {
    const auto model = test::pixelModel();
    const auto inputs = torch::cat({model.input(picture(0.2, 0.4)), model.input(picture(1, 1))});
    const auto found = trust::embeddingOf(model, inputs, "pixels");
    const auto expected = torch::tensor({0.3F, 0.1F, 1.0F, 0.0F}).view({2, 2});
    QVERIFY(torch::allclose(found, expected, 1e-5, 1e-6));
    QVERIFY_THROWS_EXCEPTION(InvalidInput, trust::embeddingOf(model, inputs, "logits"));
    QVERIFY_THROWS_EXCEPTION(InvalidInput, trust::embeddingOf(model, inputs, "none"));
  }

  /// L = [[2, 0], [1, 1]]: (2, 2) is whitened to (1, 1), (0, 3) to (0, 3).
  void distancesByHand() {
    const Reference reference({}, torch::tensor({1.0, 1.0}),
                              torch::tensor({2.0, 0.0, 1.0, 1.0}).view({2, 2}), {{0.99, 3}});
    const auto found =
        reference.distances(torch::tensor({3.0, 3.0, 1.0, 4.0, 1.0, 1.0}).view({3, 2}));
    QVERIFY(close(found[0].item<double>(), 1));
    QVERIFY(close(found[1].item<double>(), 3 / std::sqrt(2.0)));
    QVERIFY(close(found[2].item<double>(), 0));
  }

  void learnsWhereImagesLie() {
    const auto reference = learned();
    QCOMPARE(reference.origin().layer, std::string("pixels"));
    QCOMPARE(reference.origin().images, exampleCount * 4 / 5);
    QCOMPARE(reference.origin().heldOut, exampleCount / 5);
    QCOMPARE(reference.quantiles().size(), std::size_t{20});
    int outside = 0;
    for (std::int64_t i = exampleCount; i < 2 * exampleCount; ++i)
      outside += reference.rangeOf(test::pixelModel(), example(i)).isOutside() ? 1 : 0;
    QVERIFY2(outside < 0.05 * exampleCount, qPrintable(QString::number(outside)));
  }

  void whatIsNotAmongThem_data() {
    QTest::addColumn<double>("left");
    QTest::addColumn<double>("right");
    QTest::addColumn<bool>("outside");
    QTest::addColumn<bool>("inverted");
    QTest::newRow("as the others") << 0.15 << 0.25 << false << false;
    QTest::newRow("inverted") << 0.85 << 0.75 << true << true;
    QTest::newRow("of strong contrast") << 0.0 << 0.9 << true << false;
    QTest::newRow("grey") << 0.5 << 0.5 << true << false;
  }
  void whatIsNotAmongThem() {
    QFETCH(double, left);
    QFETCH(double, right);
    QFETCH(bool, outside);
    QFETCH(bool, inverted);
    const auto range = learned().rangeOf(test::pixelModel(), picture(left, right));
    QCOMPARE(range.isOutside(), outside);
    QCOMPARE(range.looksInverted(), inverted);
    QCOMPARE(range.nearer == 0.99, outside);
  }

  void comesBackFromItsFile() {
    const auto path = m_scratch / "kept.reference";
    const auto reference = learned();
    reference.save(path);
    const auto again = Reference::loadFor(test::pixelModel().card(), path);
    QCOMPARE(again.origin().data, std::string("dark pictures"));
    const auto points = torch::rand({5, 2});
    QVERIFY(torch::allclose(again.distances(points), reference.distances(points), 1e-4));
    QCOMPARE(again.quantiles().back().distance, reference.quantiles().back().distance);
  }

  void ofAnotherNetwork() {
    const auto path = m_scratch / "another.reference";
    learned().save(path);
    const auto failure =
        test::failureOf([&] { Reference::loadFor(test::pixelModel("def").card(), path); });
    QCOMPARE(failure.code, static_cast<int>(ExitCode::invalidInput));
    QVERIFY2(failure.message.find("another network (pixels)") != std::string::npos,
             failure.message.c_str());
  }

  void brokenFiles_data() {
    QTest::addColumn<QString>("what");
    for (const char* what :
         {"no mean", "another size", "a flat factor", "no volume", "not a number", "no description",
          "no JSON", "no quantiles", "falling quantiles", "no limit", "quantiles of words"})
      QTest::newRow(what) << what;
  }
  void brokenFiles() {
    QFETCH(QString, what);
    const auto path = broken(what.toStdString());
    const auto failure = test::failureOf([&] { Reference::load(path); });
    QCOMPARE(failure.code, static_cast<int>(ExitCode::brokenFile));
    QVERIFY(failure.message.find("broken.reference") != std::string::npos);
  }

  void otherFiles() {
    QVERIFY_THROWS_EXCEPTION(MissingFile, Reference::load(m_scratch / "none"));
    const auto letter = m_scratch.write("letter.reference", "a letter, and no reference");
    QVERIFY_THROWS_EXCEPTION(UnknownFormat, Reference::load(letter));
    const auto weights = m_scratch / "weights.safetensors";
    model::writeSafetensors(weights, {{"mean", torch::zeros({2})}}, {});
    QVERIFY_THROWS_EXCEPTION(UnknownFormat, Reference::load(weights));
    const auto whole = m_scratch / "whole.reference";
    learned().save(whole);
    const auto cut = m_scratch.write("cut.reference", test::contentOf(whole).substr(0, 600));
    QVERIFY_THROWS_EXCEPTION(BrokenFile, Reference::load(cut));
  }

  void whatCannotBeLearnedFrom_data() {
    QTest::addColumn<int>("count");
    QTest::addColumn<QString>("named");
    QTest::newRow("too few") << 99 << "99 images";
    QTest::newRow("all alike") << 100 << "no difference";
  }
  void whatCannotBeLearnedFrom() {
    QFETCH(int, count);
    QFETCH(QString, named);
    const auto failure = test::failureOf([&] {
      trust::learnReference(test::pixelModel(),
                            {"grey", count, [](std::int64_t) { return picture(0.5, 0.5); }});
    });
    QCOMPARE(failure.code, static_cast<int>(ExitCode::invalidInput));
    QVERIFY2(failure.message.find(named.toStdString()) != std::string::npos,
             failure.message.c_str());
  }

  void stopsWhenAsked() {
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_THROWS_EXCEPTION(
        Cancelled, trust::learnReference(test::pixelModel(), {"dark", exampleCount, example},
                                         JobContext(stop.get_token())));
  }

  /// The ones that travel with the program know their own phantoms, and no noise.
  void bundled_data() {
    QTest::addColumn<QString>("name");
    QTest::newRow("phantom-nodule") << "phantom-nodule";
    QTest::newRow("pneumonia") << "pneumonia";
  }
  void bundled() {
    QFETCH(QString, name);
    const auto path = resourcePath("models/" + name.toStdString() + ".reference");
    QVERIFY(std::filesystem::file_size(path) < 200'000);
    const auto model = model::loadModel(name.toStdString());
    const auto reference = Reference::loadFor(model.card(), path);
    const auto noise = image::Image(cv::Mat(128, 128, CV_32FC1), {});
    cv::theRNG().state = 7;
    cv::randu(noise.pixels(), 0.0, 1.0);
    QVERIFY(reference.rangeOf(model, noise).isOutside());
    if (name != "phantom-nodule") return;
    int outside = 0;
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
      const auto phantom = phantom::makeChestPhantom(1'000'000 + seed);
      outside += reference.rangeOf(model, phantom.image).isOutside() ? 1 : 0;
    }
    QVERIFY2(outside <= 3, qPrintable(QString::number(outside)));
  }
};

QTEST_GUILESS_MAIN(TestReference)
#include "tst_reference.moc"
