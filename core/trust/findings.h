// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace rho::trust {

/// Whether an image is one of those that a network was made for, by its distance from them.
struct RangeFinding {
  double distance = 0;
  double invertedDistance = 0;  ///< of the image with black and white exchanged
  double limit = 0;             ///< 99 of 100 images that were held out are nearer
  /// The largest of the reference's quantiles (0 to 1) that the image is beyond: so many of the
  /// images that were held out are nearer. 0 where none is.
  double nearer = 0;

  bool isOutside() const { return distance > limit; }
  /// Outside, while its inversion is much nearer and about as near as the others.
  bool looksInverted() const;
};

/// Where the values of a map lie.
struct Place {
  int row = 1, column = 1;  ///< the ninth of the picture with most of them: 0 is top, left
  double share = 0;         ///< of all values that lies in it
  double halfArea = 0;      ///< the fewest pixels that hold half of the values: a share of all
};

/// What a perturbation within ρ does to a finding.
struct Push {
  std::string method;
  double rhoReached = 0;
  double before = 0, after = 0;  ///< confidence in the finding
  Place place;                   ///< of the change
};

enum class Firmness {
  fragile,  ///< in the lowest quarter of its kind
  usual,
  firm  ///< in the highest quarter
};

/// How far an image is from another decision, among the images of a study of the same kind: of the
/// class that is decided, and right.
struct Standing {
  std::string kind, search, data;  ///< of the study
  std::string className;           ///< that is decided
  double distance = 0;             ///< RMSE; infinite where no change was found
  std::int64_t images = 0;         ///< of the same kind
  /// Midrank of the distance among theirs, 0 to 1: the share that is nearer to another decision,
  /// where those as near count half.
  double percentile = 0;

  Firmness firmness() const;
};

/// How alike the maps of two methods are.
struct Agreement {
  std::string first, second;
  double correlation = 0;  ///< Spearman's, −1 to 1
  double overlap = 0;      ///< IoU of their strongest pixels, 0 to 1
};

/// How much of a map lies outside of a region.
struct RegionShare {
  std::string method;
  double outside = 0;  ///< share of the map's magnitudes
};

/// How far a finding can be trusted, as far as it was looked at.
struct Findings {
  std::optional<RangeFinding> range;
  std::vector<Push> pushes;
  std::optional<Standing> standing;
  std::vector<Agreement> agreements;
  std::vector<RegionShare> shares;
  double areaOutside = 0;  ///< of the region that the shares are about: a share of all pixels
};

nlohmann::json toJson(const Findings& findings);

}  // namespace rho::trust
