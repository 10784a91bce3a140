// SPDX-License-Identifier: Apache-2.0
#include "annotation/batch_choice.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "annotation/ranking.h"
#include "annotation/score_table.h"
#include "base/error.h"

namespace rho::annotation {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr int poolFactor = 10;  // a batch is spread over that many times its size

struct Pooled {
  Candidate candidate;
  double score = 0;
};

using ScoresByCase = std::unordered_map<Id, double>;

ScoresByCase scoresOfConfidences(const Strategy& strategy, const QueueRequest& request,
                                 bool isMultiLabel, const ScoreTable& table) {
  ScoresByCase scores;
  table.eachConfidences([&](Id caseId, const std::vector<float>& confidences) {
    if (!confidences.empty())
      scores[caseId] = scoreOf(strategy, confidences, isMultiLabel, request.aggregate);
  });
  return scores;
}

/// In the candidates' order; not a number where there is none.
std::vector<double> scoresUnder(const std::string& name, const std::vector<Candidate>& candidates,
                                const QueueRequest& request, bool isMultiLabel,
                                const ScoreTable& table) {
  const auto& strategy = strategyNamed(name);
  std::vector<double> scores;
  scores.reserve(candidates.size());
  if (strategy.id == "random") {
    for (const auto& one : candidates) scores.push_back(static_cast<double>(one.chance) * 0x1p-64);
    return scores;
  }
  const auto known = strategy.ofProbabilities != nullptr
                         ? scoresOfConfidences(strategy, request, isMultiLabel, table)
                         : table.scores(strategy.id);
  for (const auto& one : candidates) {
    const auto found = known.find(one.caseId);
    scores.push_back(found == known.end() ? unknown : found->second);
  }
  return scores;
}

void keepPredicted(std::vector<Candidate>& candidates, Id output, const ScoreTable& table) {
  std::unordered_map<Id, Id> predicted;
  table.eachConfidences([&](Id caseId, const std::vector<float>& confidences) {
    predicted[caseId] =
        std::max_element(confidences.begin(), confidences.end()) - confidences.begin();
  });
  std::erase_if(candidates, [&](const Candidate& one) {
    const auto found = predicted.find(one.caseId);
    return found == predicted.end() || found->second != output;
  });
}

/// The candidates that every strategy has a score of, the highest first.
std::vector<Pooled> ranked(const std::vector<Candidate>& candidates,
                           std::vector<std::vector<double>> scores) {
  std::vector<Pooled> pool;
  std::vector<std::vector<double>> kept(scores.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const auto isUnknown = [&](const auto& list) { return std::isnan(list[i]); };
    if (std::any_of(scores.begin(), scores.end(), isUnknown)) continue;
    pool.push_back({candidates[i], 0});
    for (std::size_t s = 0; s < scores.size(); ++s) kept[s].push_back(scores[s][i]);
  }
  const auto combined = kept.size() == 1 ? kept.front() : meanRanks(kept);
  for (std::size_t i = 0; i < pool.size(); ++i) pool[i].score = combined[i];
  std::sort(pool.begin(), pool.end(), [](const Pooled& a, const Pooled& b) {
    return a.score != b.score ? a.score > b.score : a.candidate.chance > b.candidate.chance;
  });
  return pool;
}

std::vector<Pooled> spread(std::vector<Pooled> pool, std::size_t count, const ScoreTable& table) {
  pool.resize(std::min(pool.size(), count * poolFactor));
  std::vector<std::vector<float>> points;
  for (const auto& one : pool) {
    points.push_back(table.embedding(one.candidate.caseId));
    if (points.back().empty() || points.back().size() != points.front().size())
      throw InvalidInput("queue", "some of these cases have no embedding",
                         "score them with the network, or do without diversity");
  }
  std::vector<Pooled> chosen;
  for (const auto i : kCenter(points, count)) chosen.push_back(pool[i]);
  return chosen;
}

}  // namespace

BatchChoice chooseBatch(const std::vector<Candidate>& all, const QueueRequest& request,
                        bool isMultiLabel, const ScoreTable& table, const JobContext& context) {
  auto candidates = all;
  if (request.predictedClass) keepPredicted(candidates, *request.predictedClass, table);
  std::vector<std::vector<double>> scores;
  for (const auto& name : request.strategies) {
    context.throwIfStopped();
    scores.push_back(scoresUnder(name, candidates, request, isMultiLabel, table));
  }
  auto pool = ranked(candidates, std::move(scores));
  BatchChoice choice;
  choice.unscored = static_cast<int>(candidates.size() - pool.size());
  const auto count = static_cast<std::size_t>(request.count);
  context.throwIfStopped();
  if (request.isDiverse) pool = spread(std::move(pool), count, table);
  for (std::size_t i = 0; i < std::min(count, pool.size()); ++i)
    choice.cases.push_back({pool[i].candidate.caseId, pool[i].score});
  return choice;
}

std::string describe(const QueueRequest& request) {
  std::string text;
  for (const auto& name : request.strategies) text += (text.empty() ? "" : " + ") + name;
  if (request.isDiverse) text += ", diverse";
  if (request.aggregate == Aggregate::max) text += ", max over labels";
  return text;
}

}  // namespace rho::annotation
