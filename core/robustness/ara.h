// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <cstdint>
#include <functional>
#include <vector>

#include "base/job_context.h"
#include "model/model.h"
#include "robustness/area.h"
#include "robustness/outcome.h"

namespace rho::robustness {

/// How the smallest change is looked for.
enum class Search {
  paper,  ///< as published (Woods, Chen, Teuscher 2019): values that can be compared
  fast    ///< fewer and better steps: smaller distances in a fraction of the time
};

struct AraOptions {
  Outcome outcome = Outcome::attack;
  Search search = Search::paper;
  int steps = 450;        ///< paper: and one more visit that only looks
  double size = 20;       ///< paper: length of the path, RMSE
  double momentum = 0.9;  ///< paper
  int batch = 0;          ///< images at a time; 0 chooses one that bounds the memory
};

struct AraResult {
  std::vector<double> distances;  ///< smallest RMSE found per image; 0: wrong from the start
  double ara = 0;                 ///< area between accuracy over RMSE and chance
  double accuracy = 0;            ///< share of images with the true class on top
  double median = 0;              ///< of the distances
  int unchanged = 0;  ///< images whose outcome never changed; their distance is infinite
};

/// Told the distances of each batch as soon as they are known, with the index of its first image.
/// Called from the thread that called ara().
using AraSink = std::function<void(std::int64_t first, const std::vector<double>& distances)>;

/// inputs: N×C×H×W in [0,1] on any device; labels: N class indices (int64). Images are independent
/// of each other, so that the batch size changes nothing but speed and rounding. Of a multi-label
/// network one label can be measured, as model::oneLabel shows it. Throws InvalidInput (no images,
/// labels that do not fit, a multi-label network) and Cancelled.
AraResult ara(const model::Model& model, const torch::Tensor& inputs, const torch::Tensor& labels,
              const AraOptions& options = {}, const JobContext& context = {},
              const AraSink& sink = {});

}  // namespace rho::robustness
