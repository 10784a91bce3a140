// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "annotation/mask.h"

namespace rho::annotation {

/// The number of a case, class, annotator or action in one file. Copies of a project agree on the
/// images' hashes, the classes' names and the UUIDs of annotators and actions, not on these.
using Id = std::int64_t;

/// What is judged: one image.
struct Case {
  Id id = 0;
  std::string path;    ///< absolute; as readImage takes it
  std::string sha256;  ///< of the file
  std::int64_t bytes = 0;
  int width = 0, height = 0;
  std::string study;  ///< the same for images that belong together; names nobody; may be empty
  std::string split;  ///< "train", "test", …; may be empty
};

struct LabelClass {
  Id id = 0;
  std::string name;
};

enum class Role {
  reader,       ///< blind to all others until a case is adjudicated
  adjudicator,  ///< sees all readers and decides
  source        ///< labels that came with the data
};

struct Annotator {
  Id id = 0;
  std::string uuid, name;
  Role role = Role::reader;
};

/// Whether a class holds: as in tables of labels 1, 0 and -1. Once a case is done, a class without
/// a verdict is absent.
enum class Verdict { present, absent, uncertain };

/// Whether the region is evidence for a class, or must not be.
enum class MaskKind { evidence, noEvidence };

/// How far an annotator is with a case.
enum class State {
  open,
  done,
  uncertain,  ///< done, and somebody else should look
  skipped
};

struct GivenLabel {
  Id classId = 0;
  Verdict verdict = Verdict::present;
};

struct GivenMask {
  MaskKind kind = MaskKind::evidence;
  Id classId = 0;  ///< 0: of the case, whatever its class
  Mask mask;
};

/// Everything that one annotator says of one case.
struct Annotation {
  Id caseId = 0;
  Id annotatorId = 0;
  State state = State::open;
  std::vector<GivenLabel> labels;  ///< by class; one at most unless the project is multi-label
  std::vector<GivenMask> masks;
  std::string comment;
  double seconds = 0;  ///< spent on it so far

  /// Done or uncertain: there is nothing more to wait for.
  bool isDone() const { return state == State::done || state == State::uncertain; }
  /// The verdict on a class, where there is one; absent where there is none and the case is done.
  std::optional<Verdict> verdictOn(Id classId) const;
  const Mask* mask(MaskKind kind, Id classId) const;
};

std::string nameOf(Role role);
std::string nameOf(Verdict verdict);
std::string nameOf(MaskKind kind);
std::string nameOf(State state);
// These throw InvalidInput naming the words that exist.
Role roleNamed(const std::string& name);
Verdict verdictNamed(const std::string& name);
State stateNamed(const std::string& name);

}  // namespace rho::annotation
