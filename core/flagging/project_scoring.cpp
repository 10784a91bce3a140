// SPDX-License-Identifier: Apache-2.0
#include "flagging/project_scoring.h"

#include <algorithm>
#include <optional>
#include <set>

#include "base/error.h"
#include "flagging/case_scores.h"
#include "image/read_image.h"
#include "model/checkpoint.h"
#include "trust/companions.h"

namespace rho::flagging {

using annotation::Case;
using annotation::Id;
using annotation::Project;

std::vector<Case> casesToScore(Project& project, const std::string& sha256, const std::string& name,
                               const ScoreRequest& request) {
  check(request);
  auto& scores = project.scores();
  scores.setModel(sha256, name);
  const auto pending = scores.casesWithoutConfidences();
  std::set<Id> ids(pending.begin(), pending.end());
  for (const auto& strategy : request.strategies)
    for (const Id id : scores.casesWithoutScore(strategy)) ids.insert(id);
  std::vector<Case> cases;
  for (const Id id : ids) cases.push_back(project.cases().get(id));
  return cases;
}

void keepScores(Project& project, Id id, const CaseScores& scores, std::uint64_t seed) {
  project.atomically([&] {
    project.scores().setConfidences(id, scores.confidences);
    if (!scores.embedding.empty()) project.scores().setEmbedding(id, scores.embedding);
    for (const auto& [strategy, value] : scores.scores)
      project.scores().setScore(id, strategy, value, seed);
  });
}

struct CaseScorer::State {
  ScoreRequest request;
  image::Image allowedInAll;  ///< empty: only what lies beside the images
  model::Model model;
  bool judgesEvidence = false;

  image::Image allowedIn(const Case& one) const {
    if (!judgesEvidence) return {};
    const auto beside = trust::maskBeside(one.path);
    return beside.empty() ? allowedInAll : image::readImage(beside.string());
  }
};

CaseScorer::CaseScorer(const ScoringRequest& request) {
  check(request.scores);
  m_state = std::make_unique<State>(State{
      request.scores, request.allowed.empty() ? image::Image() : image::readImage(request.allowed),
      model::loadModel(request.network, request.device),
      std::ranges::find(request.scores.strategies, "wrong-evidence") !=
          request.scores.strategies.end()});
}

CaseScorer::~CaseScorer() = default;

const model::ModelCard& CaseScorer::card() const { return m_state->model.card(); }

ScoringResult CaseScorer::ask(const std::vector<Case>& cases, const Keep& keep,
                              const JobContext& context) const {
  ScoringResult result;
  for (const auto& one : cases) {
    context.step(result.scored + std::ssize(result.problems), std::ssize(cases),
                 "asking the network");
    CaseScores scores;
    try {
      const auto allowed = m_state->allowedIn(one);
      result.withoutMask += m_state->judgesEvidence && allowed.empty() ? 1 : 0;
      scores =
          scoresOf(m_state->model, image::readImage(one.path), allowed, m_state->request, context);
    } catch (const Cancelled&) {
      throw;
    } catch (const Error& error) {
      result.problems.push_back({one.id, error.what()});
      continue;
    }
    keep(one.id, scores);
    ++result.scored;
  }
  context.report(1);
  return result;
}

}  // namespace rho::flagging
