// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "explain/presentation.h"
#include "explain/results.h"
#include "image/array.h"
#include "testing/scratch.h"

using namespace rho;
using namespace rho::explain;

class TestResults : public QObject {
  Q_OBJECT

  static model::ModelCard card() {
    model::ModelCard card;
    card.name = "network";
    card.classNames = {"cat", "a class with quite a long name, as some data sets have"};
    return card;
  }

  static image::Image greyImage() {
    return {cv::Mat(20, 30, CV_32FC1, cv::Scalar(0.5)),
            {.source = "grey.png", .label = {}, .notes = {}}};
  }

  static Explanation perturbing() {
    Explanation e;
    e.method = "ae-raise";
    e.target = 1;
    e.signedMap = true;
    e.input = cv::Mat(10, 15, CV_32FC1, cv::Scalar(0.5));
    e.perturbed = e.input + 0.1;
    e.map = cv::Mat(20, 30, CV_32FC1, cv::Scalar(0.1));
    e.confidencesBefore = {0.8f, 0.2f};
    e.confidencesAfter = {0.3f, 0.7f};
    e.rhoReached = 0.1;
    return e;
  }

  static Explanation attribution(double value) {
    Explanation e;
    e.method = "gradcam";
    e.target = 1;
    e.map = cv::Mat(20, 30, CV_32FC1, cv::Scalar(value));
    e.map.at<float>(3, 4) = static_cast<float>(2 * value);
    e.confidencesBefore = {0.8f, 0.2f};
    return e;
  }

 private slots:
  void perturbationIsBroughtToTheImage() {
    const auto shown = perturbedOnImage(perturbing(), greyImage());
    QCOMPARE(shown.size(), cv::Size(30, 20));
    QVERIFY(std::abs(cv::mean(shown)[0] - 0.6) < 1e-5);
  }

  void signedMapsAreCentredOnZero() {
    auto e = perturbing();
    e.map.at<float>(0, 0) = -0.3f;
    const auto range = rangeOf(e);
    QCOMPARE(range.low, -range.high);
    QVERIFY(std::abs(range.high - 0.3) < 1e-6);
  }

  void aPerturbingMethodGetsTwoPanels() {
    const auto page = compare(card(), greyImage(), {perturbing(), attribution(0.2)}, "case");
    QCOMPARE(page.panels.size(), 4u);  // input, perturbed, difference, Grad-CAM
    QVERIFY(!page.panels[1].colorBar.has_value());
    QCOMPARE(page.colorBars.size(), 2u);
    QVERIFY(page.panels[2].colorBar != page.panels[3].colorBar);
    QVERIFY(!image::drawComparison(page).empty());
  }

  void differencesShareOneScale() {
    auto lower = perturbing();
    lower.method = "ae-lower";
    lower.map = lower.map * -2;
    const auto page = compare(card(), greyImage(), {perturbing(), lower, attribution(0.2)}, "case");
    QCOMPARE(page.colorBars.size(), 2u);
    QCOMPARE(*page.panels[2].colorBar, *page.panels[4].colorBar);
    QVERIFY(std::abs(page.colorBars[0].range.high - 0.2) < 1e-6);
  }

  void aBlankMapCanBeShown() {
    QVERIFY(!image::drawComparison(compare(card(), greyImage(), {attribution(0)}, "case")).empty());
  }

  void arraysAreWhatWasComputed() {
    const test::Scratch scratch;
    writeResults(scratch.path(), card(), greyImage(), {perturbing(), attribution(0.2)}, "case");
    const auto file = scratch / "ae-raise.npz";
    QCOMPARE(image::readNpz(file, "image").shape, (std::vector<std::int64_t>{10, 15, 1}));
    QVERIFY(std::abs(image::readNpz(file, "confidence_after").as<double>().at(0) - 0.7) < 1e-6);
    // A method that changes nothing leaves the confidence as it is.
    QCOMPARE(image::readNpz(scratch / "gradcam.npz", "confidence_after").as<double>(),
             image::readNpz(scratch / "gradcam.npz", "confidence_before").as<double>());
    const auto json = nlohmann::json::parse(test::contentOf(scratch / "explanations.json"));
    QCOMPARE(json["explanations"].size(), 2u);
  }
};

QTEST_GUILESS_MAIN(TestResults)
#include "tst_results.moc"
