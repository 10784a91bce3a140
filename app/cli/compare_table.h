// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "quality_run.h"
#include "robustness/summary.h"
#include "training/evidence_share.h"

namespace rho::cli {

/// What is known of one network.
struct ComparedNetwork {
  std::string name, sha256;
  std::vector<std::string> classNames;
  robustness::Summary attack, betterThanRandom;
  std::optional<double> certified;  ///< accuracy at the radius
  std::vector<Summary> quality;
  training::EvidenceShare evidence;  ///< where the images have masks
};

nlohmann::json toJson(const ComparedNetwork& network);

/// The columns beyond accuracy and areas: a name for each, and its values as texts.
struct Column {
  std::string name;
  std::vector<std::string> values;
};

std::string csvOf(const std::vector<ComparedNetwork>& rows, const std::vector<Column>& columns);

/// title: what was measured, on what.
std::string textOf(const std::vector<ComparedNetwork>& rows, const std::vector<Column>& columns,
                   const std::string& title);

}  // namespace rho::cli
