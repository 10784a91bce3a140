// SPDX-License-Identifier: Apache-2.0
#include <QtTest>
#include <cmath>

#include "annotation/agreement.h"
#include "annotation/annotation_fixture.h"
#include "annotation/consensus.h"

using namespace rho::annotation;
using rho::test::failureOf;
using rho::test::projectWithCases;
using rho::test::rectangle;
using rho::test::Scratch;

namespace {

using Numbers = std::vector<int>;

bool near(std::optional<double> value, double expected) {
  return value && std::abs(*value - expected) < 1e-9;
}

RoledAnnotation said(Id annotatorId, std::vector<GivenLabel> labels, Role role = Role::reader,
                     State state = State::done) {
  RoledAnnotation one;
  one.annotation.annotatorId = annotatorId;
  one.annotation.labels = std::move(labels);
  one.annotation.state = state;
  one.role = role;
  return one;
}

}  // namespace

class TestReaderAgreement : public QObject {
  Q_OBJECT

 private slots:
  void cohen() {
    // The example of sklearn.metrics.cohen_kappa_score.
    QVERIFY(near(cohenKappa(Numbers{0, 0, 1, 2, 0, 1}, Numbers{0, 0, 1, 2, 0, 1}), 1));
    QVERIFY(near(cohenKappa(Numbers{2, 0, 2, 2, 0, 1}, Numbers{0, 0, 2, 2, 0, 2}), 3.0 / 7));
    // 50 grants: 20 both yes, 15 both no, 5 and 10 apart (Wikipedia's table).
    Numbers a, b;
    const auto add = [&](int count, int first, int second) {
      a.insert(a.end(), static_cast<std::size_t>(count), first);
      b.insert(b.end(), static_cast<std::size_t>(count), second);
    };
    add(20, 1, 1);
    add(5, 1, 0);
    add(10, 0, 1);
    add(15, 0, 0);
    QVERIFY(near(cohenKappa(a, b), 0.4));
    QVERIFY(near(cohenKappa(Numbers{0, 1}, Numbers{1, 0}), -1));
    QVERIFY(!cohenKappa(Numbers{}, Numbers{}));
    QVERIFY(!cohenKappa(Numbers{1, 1}, Numbers{1, 1}));
    QCOMPARE(failureOf([] { cohenKappa(Numbers{1}, Numbers{1, 2}); }).code, 7);
  }

  void fleiss() {
    // Fleiss (1971) as in statsmodels' test of inter_rater.fleiss_kappa: 10 subjects, 14 raters.
    const std::vector<Numbers> table = {
        {0, 0, 0, 0, 14}, {0, 2, 6, 4, 2}, {0, 0, 3, 5, 6}, {0, 3, 9, 2, 0}, {2, 2, 8, 1, 1},
        {7, 7, 0, 0, 0},  {3, 2, 6, 3, 0}, {2, 5, 3, 2, 2}, {6, 5, 2, 1, 0}, {0, 2, 2, 3, 7}};
    const auto kappa = fleissKappa(table);
    QVERIFY(kappa && std::abs(*kappa - 0.20993) < 5e-6);
    QVERIFY(near(fleissKappa({{2, 0}, {0, 2}}), 1));
    QVERIFY(!fleissKappa({}));
    QVERIFY(!fleissKappa({{3, 0}, {3, 0}}));
    QCOMPARE(failureOf([] { fleissKappa({{2, 0}, {1, 0}}); }).code, 7);
    QCOMPARE(failureOf([] { fleissKappa({{1, 0}}); }).code, 7);
    QCOMPARE(failureOf([] { fleissKappa({{1, 1}, {2}}); }).code, 7);
  }

  void diceOfMasks() {
    QVERIFY(near(dice(rectangle({0, 0, 4, 2}), rectangle({2, 0, 4, 2})), 0.5));
    QVERIFY(near(dice(rectangle({0, 0, 4, 2}), rectangle({0, 0, 4, 2})), 1));
    QVERIFY(near(dice(rectangle({0, 0, 0, 0}), rectangle({0, 0, 4, 2})), 0));
    QVERIFY(!dice(rectangle({0, 0, 0, 0}), rectangle({0, 0, 0, 0})));
    QCOMPARE(failureOf([] {
               dice(rectangle({0, 0, 1, 1}), rectangle({0, 0, 1, 1}, {4, 4}));
             }).code,
             7);
  }

  void ofAProject() {
    const Scratch scratch;
    auto project = projectWithCases(scratch / "a.rhoproject", 6, {false, 2});
    Reading anna(project, project.annotators().add("Anna", Role::reader));
    Reading ben(project, project.annotators().add("Ben", Role::reader));
    Reading eva(project, project.annotators().add("Eva", Role::adjudicator));
    const auto say = [](Reading& who, Id caseId, Id classId) {
      who.setLabel(caseId, classId, Verdict::present);
      who.setState(caseId, State::done);
    };
    const std::vector<Id> first = {2, 1, 2, 2, 1}, second = {1, 1, 2, 2, 1};
    for (Id id = 1; id <= 5; ++id) {
      say(anna, id, first[static_cast<std::size_t>(id - 1)]);
      say(ben, id, second[static_cast<std::size_t>(id - 1)]);
      say(eva, id, 1);  // does not count
    }
    say(anna, 6, 1);  // Ben is not done with it
    anna.setMask(3, MaskKind::evidence, 2, rectangle({0, 0, 4, 2}));
    ben.setMask(3, MaskKind::evidence, 2, rectangle({2, 0, 4, 2}));
    anna.setMask(4, MaskKind::evidence, 2, rectangle({0, 0, 4, 2}));
    const auto agreement = agreementOf(project);
    QCOMPARE(agreement.pairs.size(), std::size_t{3});  // of all classes, and of two
    const auto& overall = agreement.pairs[0];
    QCOMPARE(overall.className, std::string());
    QCOMPARE(overall.cases, 5);
    // Observed 0.8, expected 0.6 * 0.4 + 0.4 * 0.6 = 0.48.
    QVERIFY(near(overall.kappa, 0.32 / 0.52));
    const auto& dogs = agreement.pairs[2];
    QCOMPARE(dogs.className, std::string("dog"));
    QCOMPARE(dogs.masks, 2);
    QVERIFY(near(dogs.meanDice, 0.25));
    QCOMPARE(agreement.groups[0].readers, 2);
    QCOMPARE(agreement.groups[0].cases, 5);
    // Observed 0.8, expected 0.5 * 0.5 + 0.5 * 0.5.
    QVERIFY(near(agreement.groups[0].fleiss, 0.6));
  }

  void whatCounts_data() {
    QTest::addColumn<int>("wanted");  // the class that holds; 0 none, -1 disputed
    QTest::addColumn<int>("row");
    const char* const tags[] = {
        "nobody",      "two agree", "two differ",       "most of three",    "three different",
        "adjudicator", "the data",  "people over data", "open one ignored", "one uncertain"};
    const int wanted[] = {0, 1, -1, 1, -1, 2, 2, 1, 1, -1};
    for (int i = 0; i < 10; ++i) QTest::newRow(tags[i]) << wanted[i] << i;
  }
  void whatCounts() {
    QFETCH(int, wanted);
    QFETCH(int, row);
    const std::vector<GivenLabel> one = {{1, Verdict::present}}, two = {{2, Verdict::present}},
                                  three = {{3, Verdict::present}},
                                  doubt = {{1, Verdict::uncertain}};
    const std::vector<std::vector<RoledAnnotation>> rows = {
        {},
        {said(1, one), said(2, one)},
        {said(1, one), said(2, two)},
        {said(1, one), said(2, two), said(3, one)},
        {said(1, one), said(2, two), said(3, three)},
        {said(1, one), said(2, one), said(4, two, Role::adjudicator)},
        {said(5, two, Role::source)},
        {said(5, two, Role::source), said(1, one)},
        {said(1, one), said(2, two, Role::reader, State::skipped)},
        {said(1, one), said(2, doubt)},
    };
    const auto consensus = consensusOf(rows.at(static_cast<std::size_t>(row)), false);
    QCOMPARE(consensus.isDisputed, wanted == -1);
    if (wanted > 0) {
      QCOMPARE(consensus.labels.size(), std::size_t{1});
      QCOMPARE(consensus.labels[0].classId, Id{wanted});
    }
    if (wanted == 0) QVERIFY(!consensus.isDone && consensus.labels.empty());
  }

  void severalLabelsAndMasks() {
    auto anna = said(1, {{1, Verdict::present}, {2, Verdict::present}});
    auto ben = said(2, {{1, Verdict::present}});
    auto cleo = said(3, {});
    anna.annotation.masks = {{MaskKind::evidence, 1, rectangle({0, 0, 4, 2})}};
    ben.annotation.masks = {{MaskKind::evidence, 1, rectangle({2, 0, 4, 2})}};
    cleo.annotation.masks = {{MaskKind::evidence, 1, rectangle({3, 0, 4, 2})}};
    const auto consensus = consensusOf(std::vector{anna, ben, cleo}, true);
    QVERIFY(!consensus.isDisputed);
    QCOMPARE(consensus.labels.size(), std::size_t{1});  // class 2: one of three
    QCOMPARE(consensus.labels[0].classId, 1);
    QCOMPARE(consensus.masks.size(), std::size_t{1});
    // Marked by two of three: columns 2 to 5.
    QVERIFY(near(dice(consensus.masks[0].mask, rectangle({2, 0, 4, 2})), 1));
  }
};

QTEST_APPLESS_MAIN(TestReaderAgreement)
#include "tst_reader_agreement.moc"
