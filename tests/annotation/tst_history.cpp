// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "annotation/annotation_fixture.h"

using namespace rho::annotation;
using rho::test::failureOf;
using rho::test::projectWithCases;
using rho::test::rectangle;
using rho::test::Scratch;

class TestHistory : public QObject {
  Q_OBJECT

 private slots:
  void keepsEverythingThatIsSaid() {
    const Scratch scratch;
    const auto file = scratch / "a.rhoproject";
    Annotator anna;
    {
      auto project = projectWithCases(file, 2, {true, 1});
      anna = project.annotators().add("Anna", Role::reader);
      Reading reading(project, anna);
      reading.setLabel(2, 1, Verdict::present, 1.5);
      reading.setLabel(2, 2, Verdict::uncertain);
      reading.setMask(2, MaskKind::evidence, 1, rectangle({1, 2, 3, 2}), 2);
      reading.setMask(2, MaskKind::noEvidence, 0, rectangle({0, 0, 1, 1}));
      reading.setComment(2, "sharp");
      reading.addSeconds(2, 0.5);
      reading.setState(2, State::done);
    }
    auto project = Project::open(file);
    const auto own = Reading(project, anna).own(2);
    QVERIFY(own.verdictOn(1) == Verdict::present);
    QVERIFY(own.verdictOn(2) == Verdict::uncertain);
    QVERIFY(own.state == State::done);
    QCOMPARE(own.comment, std::string("sharp"));
    QCOMPARE(own.seconds, 4.0);
    QCOMPARE(own.masks.size(), std::size_t{2});
    QCOMPARE(cv::countNonZero(own.mask(MaskKind::evidence, 1)->pixels()), 6);
    QVERIFY(own.mask(MaskKind::noEvidence, 1) == nullptr);
    QVERIFY(Reading(project, anna).own(1).state == State::open);
  }

  void oneLabelTakesTheOthersPlace() {
    const Scratch scratch;
    auto project = projectWithCases(scratch / "a.rhoproject", 1);
    Reading reading(project, project.annotators().add("Anna", Role::reader));
    reading.setLabel(1, 1, Verdict::present);
    QVERIFY(!reading.own(1).verdictOn(2));
    reading.setLabel(1, 2, Verdict::present);
    QCOMPARE(reading.own(1).labels.size(), std::size_t{1});
    QVERIFY(reading.own(1).verdictOn(2) == Verdict::present);
    reading.undo();  // both changes are one action
    QVERIFY(reading.own(1).verdictOn(1) == Verdict::present);
    QVERIFY(!reading.own(1).verdictOn(2));
    reading.setState(1, State::done);
    QVERIFY(reading.own(1).verdictOn(2) == Verdict::absent);
  }

  void goesBackOverAllAndForwardAgain() {
    const Scratch scratch;
    const auto file = scratch / "a.rhoproject";
    constexpr int steps = 250;
    Annotator anna;
    {
      auto project = projectWithCases(file, 5);
      anna = project.annotators().add("Anna", Role::reader);
      Reading reading(project, anna);
      for (int i = 0; i < steps; ++i) reading.setComment(1 + i % 5, std::to_string(i));
    }
    {
      auto project = Project::open(file);
      Reading reading(project, anna);
      for (int i = steps - 1; i >= steps / 2; --i) QVERIFY(reading.undo() == Id{1 + i % 5});
      QCOMPARE(reading.own(5).comment, std::to_string(steps / 2 - 1));
    }
    auto project = Project::open(file);
    Reading reading(project, anna);
    for (int i = steps / 2 - 1; i >= 0; --i) QVERIFY(reading.undo() == Id{1 + i % 5});
    QVERIFY(!reading.canUndo() && !reading.undo());
    for (Id id = 1; id <= 5; ++id) QVERIFY(reading.own(id).comment.empty());
    for (int i = 0; i < steps; ++i) QVERIFY(reading.redo() == Id{1 + i % 5});
    QVERIFY(!reading.canRedo() && !reading.redo());
    QCOMPARE(reading.own(5).comment, std::to_string(steps - 1));
    // Nothing was taken out: each undo and redo is an action as well.
    int actions = 0;
    project.history().each(std::nullopt, [&](const Action&) { ++actions; });
    QCOMPARE(actions, 3 * steps);
  }

  void aNewActionEndsWhatCanBeRedone() {
    const Scratch scratch;
    auto project = projectWithCases(scratch / "a.rhoproject", 1);
    Reading reading(project, project.annotators().add("Anna", Role::reader));
    for (const char* text : {"one", "two", "three"}) reading.setComment(1, text);
    reading.undo();
    reading.undo();
    reading.redo();
    QCOMPARE(reading.own(1).comment, std::string("two"));
    reading.setComment(1, "four");
    QVERIFY(!reading.canRedo());
    reading.undo();
    QCOMPARE(reading.own(1).comment, std::string("two"));
    reading.redo();
    QCOMPARE(reading.own(1).comment, std::string("four"));
    reading.undo();
    reading.undo();
    QCOMPARE(reading.own(1).comment, std::string("one"));
  }

  void nobodyUndoesAnothersActions() {
    const Scratch scratch;
    auto project = projectWithCases(scratch / "a.rhoproject", 1);
    Reading anna(project, project.annotators().add("Anna", Role::reader));
    Reading ben(project, project.annotators().add("Ben", Role::reader));
    anna.setComment(1, "a");
    ben.setComment(1, "b");
    QVERIFY(anna.undo());
    QVERIFY(!anna.undo());
    QCOMPARE(ben.own(1).comment, std::string("b"));
  }

  void whatChangesNothingIsNoStep() {
    const Scratch scratch;
    auto project = projectWithCases(scratch / "a.rhoproject", 1);
    Reading reading(project, project.annotators().add("Anna", Role::reader));
    reading.setComment(1, "one");
    reading.setComment(1, "one");
    reading.setLabel(1, 1, std::nullopt);
    reading.addSeconds(1, 3);
    reading.setMask(1, MaskKind::evidence, 0, rectangle({0, 0, 0, 0}));
    reading.undo();
    QVERIFY(reading.own(1).comment.empty());
    QVERIFY(!reading.canUndo());
    QCOMPARE(reading.own(1).seconds, 3.0);
  }

  void readersAreBlindUntilAdjudication() {
    const Scratch scratch;
    auto project = projectWithCases(scratch / "a.rhoproject", 2, {false, 2});
    Reading anna(project, project.annotators().add("Anna", Role::reader));
    Reading ben(project, project.annotators().add("Ben", Role::reader));
    Reading eva(project, project.annotators().add("Eva", Role::adjudicator));
    Reading data(project, project.annotators().add("data", Role::source));
    data.setLabel(1, 1, Verdict::present);
    anna.setLabel(1, 1, Verdict::present);
    anna.setState(1, State::done);
    ben.setLabel(1, 2, Verdict::present);
    ben.setState(1, State::done);
    QVERIFY(anna.others(1).empty() && ben.others(1).empty());
    QCOMPARE(eva.others(1).size(), std::size_t{3});
    eva.setLabel(1, 2, Verdict::present);
    QVERIFY(anna.others(1).empty());
    eva.setState(1, State::done);
    QCOMPARE(anna.others(1).size(), std::size_t{3});
    QVERIFY(anna.others(2).empty());
  }

  void mistakes() {
    const Scratch scratch;
    auto project = projectWithCases(scratch / "a.rhoproject", 1);
    const auto anna = project.annotators().add("Anna", Role::reader);
    Reading reading(project, anna);
    QCOMPARE(failureOf([&] {
               reading.setMask(1, MaskKind::evidence, 1, rectangle({0, 0, 1, 1}, {4, 4}));
             }).code,
             7);
    QCOMPARE(failureOf([&] {
               reading.setMask(9, MaskKind::evidence, 1, rectangle({0, 0, 1, 1}));
             }).code,
             7);
    QCOMPARE(failureOf([&] { reading.addSeconds(1, -1); }).code, 7);
    QCOMPARE(failureOf([&] { reading.addSeconds(1, std::nan("")); }).code, 7);
    // What the foreign keys refuse leaves nothing behind.
    QVERIFY(failureOf([&] { reading.setLabel(1, 77, Verdict::present); }).code != 0);
    QVERIFY(failureOf([&] { reading.setComment(99, "x"); }).code != 0);
    int actions = 0;
    project.history().each(std::nullopt, [&](const Action&) { ++actions; });
    QCOMPARE(actions, 0);
    QCOMPARE(failureOf([&] { roleNamed("king"); }).code, 7);
    QCOMPARE(failureOf([&] { stateNamed("asleep"); }).code, 7);
    QCOMPARE(failureOf([&] { verdictNamed("perhaps"); }).code, 7);
  }
};

QTEST_APPLESS_MAIN(TestHistory)
#include "tst_history.moc"
