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

const model::ModelCard single;

/// Two labels that are decided about on their own, at these points.
model::ModelCard labels(std::vector<double> points) {
  model::ModelCard card;
  card.task = model::Task::multiLabel;
  card.operatingPoints = std::move(points);
  return card;
}

}  // namespace

class TestCrossing : public QObject {
  Q_OBJECT

 private slots:
  void flipIsBetweenThePointsAroundIt() {
    // log(0.8/0.2) and log(0.2/0.8) are opposite: half-way.
    const std::vector<ConfidencesAtRho> points = {{0, {0.8F, 0.2F}}, {0.1, {0.2F, 0.8F}}};
    QVERIFY(isNear(flipRho(points, 0, single), 0.05));
  }

  void onlyTheFirstFlipCounts() {
    const std::vector<ConfidencesAtRho> points = {
        {0, {0.8F, 0.2F}}, {0.1, {0.2F, 0.8F}}, {0.2, {0.8F, 0.2F}}, {0.3, {0.2F, 0.8F}}};
    QVERIFY(isNear(flipRho(points, 0, single), 0.05));
  }

  void neverFlipping() {
    const std::vector<ConfidencesAtRho> points = {{0, {0.8F, 0.2F}}, {0.1, {0.7F, 0.3F}}};
    QVERIFY(!flipRho(points, 0, single));
  }

  void anotherClassFromTheStart() {
    const std::vector<ConfidencesAtRho> points = {{0, {0.3F, 0.7F}}, {0.1, {0.1F, 0.9F}}};
    QVERIFY(isNear(flipRho(points, 0, single), 0));
  }

  void labelsTurnAtTheirDecisionPoint() {
    // Another class is more likely all the time, which says nothing of this one.
    const std::vector<ConfidencesAtRho> points = {{0, {0.6F, 0.9F}}, {0.1, {0.5F, 0.9F}}};
    QVERIFY(isNear(flipRho(points, 0, labels({})), 0.1));
    QVERIFY(!flipRho(points, 0, labels({0.3, 0.5})));
    // log(0.8/0.2) and log(0.2/0.8) are opposite: half-way. log((1/3)/(2/3)) is half of the latter.
    const std::vector<ConfidencesAtRho> falling = {{0, {0.8F, 0.9F}}, {0.1, {0.2F, 0.9F}}};
    QVERIFY(isNear(flipRho(falling, 0, labels({})), 0.05));
    QVERIFY(isNear(flipRho(falling, 0, labels({1.0 / 3, 0.5})), 0.075));
    const std::vector<ConfidencesAtRho> rising = {{0, {0.2F, 0.9F}}, {0.1, {0.8F, 0.9F}}};
    QVERIFY(explain::turnsByRaising(labels({}), rising[0].confidences, 0));
    QVERIFY(!explain::turnsByRaising(labels({}), rising[0].confidences, 1));
    QVERIFY(!explain::turnsByRaising(single, rising[0].confidences, 0));
    QVERIFY(isNear(flipRho(rising, 0, labels({})), 0.05));
    QVERIFY(!betterThanRandomRho(falling, 0, labels({})));
  }

  void chanceIsOneInTheNumberOfClasses() {
    // log 0.5, log 0.125: 1/4 is half-way.
    const std::vector<ConfidencesAtRho> points = {{0, {0.5F, 0.3F, 0.1F, 0.1F}},
                                                  {0.2, {0.125F, 0.6F, 0.1F, 0.175F}}};
    QVERIFY(isNear(betterThanRandomRho(points, 0, single), 0.1));
    QVERIFY(!betterThanRandomRho({points[0]}, 0, single));
  }

  void certaintyDoesNotOverflow() {
    const std::vector<ConfidencesAtRho> points = {{0, {1, 0}}, {0.1, {0, 1}}};
    const auto flip = flipRho(points, 0, single);
    QVERIFY(flip && *flip > 0 && *flip < 0.1);
  }
};

QTEST_GUILESS_MAIN(TestCrossing)
#include "tst_crossing.moc"
