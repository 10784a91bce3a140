// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "annotation/project.h"
#include "base/job_context.h"
#include "flagging/score_request.h"
#include "model/model_card.h"

namespace rho::flagging {

// A network is asked about the cases of a project in three steps, so that a project may live in
// another thread than the network: which cases, what it says of them, and keeping that.

/// Makes a network the one whose scores the project shows (flags that rest on another one expire)
/// and returns the cases that lack something of what is asked: what was stopped goes on where it
/// was. sha256, name: of its card. Throws InvalidInput.
std::vector<annotation::Case> casesToScore(annotation::Project& project, const std::string& sha256,
                                           const std::string& name, const ScoreRequest& request);

/// Writes what the project's network says of a case: all of it or nothing. Throws WriteFailed.
void keepScores(annotation::Project& project, annotation::Id id, const CaseScores& scores,
                std::uint64_t seed);

/// A network, and what it is asked.
struct ScoringRequest {
  std::string network;  ///< a file, or the name of a bundled one
  std::string device = "cpu";
  /// A picture that is bright where evidence may be, of the images' size, for those without
  /// NAME.mask.png beside them; empty: none.
  std::string allowed;
  ScoreRequest scores;
};

/// A case that could not be asked about.
struct UnscoredCase {
  annotation::Id id = 0;
  std::string reason;
};

struct ScoringResult {
  std::int64_t scored = 0;
  std::int64_t withoutMask = 0;  ///< "wrong-evidence" was asked and does not apply
  std::vector<UnscoredCase> problems;
};

/// Asks a network about cases one after the other. For a thread of its own: it knows no project.
class CaseScorer {
 public:
  /// Throws what reading the network and the picture throws, and as check().
  explicit CaseScorer(const ScoringRequest& request);
  ~CaseScorer();

  const model::ModelCard& card() const;

  using Keep = std::function<void(annotation::Id, const CaseScores&)>;
  /// Hands on what is said of a case as soon as it is known. A case that cannot be read is reported
  /// and the others go on. Throws Cancelled, and what keep throws.
  ScoringResult ask(const std::vector<annotation::Case>& cases, const Keep& keep,
                    const JobContext& context = {}) const;

 private:
  struct State;
  std::unique_ptr<State> m_state;
};

}  // namespace rho::flagging
