// SPDX-License-Identifier: Apache-2.0
#include <QtTest>
#include <algorithm>
#include <cmath>
#include <set>

#include "annotation/annotation_fixture.h"
#include "annotation/ranking.h"

using namespace rho::annotation;
using rho::test::failureOf;
using rho::test::projectWithCases;
using rho::test::Scratch;

namespace {

std::vector<Id> idsOf(const std::vector<Flag>& flags) {
  std::vector<Id> ids;
  for (const auto& flag : flags) ids.push_back(flag.caseId);
  return ids;
}

QueueRequest requestOf(std::vector<std::string> strategies, int count, std::uint64_t seed = 0) {
  QueueRequest request;
  request.strategies = std::move(strategies);
  request.count = count;
  request.seed = seed;
  return request;
}

bool near(double a, double b) { return std::abs(a - b) < 1e-6; }

}  // namespace

class TestQueue : public QObject {
  Q_OBJECT

 private slots:
  void strategiesOfConfidences_data() {
    QTest::addColumn<QString>("strategy");
    QTest::addColumn<QList<float>>("confidences");
    QTest::addColumn<bool>("multi");
    QTest::addColumn<bool>("max");
    QTest::addColumn<double>("score");
    const QList<float> three = {0.5F, 0.3F, 0.2F}, sure = {1, 0, 0}, labels = {0.5F, 0.9F};
    const double half = std::log(2), ninth = -(0.9 * std::log(0.9) + 0.1 * std::log(0.1));
    QTest::newRow("least") << "least-confidence" << three << false << false << 0.5;
    QTest::newRow("margin") << "margin" << three << false << false << 0.8;
    QTest::newRow("entropy") << "entropy" << three << false << false << 1.0296530140645737;
    QTest::newRow("sure, least") << "least-confidence" << sure << false << false << 0.0;
    QTest::newRow("sure, margin") << "margin" << sure << false << false << 0.0;
    QTest::newRow("sure, entropy") << "entropy" << sure << false << false << 0.0;
    QTest::newRow("one class") << "margin" << QList<float>{1} << false << false << 0.0;
    QTest::newRow("labels, mean") << "entropy" << labels << true << false << (half + ninth) / 2;
    QTest::newRow("labels, max") << "entropy" << labels << true << true << half;
    QTest::newRow("labels, least") << "least-confidence" << labels << true << false << 0.3;
    QTest::newRow("labels, margin") << "margin" << labels << true << true << 1.0;
  }
  void strategiesOfConfidences() {
    QFETCH(QString, strategy);
    QFETCH(QList<float>, confidences);
    QFETCH(bool, multi);
    QFETCH(bool, max);
    QFETCH(double, score);
    const auto found =
        scoreOf(strategyNamed(strategy.toStdString()), {confidences.begin(), confidences.end()},
                multi, max ? Aggregate::max : Aggregate::mean);
    QVERIFY2(near(found, score), qPrintable(QString::number(found, 'g', 12)));
  }

  void ranksShareTies() {
    QCOMPARE(ranks(std::vector<double>{3, 1, 2}), (std::vector<double>{1, 0, 0.5}));
    QCOMPARE(ranks(std::vector<double>{1, 1, 5}), (std::vector<double>{0.25, 0.25, 1}));
    QCOMPARE(ranks(std::vector<double>{7}), (std::vector<double>{0}));
    // The units of the second do not count.
    QCOMPARE(meanRanks({{3, 1, 2}, {-100, -300, 900}}), (std::vector<double>{0.75, 0, 0.75}));
  }

  void kCenterSpreads() {
    const std::vector<std::vector<float>> points = {{0, 0}, {0.1F, 0}, {10, 0}, {10, 0.1F}, {0, 5}};
    QCOMPARE(kCenter(points, 3), (std::vector<std::size_t>{0, 3, 4}));
    QCOMPARE(kCenter({{1}, {1}, {1}}, 3), (std::vector<std::size_t>{0, 1, 2}));
    QCOMPARE(kCenter({{1}}, 5).size(), std::size_t{1});
    QVERIFY(kCenter({}, 2).empty());
  }

  void chanceComesFromTheSeed() {
    const Scratch scratch;
    auto project = projectWithCases(scratch / "a.rhoproject", 100);
    const auto anna = project.annotators().add("Anna", Role::reader);
    auto other = projectWithCases(scratch / "b.rhoproject", 100);
    const auto ben = other.annotators().add("Ben", Role::reader);
    QCOMPARE(project.queue().fill(requestOf({"random"}, 10, 3)).flagged, 10);
    other.queue().fill(requestOf({"random"}, 10, 3));
    const auto first = idsOf(project.queue().waiting(anna));
    QCOMPARE(first, idsOf(other.queue().waiting(ben)));
    QVERIFY(first != (std::vector<Id>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}));
    // What is flagged is not flagged again.
    project.queue().fill(requestOf({"random"}, 200, 4));
    const auto all = idsOf(project.queue().waiting(anna, 1000));
    QCOMPARE(std::set<Id>(all.begin(), all.end()).size(), std::size_t{100});
    QCOMPARE(project.queue().fill(requestOf({"random"}, 10)).flagged, 0);
  }

  void theMostDoubtfulFirst() {
    const Scratch scratch;
    auto project = projectWithCases(scratch / "a.rhoproject", 6);
    const auto anna = project.annotators().add("Anna", Role::reader);
    project.scores().setModel("hash-1", "one");
    for (Id id = 1; id <= 5; ++id) {
      const float p = 0.5F + 0.08F * static_cast<float>((id * 3) % 5);
      project.scores().setConfidences(id, std::vector{p, 1 - p});
    }
    const auto batch = project.queue().fill(requestOf({"entropy"}, 3));
    QCOMPARE(batch.flagged, 3);
    QCOMPARE(batch.unscored, 1);
    const auto waiting = project.queue().waiting(anna);
    QCOMPARE(idsOf(waiting), (std::vector<Id>{5, 2, 4}));
    QCOMPARE(waiting[0].modelHash, std::string("hash-1"));
    QCOMPARE(waiting[0].strategy, std::string("entropy"));
    QVERIFY(near(waiting[0].score, std::log(2)));
    QCOMPARE(project.scores().casesWithoutConfidences(), std::vector<Id>{6});
  }

  void strategiesTogether() {
    const Scratch scratch;
    auto project = projectWithCases(scratch / "a.rhoproject", 4);
    const auto anna = project.annotators().add("Anna", Role::reader);
    auto& scores = project.scores();
    scores.setModel("hash", "one");
    const std::vector<double> fragile = {1, 2, 3, 4}, wrong = {0.9, 0.3, 0.8, 0.1};
    for (Id id = 1; id <= 4; ++id) {
      scores.setScore(id, "fragile", fragile[static_cast<std::size_t>(id - 1)], 5);
      scores.setScore(id, "wrong-evidence", wrong[static_cast<std::size_t>(id - 1)]);
    }
    project.queue().fill(requestOf({"fragile", "wrong-evidence"}, 2));
    const auto waiting = project.queue().waiting(anna);
    QCOMPARE(waiting[0].caseId, 3);  // its ranks are 2/3 and 2/3; no other mean is above 1/2
    QVERIFY(near(waiting[0].score, 2.0 / 3));
    QCOMPARE(waiting[0].strategy, std::string("fragile + wrong-evidence"));
    QVERIFY(scores.casesWithoutScore("fragile").empty());
    QCOMPARE(scores.casesWithoutScore("bald").size(), std::size_t{4});
  }

  void diversityAndFilters() {
    const Scratch scratch;
    auto project = projectWithCases(scratch / "a.rhoproject", 20);
    const auto anna = project.annotators().add("Anna", Role::reader);
    auto& scores = project.scores();
    scores.setModel("hash", "one");
    for (Id id = 1; id <= 20; ++id) {
      // Cases 1 to 15 are alike and doubtful; 16 to 20 are each of their own kind.
      const float p = id <= 15 ? 0.5F : 0.6F;
      scores.setConfidences(id, std::vector{p, 1 - p});
      scores.setEmbedding(id, std::vector{id <= 15 ? 0.0F : static_cast<float>(id), 1.0F});
    }
    auto request = requestOf({"entropy"}, 6);
    request.isDiverse = true;
    project.queue().fill(request);
    const auto ids = idsOf(project.queue().waiting(anna));
    QCOMPARE(std::count_if(ids.begin(), ids.end(), [](Id id) { return id > 15; }), 5);
    auto ofSplit = requestOf({"random"}, 20);
    ofSplit.split = "train";
    project.queue().fill(ofSplit);
    for (const auto& flag : project.queue().waiting(anna, 100))
      if (flag.strategy == "random") QVERIFY(flag.caseId % 2 == 0);
    auto ofClass = requestOf({"random"}, 20);
    ofClass.predictedClass = 1;
    QCOMPARE(project.queue().fill(ofClass).flagged, 0);
  }

  void flagsExpireWithTheNetwork() {
    const Scratch scratch;
    auto project = projectWithCases(scratch / "a.rhoproject", 4);
    const auto anna = project.annotators().add("Anna", Role::reader);
    auto& scores = project.scores();
    scores.setModel("first", "one");
    for (Id id = 1; id <= 4; ++id) scores.setConfidences(id, std::vector{0.5F, 0.5F});
    project.queue().fill(requestOf({"margin"}, 2));
    project.queue().fill(requestOf({"random"}, 1));
    QCOMPARE(project.queue().waiting(anna).size(), std::size_t{3});
    scores.setModel("second", "two");
    QVERIFY(scores.confidences(1).empty());
    QCOMPARE(scores.casesWithoutConfidences().size(), std::size_t{4});
    const auto left = project.queue().waiting(anna);
    QCOMPARE(left.size(), std::size_t{1});  // chance does not expire
    QCOMPARE(left[0].strategy, std::string("random"));
    QCOMPARE(project.queue().counts().flagged, 1);
    scores.setModel("first", "one");
    QCOMPARE(project.queue().waiting(anna).size(), std::size_t{3});
  }

  void emptyIsAState() {
    const Scratch scratch;
    auto project = Project::create(scratch / "a.rhoproject", {});
    Reading anna(project, project.annotators().add("Anna", Role::reader));
    QVERIFY(!anna.next());
    QCOMPARE(project.queue().fill(requestOf({"random"}, 5)).flagged, 0);
    QVERIFY(project.queue().waiting(anna.annotator()).empty());
    QCOMPARE(project.queue().counts().cases, 0);
  }

  void servesUntilAllIsDone() {
    const Scratch scratch;
    auto project = projectWithCases(scratch / "a.rhoproject", 3, {false, 2});
    project.queue().fill(requestOf({"random"}, 3, 8));
    Reading anna(project, project.annotators().add("Anna", Role::reader));
    Reading ben(project, project.annotators().add("Ben", Role::reader));
    Reading cleo(project, project.annotators().add("Cleo", Role::reader));
    Reading eva(project, project.annotators().add("Eva", Role::adjudicator));
    const auto order = idsOf(project.queue().waiting(anna.annotator()));
    QCOMPARE(order.size(), std::size_t{3});
    for (const auto id : order) {
      const auto served = anna.next();
      QCOMPARE(served->caseId, id);
      anna.setLabel(id, 1, Verdict::present);
      anna.setState(id, id == order[2] ? State::skipped : State::done);
    }
    QVERIFY(!anna.next());
    anna.undo();  // the last one waits again
    QCOMPARE(anna.next()->caseId, order[2]);
    anna.redo();
    // Ben agrees on the first and not on the second.
    ben.setLabel(order[0], 1, Verdict::present);
    ben.setState(order[0], State::done);
    ben.setLabel(order[1], 2, Verdict::present);
    ben.setState(order[1], State::done);
    // Two readers are enough for each; the skipped one still needs two.
    QCOMPARE(idsOf(project.queue().waiting(cleo.annotator())), std::vector<Id>{order[2]});
    auto counts = project.queue().counts();
    QCOMPARE(counts.done, 2);
    QCOMPARE(counts.disputed, 1);
    QCOMPARE(eva.next()->caseId, order[1]);
    eva.setLabel(order[1], 2, Verdict::present);
    eva.setState(order[1], State::done);
    QVERIFY(!eva.next());
    QCOMPARE(project.queue().counts().disputed, 0);
    cleo.setState(order[2], State::uncertain);  // one who is uncertain is enough to ask
    QCOMPARE(eva.next()->caseId, order[2]);
    // Each served case is in the history with its reason.
    int served = 0;
    project.history().each(order[0], [&](const Action& action) {
      if (action.kind != ActionKind::served) return;
      ++served;
      QVERIFY(action.note.find("\"strategy\":\"random\"") != std::string::npos);
      QVERIFY(action.note.find("\"seed\":8") != std::string::npos);
    });
    QCOMPARE(served, 1);
    QCOMPARE(project.queue().flagsOf(order[0]).size(), std::size_t{1});
  }

  void mistakes_data() {
    QTest::addColumn<QStringList>("strategies");
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("diverse");
    QTest::newRow("unknown") << QStringList{"astrology"} << 5 << false;
    QTest::newRow("none") << QStringList{} << 5 << false;
    QTest::newRow("nothing wanted") << QStringList{"random"} << 0 << false;
    QTest::newRow("no network") << QStringList{"entropy"} << 5 << false;
    QTest::newRow("no network, two") << QStringList{"random", "bald"} << 5 << false;
    QTest::newRow("no embeddings") << QStringList{"random"} << 5 << true;
  }
  void mistakes() {
    QFETCH(QStringList, strategies);
    QFETCH(int, count);
    QFETCH(bool, diverse);
    const Scratch scratch;
    const auto project = projectWithCases(scratch / "a.rhoproject", 3);
    QueueRequest request;
    request.strategies.clear();
    for (const auto& name : strategies) request.strategies.push_back(name.toStdString());
    request.count = count;
    request.isDiverse = diverse;
    QCOMPARE(failureOf([&] { project.queue().fill(request); }).code, 7);
    QCOMPARE(project.queue().counts().flagged, 0);
  }

  void badScores() {
    const Scratch scratch;
    auto project = projectWithCases(scratch / "a.rhoproject", 1);
    auto& scores = project.scores();
    const std::vector<float> good = {0.5F}, bad = {std::nanf("")};
    QCOMPARE(failureOf([&] { scores.setConfidences(1, good); }).code, 7);
    QCOMPARE(failureOf([&] { scores.setModel("", "x"); }).code, 7);
    scores.setModel("hash", "x");
    QCOMPARE(failureOf([&] { scores.setConfidences(1, bad); }).code, 7);
    QCOMPARE(failureOf([&] { scores.setConfidences(1, {}); }).code, 7);
    QCOMPARE(failureOf([&] { scores.setScore(1, "fragile", INFINITY); }).code, 7);
    QCOMPARE(failureOf([&] { scores.setScore(1, "astrology", 1); }).code, 7);
    QVERIFY(scores.confidences(1).empty());
  }
};

QTEST_APPLESS_MAIN(TestQueue)
#include "tst_queue.moc"
