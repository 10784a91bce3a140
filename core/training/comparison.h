// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/job_context.h"
#include "robustness/area.h"

namespace rho::training {

/// Two networks that are compared on the same images, which neither should have learned from.
struct ComparisonRequest {
  std::string before, after;  ///< files, or names of bundled networks
  // As a run names them: what it learned from, and what it was measured on; empty: the data's own
  // split for that.
  std::string data, validation;
  std::string device = "cpu";
};

/// One figure of both networks.
struct ComparedFigure {
  /// "accuracy"; "ara": attack ARA by the fast search, infinite where no decision ever changed;
  /// "evidence_inside", "evidence_outside": as in EvidenceShare, of decisions on images with masks.
  std::string id;
  std::int64_t images = 0;  ///< that it is of
  double before = 0, after = 0;
  /// 95 % interval of after − before; of 10 images and more.
  std::optional<robustness::Interval> difference;
};

struct ComparedName {
  std::string name, sha256;
};

struct Comparison {
  ComparedName before, after;
  std::string data;         ///< name of what was held out
  std::int64_t images = 0;  ///< held out
  std::vector<ComparedFigure> figures;
};

/// What `rho compare` measures of each network, and how far the two differ. Evidence where the
/// images have masks. Throws InvalidInput (nothing is held out, a multi-label network, classes that
/// do not fit), Cancelled, and what reading networks and data throws.
Comparison compareNetworks(const ComparisonRequest& request, const JobContext& context = {});

nlohmann::json toJson(const Comparison& comparison);
/// Throws BrokenFile naming subject.
Comparison comparisonFromJson(const nlohmann::json& json, const std::string& subject);

}  // namespace rho::training
