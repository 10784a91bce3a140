// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "annotation/annotation_fixture.h"
#include "annotation/merge.h"

using namespace rho::annotation;
using rho::test::failureOf;
using rho::test::projectWithCases;
using rho::test::rectangle;
using rho::test::Scratch;

namespace {

int actionsOf(const Project& project) {
  int count = 0;
  project.history().each(std::nullopt, [&](const Action& action) {
    if (action.kind != ActionKind::note) ++count;
  });
  return count;
}

Reading readingOf(Project& project, const std::string& name) {
  return {project, project.annotators().named(name)};
}

QueueRequest requestOf(const std::string& strategy, int count) {
  QueueRequest request;
  request.strategies = {strategy};
  request.count = count;
  return request;
}

/// Two copies of a project of Anna and Ben with one common action.
void makeCopies(const Scratch& scratch) {
  auto project = projectWithCases(scratch / "a.rhoproject", 4, {false, 2});
  project.annotators().add("Anna", Role::reader);
  project.annotators().add("Ben", Role::reader);
  readingOf(project, "Anna").setComment(1, "common");
  project.backUp(scratch / "b.rhoproject");
}

}  // namespace

class TestMerge : public QObject {
  Q_OBJECT

 private slots:
  void bothCopiesWorkIsThere() {
    const Scratch scratch;
    makeCopies(scratch);
    int before = 0;
    {
      auto a = Project::open(scratch / "a.rhoproject");
      auto anna = readingOf(a, "Anna");
      anna.setLabel(1, 1, Verdict::present, 3);
      anna.setMask(1, MaskKind::evidence, 1, rectangle({1, 1, 3, 2}));
      anna.setState(1, State::done);
      before = actionsOf(a);
      auto b = Project::open(scratch / "b.rhoproject");
      // Another number of the same class, a class and a person that the first does not know.
      b.classes().add("bird");
      b.annotators().add("Cleo", Role::reader);
      auto ben = readingOf(b, "Ben");
      ben.setLabel(1, 3, Verdict::present, 4);
      ben.setState(1, State::done);
      ben.setComment(2, "x");
      ben.setComment(2, "y");
      ben.undo();
      readingOf(b, "Cleo").setState(2, State::skipped);
      b.cases().add({0, (scratch / "more.png").string(), rho::test::hashOf(77), 5, 8, 6, "", ""});
      b.scores().setModel("hash", "net");
      b.scores().setConfidences(5, std::vector{0.5F, 0.5F});
      b.queue().fill(requestOf("entropy", 1));
    }
    const auto result =
        merge(scratch / "a.rhoproject", scratch / "b.rhoproject", scratch / "c.rhoproject");
    QVERIFY(result.conflicts.empty() && result.renamed.empty());
    QCOMPARE(result.cases, 1);
    QCOMPARE(result.actions, 6);
    auto c = Project::open(scratch / "c.rhoproject");
    QCOMPARE(actionsOf(c), before + 6);
    QCOMPARE(c.cases().get(5).path, (scratch / "more.png").string());
    const auto anna = readingOf(c, "Anna").own(1), ben = readingOf(c, "Ben").own(1);
    QVERIFY(anna.verdictOn(1) == Verdict::present);
    QCOMPARE(anna.comment, std::string("common"));
    QCOMPARE(anna.seconds, 3.0);
    QCOMPARE(cv::countNonZero(anna.mask(MaskKind::evidence, 1)->pixels()), 6);
    QVERIFY(ben.verdictOn(c.classes().named("bird")) == Verdict::present);
    QVERIFY(readingOf(c, "Cleo").own(2).state == State::skipped);
    QCOMPARE(c.queue().counts().disputed, 1);
    // Undo and redo go on where the copies were.
    auto reading = readingOf(c, "Ben");
    QCOMPARE(reading.own(2).comment, std::string("x"));
    QVERIFY(reading.redo());
    QCOMPARE(reading.own(2).comment, std::string("y"));
    for (int i = 0; i < 4; ++i) QVERIFY(reading.undo());
    QVERIFY(!reading.undo());
    QVERIFY(reading.own(1).labels.empty());
    // What the network said and what was flagged.
    QCOMPARE(c.scores().confidences(5), (std::vector{0.5F, 0.5F}));
    QCOMPARE(c.queue().flagsOf(5).size(), std::size_t{1});
    // The copies are as they were, and merging once more brings nothing new.
    QCOMPARE(actionsOf(Project::open(scratch / "a.rhoproject")), before);
  }

  void mergingAgainBringsNothing() {
    const Scratch scratch;
    makeCopies(scratch);
    {
      auto b = Project::open(scratch / "b.rhoproject");
      readingOf(b, "Ben").setComment(3, "new");
      b.queue().fill(requestOf("random", 2));
    }
    merge(scratch / "a.rhoproject", scratch / "b.rhoproject", scratch / "c.rhoproject");
    const auto again =
        merge(scratch / "c.rhoproject", scratch / "b.rhoproject", scratch / "d.rhoproject");
    QCOMPARE(again.cases, 0);
    QCOMPARE(again.actions, 0);
    QVERIFY(again.conflicts.empty());
    auto d = Project::open(scratch / "d.rhoproject");
    QCOMPARE(readingOf(d, "Ben").own(3).comment, std::string("new"));
    QCOMPARE(d.queue().counts().flagged, 2);
  }

  void conflictsAreListedAndNothingIsLost() {
    const Scratch scratch;
    makeCopies(scratch);
    {
      auto a = Project::open(scratch / "a.rhoproject");
      readingOf(a, "Anna").setLabel(2, 1, Verdict::present);
      readingOf(a, "Anna").setComment(3, "same");
      readingOf(a, "Anna").setComment(4, "of a");
    }
    {
      auto b = Project::open(scratch / "b.rhoproject");
      readingOf(b, "Anna").setComment(1, "common, and more");  // changed in b alone
      readingOf(b, "Anna").setComment(3, "same");
      readingOf(b, "Anna").setComment(4, "of b");
      readingOf(b, "Ben").setComment(4, "of Ben");
    }
    const auto result =
        merge(scratch / "a.rhoproject", scratch / "b.rhoproject", scratch / "c.rhoproject");
    QCOMPARE(result.conflicts.size(), std::size_t{1});
    const auto& conflict = result.conflicts[0];
    QCOMPARE(conflict.annotator, std::string("Anna"));
    QCOMPARE(conflict.field, std::string("comment"));
    QCOMPARE(conflict.kept, std::string("of b"));
    QCOMPARE(conflict.other, std::string("of a"));
    QVERIFY(conflict.file.ends_with("4.png"));
    auto c = Project::open(scratch / "c.rhoproject");
    QCOMPARE(readingOf(c, "Anna").own(4).comment, std::string("of b"));
    QCOMPARE(readingOf(c, "Anna").own(1).comment, std::string("common, and more"));
    QVERIFY(readingOf(c, "Anna").own(2).verdictOn(1) == Verdict::present);
    // The other way round the later one counts as well.
    const auto back =
        merge(scratch / "b.rhoproject", scratch / "a.rhoproject", scratch / "d.rhoproject");
    QCOMPARE(back.conflicts.size(), std::size_t{1});
    QCOMPARE(back.conflicts[0].kept, std::string("of b"));
    auto d = Project::open(scratch / "d.rhoproject");
    QCOMPARE(readingOf(d, "Anna").own(4).comment, std::string("of b"));
    std::vector<std::string> comments;
    d.history().each(4, [&](const Action& action) {
      for (const auto& change : action.changes) comments.push_back(change.value.value_or(""));
    });
    std::sort(comments.begin(), comments.end());
    QCOMPARE(comments, (std::vector<std::string>{"of Ben", "of a", "of b"}));
  }

  void peopleOfOneName() {
    const Scratch scratch;
    makeCopies(scratch);
    Project::open(scratch / "a.rhoproject").annotators().add("Dan", Role::reader);
    {
      auto b = Project::open(scratch / "b.rhoproject");
      const auto dan = b.annotators().add("Dan", Role::reader);
      Reading(b, dan).setComment(1, "the other");
    }
    const auto result =
        merge(scratch / "a.rhoproject", scratch / "b.rhoproject", scratch / "c.rhoproject");
    QCOMPARE(result.renamed, std::vector<std::string>{"Dan (2)"});
    auto c = Project::open(scratch / "c.rhoproject");
    QCOMPARE(readingOf(c, "Dan (2)").own(1).comment, std::string("the other"));
  }

  void imagesKeepTheirPlaces() {
    const Scratch scratch;
    makeCopies(scratch);
    std::filesystem::create_directory(scratch / "team");
    merge(scratch / "a.rhoproject", scratch / "b.rhoproject", scratch / "team/c.rhoproject");
    QCOMPARE(Project::open(scratch / "team/c.rhoproject").cases().get(2).path,
             (scratch / "images/2.png").string());
  }

  void mistakes() {
    const Scratch scratch;
    makeCopies(scratch);
    projectWithCases(scratch / "other.rhoproject", 4);
    const auto files = scratch.fileCount();
    const auto failing = [&](const std::string& first, const std::string& second,
                             const std::string& out) {
      return failureOf([&] { merge(scratch / first, scratch / second, scratch / out); }).code;
    };
    QCOMPARE(failing("a.rhoproject", "other.rhoproject", "c.rhoproject"), 7);
    QCOMPARE(failing("a.rhoproject", "none.rhoproject", "c.rhoproject"), 3);
    QCOMPARE(failing("a.rhoproject", "b.rhoproject", "b.rhoproject"), 8);
    QCOMPARE(scratch.fileCount(), files);
  }
};

QTEST_APPLESS_MAIN(TestMerge)
#include "tst_merge.moc"
