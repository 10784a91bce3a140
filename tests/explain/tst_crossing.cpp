// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "explain/crossing.h"

using namespace rho;
using explain::betterThanRandomRho;
using explain::ConfidencesAtRho;
using explain::flipRho;

namespace {

bool isNear(std::optional<double> value, double expected) {
  return value && std::abs(*value - expected) < 1e-6;
}

}  // namespace

class TestCrossing : public QObject {
  Q_OBJECT

 private slots:
  void flipIsBetweenThePointsAroundIt() {
    // log(0.8/0.2) and log(0.2/0.8) are opposite: half-way.
    const std::vector<ConfidencesAtRho> points = {{0, {0.8F, 0.2F}}, {0.1, {0.2F, 0.8F}}};
    QVERIFY(isNear(flipRho(points, 0, model::Task::singleLabel), 0.05));
  }

  void onlyTheFirstFlipCounts() {
    const std::vector<ConfidencesAtRho> points = {
        {0, {0.8F, 0.2F}}, {0.1, {0.2F, 0.8F}}, {0.2, {0.8F, 0.2F}}, {0.3, {0.2F, 0.8F}}};
    QVERIFY(isNear(flipRho(points, 0, model::Task::singleLabel), 0.05));
  }

  void neverFlipping() {
    const std::vector<ConfidencesAtRho> points = {{0, {0.8F, 0.2F}}, {0.1, {0.7F, 0.3F}}};
    QVERIFY(!flipRho(points, 0, model::Task::singleLabel));
  }

  void anotherClassFromTheStart() {
    const std::vector<ConfidencesAtRho> points = {{0, {0.3F, 0.7F}}, {0.1, {0.1F, 0.9F}}};
    QVERIFY(isNear(flipRho(points, 0, model::Task::singleLabel), 0));
  }

  void multiLabelClassesFlipAtOneHalf() {
    // Another class is more likely all the time, which says nothing of this one.
    const std::vector<ConfidencesAtRho> points = {{0, {0.6F, 0.9F}}, {0.1, {0.5F, 0.9F}}};
    QVERIFY(isNear(flipRho(points, 0, model::Task::multiLabel), 0.1));
  }

  void chanceIsOneInTheNumberOfClasses() {
    // log 0.5, log 0.125: 1/4 is half-way.
    const std::vector<ConfidencesAtRho> points = {{0, {0.5F, 0.3F, 0.1F, 0.1F}},
                                                  {0.2, {0.125F, 0.6F, 0.1F, 0.175F}}};
    QVERIFY(isNear(betterThanRandomRho(points, 0), 0.1));
    QVERIFY(!betterThanRandomRho({points[0]}, 0));
  }

  void certaintyDoesNotOverflow() {
    const std::vector<ConfidencesAtRho> points = {{0, {1, 0}}, {0.1, {0, 1}}};
    const auto flip = flipRho(points, 0, model::Task::singleLabel);
    QVERIFY(flip && *flip > 0 && *flip < 0.1);
  }
};

QTEST_GUILESS_MAIN(TestCrossing)
#include "tst_crossing.moc"
