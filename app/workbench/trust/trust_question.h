// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <vector>

#include "image/image.h"
#include "trust/findings.h"

namespace rho::workbench {

/// What is asked about the trust in a finding.
struct TrustQuestion {
  /// What a tile or the sweep shows of a method.
  struct Shown {
    std::string title;                ///< in the window's language
    cv::Mat values;                   ///< the map; of perturbations what was added to the input
    std::optional<trust::Push> push;  ///< of what was swept; its place is not known yet
  };
  image::Image image;
  std::vector<Shown> shown;
  std::filesystem::path study, mask;  ///< empty: those beside network and image, where there are
};

/// What was found, and what could not be.
struct TrustAnswer {
  trust::Findings findings;
  std::filesystem::path study, mask;  ///< that were used; empty: none
  std::string studyFailure, maskFailure;
};

/// What is known of the trust in the current network's finding about the current case.
struct TrustState {
  std::optional<trust::RangeFinding> range;  ///< where there is a reference for the network
  std::string rangeFailure;                  ///< why it could not be used
  std::optional<TrustAnswer> answer;         ///< once it was asked for
};

}  // namespace rho::workbench
