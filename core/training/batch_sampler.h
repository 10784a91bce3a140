// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include "base/random.h"
#include "data/data_set.h"
#include "training/recipe.h"

namespace rho::training {

/// Draws the batches of an epoch from samples in memory, augmented as the recipe says.
class BatchSampler {
 public:
  BatchSampler(const data::Samples& samples, const Recipe& recipe);

  std::int64_t batchesPerEpoch() const { return m_samples.labels.size(0) / m_recipe.batch; }
  /// Shuffles, or draws every class equally often with replacement.
  void startEpoch(Random& random);
  /// Batch number index of the epoch.
  data::Samples batch(std::int64_t index, Random& random) const;

 private:
  std::int64_t drawBalanced(Random& random) const;

  data::Samples m_samples;
  Recipe m_recipe;
  std::vector<std::vector<std::int64_t>> m_byClass;
  std::vector<std::int64_t> m_order;
};

}  // namespace rho::training
