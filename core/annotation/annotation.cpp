// SPDX-License-Identifier: Apache-2.0
#include "annotation/annotation.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "base/error.h"

namespace rho::annotation {

namespace {

// In the order of the enumerations.
constexpr std::array roles = {"reader", "adjudicator", "source"};
constexpr std::array verdicts = {"present", "absent", "uncertain"};
constexpr std::array maskKinds = {"evidence", "no-evidence"};
constexpr std::array states = {"open", "done", "uncertain", "skipped"};

template <typename Value, typename Names>
Value named(const Names& names, const std::string& name, const std::string& what) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end())
    throw InvalidInput(what, "\"" + name + "\" is none",
                       fmt::format("choose one of {}", fmt::join(names, ", ")));
  return static_cast<Value>(found - names.begin());
}

}  // namespace

std::optional<Verdict> Annotation::verdictOn(Id classId) const {
  for (const auto& label : labels)
    if (label.classId == classId) return label.verdict;
  return isDone() ? std::optional(Verdict::absent) : std::nullopt;
}

const Mask* Annotation::mask(MaskKind kind, Id classId) const {
  const auto found = std::find_if(masks.begin(), masks.end(), [&](const auto& m) {
    return m.kind == kind && m.classId == classId;
  });
  return found == masks.end() ? nullptr : &found->mask;
}

std::string nameOf(Role role) { return roles.at(static_cast<std::size_t>(role)); }
std::string nameOf(Verdict verdict) { return verdicts.at(static_cast<std::size_t>(verdict)); }
std::string nameOf(MaskKind kind) { return maskKinds.at(static_cast<std::size_t>(kind)); }
std::string nameOf(State state) { return states.at(static_cast<std::size_t>(state)); }

Role roleNamed(const std::string& name) { return named<Role>(roles, name, "role"); }
Verdict verdictNamed(const std::string& name) { return named<Verdict>(verdicts, name, "verdict"); }
State stateNamed(const std::string& name) { return named<State>(states, name, "state"); }

}  // namespace rho::annotation
