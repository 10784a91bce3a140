// SPDX-License-Identifier: Apache-2.0
#include "data/splits.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace rho::data {

namespace {

using Names = std::vector<std::string>;

const std::array<Names, 3>& synonyms() {
  static const std::array<Names, 3> all = {
      Names{"train", "training"}, Names{"validation", "val", "valid"}, Names{"test", "testing"}};
  return all;
}

/// "val2017" is "val".
std::string withoutYear(const std::string& name) {
  const auto digits = name.find_last_not_of("0123456789");
  return digits != name.npos && name.size() - digits - 1 == 4 ? name.substr(0, digits + 1) : name;
}

const Names* synonymsOf(const std::string& name) {
  for (const auto& names : synonyms())
    if (std::find(names.begin(), names.end(), withoutYear(name)) != names.end()) return &names;
  return nullptr;
}

}  // namespace

bool isSplitName(const std::string& name) { return synonymsOf(name) != nullptr; }

std::optional<std::string> findSplit(const std::vector<std::string>& existing,
                                     const std::string& wanted) {
  const auto name = wanted.empty() ? "test" : wanted;
  if (std::find(existing.begin(), existing.end(), name) != existing.end()) return name;
  if (const auto* meant = synonymsOf(name))
    for (const auto& split : existing)
      if (synonymsOf(split) == meant) return split;
  return std::nullopt;
}

std::optional<std::string> chooseSplit(const std::vector<std::string>& existing,
                                       const std::string& wanted, const std::string& subject) {
  if (const auto found = findSplit(existing, wanted)) return found;
  if (existing.empty() && (wanted.empty() || wanted == "train")) return std::nullopt;
  throw NoSuchSplit(subject, fmt::format("has no split \"{}\"", wanted.empty() ? "test" : wanted),
                    existing.empty() ? "leave the split out"
                                     : fmt::format("choose one of: {}", fmt::join(existing, ", ")));
}

}  // namespace rho::data
