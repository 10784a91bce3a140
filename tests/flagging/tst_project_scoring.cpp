// SPDX-License-Identifier: Apache-2.0
// A network is asked about the cases of a project, stopped, and asked on.
#include "flagging/project_scoring.h"

#include "workbench/tiny_network.h"

#include <QtTest>
#include <stop_token>

#include "annotation/import.h"
#include "base/error.h"
#include "image/write_image.h"
#include "testing/scratch.h"

using namespace rho;
using annotation::Id;
using annotation::Project;
using flagging::CaseScorer;
using flagging::CaseScores;

namespace {

constexpr int count = 5;

/// A project with some pictures, and two networks.
struct Fixture {
  Fixture() {
    for (int i = 0; i < count; ++i)
      image::writePng8(scratch / ("images/" + std::to_string(i) + ".png"),
                       cv::Mat(16, 16, CV_8UC1, cv::Scalar(40 * i)));
    annotation::importImages(project, {(scratch / "images").string(), "", false});
    test::writeTinyNetwork(scratch / "tiny.safetensors");
    request.network = (scratch / "tiny.safetensors").string();
  }
  std::vector<annotation::Case> pending(const CaseScorer& scorer) {
    return casesToScore(project, scorer.card().sha256, scorer.card().name, request.scores);
  }
  CaseScorer::Keep keeping() {
    return [this](Id id, const CaseScores& scores) { keepScores(project, id, scores, 0); };
  }

  test::Scratch scratch;
  Project project = Project::create(scratch / "p.rhoproject", {}, {"round", "square"});
  flagging::ScoringRequest request;
};

}  // namespace

class TestProjectScoring : public QObject {
  Q_OBJECT
 private slots:
  void allThatIsAskedIsKept() {
    Fixture f;
    f.request.scores.strategies = {"bald"};
    const CaseScorer scorer(f.request);
    QCOMPARE(f.pending(scorer).size(), std::size_t{count});
    const auto result = scorer.ask(f.pending(scorer), f.keeping());
    QCOMPARE(result.scored, count);
    QVERIFY(result.problems.empty());
    QVERIFY(f.pending(scorer).empty());
    QCOMPARE(f.project.scores().scores("bald").size(), std::size_t{count});
    QCOMPARE(f.project.scores().confidences(1).size(), std::size_t{3});
    QVERIFY(!f.project.scores().embedding(1).empty());
    // Another strategy is another question about all of them.
    f.request.scores.strategies = {"bald", "fragile"};
    QCOMPARE(f.pending(scorer).size(), std::size_t{count});
  }

  void whatWasStoppedGoesOnThere() {
    Fixture f;
    const CaseScorer scorer(f.request);
    std::stop_source stop;
    int kept = 0;
    const auto keep = [&](Id id, const CaseScores& scores) {
      keepScores(f.project, id, scores, 0);
      if (++kept == 2) stop.request_stop();
    };
    QVERIFY_THROWS_EXCEPTION(Cancelled,
                             scorer.ask(f.pending(scorer), keep, JobContext(stop.get_token())));
    QCOMPARE(kept, 2);
    const auto left = f.pending(scorer);
    QCOMPARE(left.size(), std::size_t{count - 2});
    QCOMPARE(left.front().id, 3);
    QCOMPARE(scorer.ask(left, f.keeping()).scored, count - 2);
    QVERIFY(f.pending(scorer).empty());
  }

  void aCaseThatCannotBeReadStopsNoOther() {
    Fixture f;
    std::filesystem::remove(f.scratch / "images/1.png");
    const CaseScorer scorer(f.request);
    const auto result = scorer.ask(f.pending(scorer), f.keeping());
    QCOMPARE(result.scored, count - 1);
    QCOMPARE(result.problems.size(), std::size_t{1});
    QVERIFY(result.problems[0].reason.find("1.png") != std::string::npos);
    QCOMPARE(f.pending(scorer).size(), std::size_t{1});
  }

  /// A full disk is no trouble of one case.
  void whatCannotBeKeptEndsIt() {
    Fixture f;
    const CaseScorer scorer(f.request);
    int asked = 0;
    const auto keep = [&](Id, const CaseScores&) {
      ++asked;
      throw WriteFailed("project", "is full", "make room");
    };
    QVERIFY_THROWS_EXCEPTION(WriteFailed, scorer.ask(f.pending(scorer), keep));
    QCOMPARE(asked, 1);
  }

  void evidenceNeedsAPlace() {
    Fixture f;
    f.request.scores.strategies = {"wrong-evidence"};
    f.request.scores.methods = {"saliency"};
    QCOMPARE(CaseScorer(f.request).ask(f.pending(CaseScorer(f.request)), f.keeping()).withoutMask,
             count);
    cv::Mat allowed = cv::Mat::zeros(16, 16, CV_8UC1);
    allowed.rowRange(0, 8).setTo(255);
    image::writePng8(f.scratch / "allowed.png", allowed);
    f.request.allowed = (f.scratch / "allowed.png").string();
    const CaseScorer scorer(f.request);
    QCOMPARE(scorer.ask(f.pending(scorer), f.keeping()).withoutMask, 0);
    for (const auto& [id, share] : f.project.scores().scores("wrong-evidence"))
      QVERIFY(share >= 0 && share <= 1);
  }

  void nonsenseIsRefusedBeforeAnythingRuns() {
    Fixture f;
    f.request.scores.strategies = {"entropy"};
    QVERIFY_THROWS_EXCEPTION(InvalidInput, CaseScorer(f.request));
    QVERIFY_THROWS_EXCEPTION(InvalidInput,
                             casesToScore(f.project, "hash", "name", f.request.scores));
    QVERIFY(!f.project.scores().model());
  }
};

QTEST_GUILESS_MAIN(TestProjectScoring)
#include "tst_project_scoring.moc"
