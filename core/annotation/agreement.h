// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "annotation/mask.h"
#include "annotation/project.h"

namespace rho::annotation {

/// Cohen's kappa (Cohen 1960) of two raters' categories for the same items. Nothing where it is not
/// defined: no items, or both always say the same one category.
std::optional<double> cohenKappa(std::span<const int> first, std::span<const int> second);

/// Fleiss' kappa (Fleiss 1971). counts: for each item how many raters chose each category; every
/// item has as many raters, two or more, else InvalidInput. Nothing where it is not defined.
std::optional<double> fleissKappa(const std::vector<std::vector<int>>& counts);

/// Dice's coefficient of two masks of one size, 0 to 1. Nothing where both are empty.
std::optional<double> dice(const Mask& first, const Mask& second);

/// How well two readers agree on a class.
struct PairAgreement {
  std::string first, second;  ///< names of readers
  std::string className;      ///< empty: on which class holds (single-label projects)
  int cases = 0;              ///< that both are done with
  std::optional<double> kappa;
  int masks = 0;  ///< cases where either painted evidence
  std::optional<double> meanDice;
};

/// How well all agree on a class.
struct GroupAgreement {
  std::string className;
  int cases = 0, readers = 0;  ///< readers of each of these cases
  std::optional<double> fleiss;
};

struct Agreement {
  std::vector<PairAgreement> pairs;
  std::vector<GroupAgreement> groups;
};

/// Of the readers, over the cases that they are done with; categories are a class's verdicts.
/// Fleiss' kappa is that of the cases with the most readers, who need not be the same ones.
Agreement agreementOf(const Project& project);

}  // namespace rho::annotation
