// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "workbench/inspect/inspection.h"

namespace rho::workbench {

/// What is still missing of an inspection.
struct InspectPlan {
  std::shared_ptr<const Analysis> network;
  OpenCase opened;
  int target = -1;  ///< -1: the class that is predicted
  bool predict = true;
  std::vector<double> rhos;  ///< each > 0, for both directions
  double wantedRho = 0.1;    ///< computed first
  int seed = 0;
  /// Tiles that are asked of their methods; target -1: the one of the plan.
  struct Request {
    TileSetting tile;
    int target = -1;
    nlohmann::json options;
  };
  std::vector<Request> requests;
};

/// Where finished parts go, as they come.
struct InspectSinks {
  std::function<void(std::vector<float> confidences, int target, cv::Mat input)> predicted;
  std::function<void(Frame)> frame;
  std::function<void(std::string key, Answer)> answer;
};

/// Computes the plan: the prediction, the wanted ρ, the methods, the rest of the sweep. For a
/// worker. A method that fails says so in its answer and the rest goes on; other failures are
/// thrown as rho::Error, Cancelled among them; what was handed out stays valid.
void runInspection(const InspectPlan& plan, const InspectSinks& sinks, const JobContext& context);

}  // namespace rho::workbench
