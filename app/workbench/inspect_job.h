// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "workbench/inspection.h"

namespace rho::workbench {

/// What is still missing of an inspection.
struct InspectPlan {
  std::shared_ptr<const Analysis> network;
  image::Image image;
  int target = -1;  ///< -1: the class that is predicted
  bool predict = true;
  std::vector<double> rhos;  ///< each > 0, for both directions
  double wantedRho = 0.1;    ///< computed first
  std::vector<std::string> methods;
  std::string layer;  ///< for Grad-CAM; empty: the network's default
};

/// Where finished parts go, as they come.
struct InspectSinks {
  std::function<void(std::vector<float> confidences, int target)> predicted;
  std::function<void(Frame)> frame;
  std::function<void(std::string method, MapPicture)> map;
};

/// Computes the plan: the prediction, the wanted ρ, what is quick, the rest of the sweep, what is
/// slow. For a worker. Throws rho::Error, Cancelled among them; what was handed out stays valid.
void runInspection(const InspectPlan& plan, const InspectSinks& sinks, const JobContext& context);

}  // namespace rho::workbench
