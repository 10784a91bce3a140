// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <opencv2/core.hpp>
#include <optional>
#include <vector>

#include "base/job_context.h"
#include "explain/adversarial.h"
#include "image/image.h"
#include "model/model.h"

namespace rho::explain {

/// An adversarial explanation over a range of ρ.
struct SweepRequest {
  image::Image image;
  int target = 0;
  std::vector<Direction> directions = {Direction::raise, Direction::lower};
  std::vector<double> rhos;    ///< each > 0
  double wantedRho = 0.1;      ///< computed nearest first
  std::string mode = "paper";  ///< "paper" or "fast", as the adversarial methods' option
  int batch = 0;               ///< images at a time; 0 chooses one that bounds the memory
};

struct SweepPoint {
  Direction direction = Direction::raise;
  double rho = 0;  ///< asked for
  double rhoReached = 0;
  std::vector<float> confidences;  ///< of every class
  cv::Mat perturbed;               ///< as Explanation::perturbed
};

struct SweepResult {
  cv::Mat input;                         ///< what the model saw
  std::vector<float> confidencesBefore;  ///< at ρ = 0
  std::vector<SweepPoint> points;        ///< by direction, then by rho
  /// The ρ at which the decision first is another one, and at which the target's confidence falls
  /// to chance (1/C), while lowering; interpolated between the sweep's points, empty if never. A
  /// label that is not found is another decision while raising (crossing.h).
  std::optional<double> flipRho;
  std::optional<double> betterThanRandomRho;
  bool flipsByRaising = false;
};

/// Evenly spaced from step to last.
std::vector<double> evenRhos(double last, int count);

/// Streams every point to the sink as soon as it is computed. Throws InvalidInput (rho ≤ 0) and
/// Cancelled.
SweepResult sweep(const model::Model& model, const SweepRequest& request,
                  const std::function<void(const SweepPoint&)>& sink,
                  const JobContext& context = {});

}  // namespace rho::explain
