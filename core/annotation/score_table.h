// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "annotation/annotation.h"

namespace rho::annotation {

class Database;

/// A network that scored the cases.
struct ScoringModel {
  Id id = 0;
  std::string hash;  ///< ModelCard::sha256
  std::string name;
};

/// What a network says of the cases: confidences, embeddings, and the scores of strategies that
/// need more than confidences. Everything is kept under the network's hash and expires with it:
/// reads see the current network alone.
class ScoreTable {
 public:
  explicit ScoreTable(Database& database) : m_database(database) {}

  /// Makes a network the current one. Going back to an earlier one finds what that has said.
  ScoringModel setModel(const std::string& hash, const std::string& name);
  std::optional<ScoringModel> model() const;

  // All below throw InvalidInput where there is no current network.

  /// classes: as many as the network has, in its order.
  void setConfidences(Id caseId, std::span<const float> confidences);
  void setEmbedding(Id caseId, std::span<const float> embedding);
  /// strategy: an id of strategies(); a higher score is served earlier. seed: of what was random in
  /// it. Throws InvalidInput for a score that is not finite.
  void setScore(Id caseId, const std::string& strategy, double score, std::uint64_t seed = 0);

  std::vector<float> confidences(Id caseId) const;  ///< empty: not known
  void eachConfidences(const std::function<void(Id, const std::vector<float>&)>& take) const;
  std::unordered_map<Id, double> scores(const std::string& strategy) const;
  std::vector<float> embedding(Id caseId) const;  ///< empty: not known
  /// For background work that goes on where it stopped.
  std::vector<Id> casesWithoutConfidences() const;
  std::vector<Id> casesWithoutScore(const std::string& strategy) const;

 private:
  Id current() const;

  Database& m_database;
};

}  // namespace rho::annotation
