// SPDX-License-Identifier: Apache-2.0
#include "annotation/score_table.h"

#include <cmath>

#include "annotation/database.h"
#include "annotation/strategy.h"
#include "base/error.h"

namespace rho::annotation {

namespace {

ScoringModel modelIn(const Row& row) { return {row.integer(0), row.text(1), row.text(2)}; }

void requireFinite(std::span<const float> numbers, const char* subject) {
  for (const float number : numbers)
    if (!std::isfinite(number)) throw InvalidInput(subject, "hold something that is no number");
  if (numbers.empty()) throw InvalidInput(subject, "are empty");
}

}  // namespace

ScoringModel ScoreTable::setModel(const std::string& hash, const std::string& name) {
  if (hash.empty()) throw InvalidInput("network", "has no hash", "give it a card with one");
  m_database.transaction([&] {
    m_database.run(
        "INSERT INTO models (hash, name) VALUES (?, ?) "
        "ON CONFLICT (hash) DO UPDATE SET name = excluded.name",
        hash, name);
    m_database.run("INSERT OR REPLACE INTO project (key, value) VALUES ('model', ?)", hash);
  });
  return *model();
}

std::optional<ScoringModel> ScoreTable::model() const {
  return m_database.first(
      "SELECT id, hash, name FROM models WHERE hash = "
      "(SELECT value FROM project WHERE key = 'model')",
      modelIn);
}

Id ScoreTable::current() const {
  if (const auto found = model()) return found->id;
  throw InvalidInput(m_database.file().string(), "no network has scored its cases yet",
                     "score them with one");
}

void ScoreTable::setConfidences(Id caseId, std::span<const float> confidences) {
  requireFinite(confidences, "confidences");
  m_database.run(
      "INSERT OR REPLACE INTO confidences (model_id, case_id, confidences) VALUES (?, ?, ?)",
      current(), caseId, confidences);
}

void ScoreTable::setEmbedding(Id caseId, std::span<const float> embedding) {
  requireFinite(embedding, "embeddings");
  m_database.run(
      "INSERT OR REPLACE INTO embeddings (model_id, case_id, embedding) VALUES (?, ?, ?)",
      current(), caseId, embedding);
}

void ScoreTable::setScore(Id caseId, const std::string& strategy, double score,
                          std::uint64_t seed) {
  if (!std::isfinite(score)) throw InvalidInput(strategyNamed(strategy).id, "has no finite score");
  m_database.run(
      "INSERT OR REPLACE INTO scores (model_id, strategy, case_id, seed, score) "
      "VALUES (?, ?, ?, ?, ?)",
      current(), strategyNamed(strategy).id, caseId, seed, score);
}

std::vector<float> ScoreTable::confidences(Id caseId) const {
  return m_database
      .first(
          "SELECT confidences FROM confidences WHERE model_id = ? AND case_id = ?",
          [](const Row& row) { return row.floats(0); }, current(), caseId)
      .value_or(std::vector<float>{});
}

void ScoreTable::eachConfidences(
    const std::function<void(Id, const std::vector<float>&)>& take) const {
  m_database.query(
      "SELECT case_id, confidences FROM confidences WHERE model_id = ? ORDER BY case_id",
      [&](const Row& row) { take(row.integer(0), row.floats(1)); }, current());
}

std::unordered_map<Id, double> ScoreTable::scores(const std::string& strategy) const {
  std::unordered_map<Id, double> scores;
  m_database.query(
      "SELECT case_id, score FROM scores WHERE model_id = ? AND strategy = ?",
      [&](const Row& row) { scores[row.integer(0)] = row.real(1); }, current(),
      strategyNamed(strategy).id);
  return scores;
}

std::vector<float> ScoreTable::embedding(Id caseId) const {
  return m_database
      .first(
          "SELECT embedding FROM embeddings WHERE model_id = ? AND case_id = ?",
          [](const Row& row) { return row.floats(0); }, current(), caseId)
      .value_or(std::vector<float>{});
}

std::vector<Id> ScoreTable::casesWithoutConfidences() const {
  std::vector<Id> ids;
  m_database.query(
      "SELECT id FROM cases c WHERE NOT EXISTS "
      "(SELECT 1 FROM confidences WHERE model_id = ? AND case_id = c.id) ORDER BY id",
      [&](const Row& row) { ids.push_back(row.integer(0)); }, current());
  return ids;
}

std::vector<Id> ScoreTable::casesWithoutScore(const std::string& strategy) const {
  std::vector<Id> ids;
  m_database.query(
      "SELECT id FROM cases c WHERE NOT EXISTS "
      "(SELECT 1 FROM scores WHERE model_id = ? AND strategy = ? AND case_id = c.id) ORDER BY id",
      [&](const Row& row) { ids.push_back(row.integer(0)); }, current(),
      strategyNamed(strategy).id);
  return ids;
}

}  // namespace rho::annotation
