// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "image/comparison.h"
#include "image/figure.h"
#include "testing/scratch.h"

using namespace rho::image;
using rho::test::failureOf;

namespace {

const cv::Vec3b magenta(255, 0, 255);  // no colour of the page or its maps

Comparison pageOf(int panels, cv::Size size) {
  Comparison page{"case · cat", "network · raise cat at ρ 0.100", {}, {}};
  page.colorBars.push_back({ColorMap::diverging, {-0.3, 0.3}, "difference"});
  for (int i = 0; i < panels; ++i)
    page.panels.push_back({"Adversarial",
                           {"cat 0.21 → 0.45"},
                           cv::Mat(size, CV_8UC3, cv::Scalar(255, 0, 255)),
                           false,
                           0});
  return page;
}

int countOf(const cv::Mat& page, cv::Vec3b color) {
  cv::Mat mask;
  cv::inRange(page, cv::Scalar(color[0], color[1], color[2]),
              cv::Scalar(color[0], color[1], color[2]), mask);
  return cv::countNonZero(mask);
}

}  // namespace

class TestComparison : public QObject {
  Q_OBJECT

 private slots:
  void displaySizes() {
    QCOMPARE(displaySize({32, 32}), cv::Size(288, 288));
    QCOMPARE(displaySize({224, 224}), cv::Size(448, 448));
    QCOMPARE(displaySize({2048, 1024}), cv::Size(480, 240));
    for (int side = 1; side < 600; ++side) {
      const cv::Size shown = displaySize({side, side});
      QVERIFY(shown.width >= 240 && shown.width <= 480);
      QVERIFY(side > 480 || shown.width % side == 0);
      QCOMPARE(displaySize(shown), shown);
    }
  }

  void everyPictureIsShownWhole() {
    for (const int count : {1, 2, 5, 13}) {
      const cv::Mat page = drawComparison(pageOf(count, {32, 32}));
      // The card's edge may cover a pixel of each picture's border.
      const int missing = count * 288 * 288 - countOf(page, magenta);
      QVERIFY2(missing >= 0 && missing <= count * 4 * 288, qPrintable(QString::number(missing)));
      QVERIFY(page.cols <= 2560);
    }
  }

  void textNeverLeavesItsCard() {
    Comparison plain = pageOf(3, {32, 32});
    Comparison wordy = plain;
    wordy.title = wordy.subtitle = std::string(3000, 'W');
    for (auto& panel : wordy.panels) {
      panel.title = std::string(500, 'W');
      panel.lines = {std::string(500, 'W')};
    }
    const cv::Mat a = drawComparison(plain);
    const cv::Mat b = drawComparison(wordy);
    QCOMPARE(b.size(), a.size());
    QVERIFY(countOf(b, magenta) == countOf(a, magenta));
    const cv::Mat edge = b.colRange(b.cols - 20, b.cols);
    QCOMPARE(countOf(edge, {32, 33, 36}), static_cast<int>(edge.total()));
  }

  void equalInputGivesEqualPixels() {
    const auto page = pageOf(3, {28, 28});
    QCOMPARE(cv::norm(drawComparison(page), drawComparison(page), cv::NORM_INF), 0.0);
  }

  void badInput() {
    QCOMPARE(failureOf([] { drawComparison({}); }).code, 7);
    auto page = pageOf(1, {32, 32});
    page.panels[0].colorBar = 1;
    QCOMPARE(failureOf([&] { drawComparison(page); }).code, 7);
    page = pageOf(1, {32, 32});
    page.panels[0].picture = cv::Mat(3, 3, CV_32F);
    QCOMPARE(failureOf([&] { drawComparison(page); }).code, 7);
  }

  void elisionKeepsCharactersWhole() {
    const TextStyle style;
    const std::string text = "ρρρρρρρρρρ→→→→→→→→→→··········";
    for (int width = 10; width < textWidth(text, style); width += 7) {
      const std::string cut = elided(text, style, width);
      QVERIFY(cut.empty() || textWidth(cut, style) <= width);
      QVERIFY(QString::fromStdString(cut).toStdString() == cut);  // valid UTF-8
    }
    QCOMPARE(elided("short", style, 500), std::string("short"));
  }

  void wrapsAtBlanks() {
    const TextStyle style;
    const int width = textWidth("one two three", style);
    QCOMPARE(wrapped("one two three four", style, width, 3),
             (std::vector<std::string>{"one two three", "four"}));
    QCOMPARE(wrapped("", style, width, 3).size(), std::size_t{0});
    QCOMPARE(wrapped("a\nb", style, width, 1), (std::vector<std::string>{"a b"}));
  }

  void greekIsDrawnAndDrawingIsCutOffAtTheEdge() {
    Canvas canvas({60, 30}, {0, 0, 0});
    canvas.text({2, 20}, "ρ →", {});
    QVERIFY(countOf(canvas.pixels(), {255, 255, 255}) > 5);
    canvas.text({-20, 20}, "wider than the canvas by far", {});
    canvas.picture({50, 20}, cv::Mat(40, 40, CV_8UC3, cv::Scalar(255, 0, 255)));
    canvas.picture({-39, -39}, cv::Mat(40, 40, CV_8UC3, cv::Scalar(255, 0, 255)));
    QCOMPARE(countOf(canvas.pixels(), magenta), 101);
  }
};

QTEST_GUILESS_MAIN(TestComparison)
#include "tst_comparison.moc"
