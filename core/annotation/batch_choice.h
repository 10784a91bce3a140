// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "annotation/queue.h"

namespace rho::annotation {

/// A case that could be flagged.
struct Candidate {
  Id caseId = 0;
  std::uint64_t chance = 0;  ///< from the seed and the image alone, so that copies agree
};

struct ChosenCase {
  Id caseId = 0;
  double score = 0;
};

struct BatchChoice {
  std::vector<ChosenCase> cases;  ///< the next to be served first
  int unscored = 0;
};

/// Chooses the cases of a batch. Throws InvalidInput, Cancelled.
BatchChoice chooseBatch(const std::vector<Candidate>& candidates, const QueueRequest& request,
                        bool isMultiLabel, const ScoreTable& scores, const JobContext& context);

/// "entropy + fragile, diverse": how the request chooses, for people.
std::string describe(const QueueRequest& request);

}  // namespace rho::annotation
