// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "annotation/annotation.h"
#include "annotation/strategy.h"
#include "base/job_context.h"

namespace rho::annotation {

class Database;
class ScoreTable;
struct Candidate;

/// What a batch of cases is chosen by.
struct QueueRequest {
  std::vector<std::string> strategies = {"random"};  ///< several: by the mean of their ranks
  int count = 50;                                    ///< how many at most
  std::uint64_t seed = 0;                            ///< of chance, also between equal scores
  Aggregate aggregate = Aggregate::mean;             ///< multi-label
  /// Spreads the batch over the embeddings: k-center among the ten times as many that score best.
  bool isDiverse = false;
  std::string split;                 ///< only cases of this split; empty: all
  std::optional<Id> predictedClass;  ///< only where this output of the network is the largest
};

/// A case that waits in the queue, and why.
struct Flag {
  Id batchId = 0, caseId = 0;
  int position = 0;      ///< within its batch, from 0
  double score = 0;      ///< of one strategy; of several the mean rank, 0 to 1
  std::string strategy;  ///< "entropy", "entropy + fragile, diverse"
  std::uint64_t seed = 0;
  std::string modelHash;  ///< empty: no network was asked
};

struct FilledBatch {
  Id id = 0;
  int flagged = 0;
  int unscored = 0;  ///< cases that were left out because the network has no score of them
};

struct QueueCounts {
  std::int64_t cases = 0;
  std::int64_t flagged = 0;   ///< not expired, whether done or not
  std::int64_t done = 0;      ///< by as many readers as a case needs, or by an adjudicator
  std::int64_t disputed = 0;  ///< readers disagree, and no adjudicator is done with them
};

/// The cases that are to be annotated next, batch by batch. Flags expire with the network that they
/// rest on. An empty queue is a state.
class Queue {
 public:
  Queue(Database& database, const ScoreTable& scores) : m_database(database), m_scores(scores) {}

  /// Flags the cases that score highest of those that wait for a reader and are not flagged yet.
  /// The same request on the same content chooses the same cases. Throws InvalidInput (an unknown
  /// strategy, no network where one is needed), Cancelled.
  FilledBatch fill(const QueueRequest& request, const JobContext& context = {});

  /// What waits for an annotator, the next one first. Readers: flagged, not done by them, and still
  /// in need of a reader. Adjudicators: what readers disagree on or are uncertain of. Sources:
  /// none.
  std::vector<Flag> waiting(const Annotator& annotator, int limit = 100) const;
  /// All that a case was ever flagged for, the newest first; expired ones too.
  std::vector<Flag> flagsOf(Id caseId) const;
  QueueCounts counts() const;

 private:
  std::vector<Candidate> candidates(const QueueRequest& request) const;
  std::vector<Flag> waitingForReader(Id annotatorId, int limit) const;
  std::vector<Flag> disputed(Id annotatorId, int limit) const;

  Database& m_database;
  const ScoreTable& m_scores;
};

}  // namespace rho::annotation
