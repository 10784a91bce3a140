// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <vector>

#include "base/random.h"

namespace rho::training {

/// The random numbers of one step. They depend on the seed, the step and the place of an image in
/// the batch of all processes, and on nothing that happened before: a run that goes on after a
/// stop draws what it would have drawn.
class StepRandom {
 public:
  /// rank of size: which of the processes this is.
  StepRandom(std::uint64_t seed, std::int64_t step, int rank = 0, int size = 1);

  /// [0, 1) for each of this process's images; an image gets the same number whatever the number of
  /// processes.
  std::vector<double> perImage(std::int64_t images);
  /// For Network::seedTraining(), the same in all processes.
  std::uint64_t networkSeed() const { return m_networkSeed; }
  /// 0 to n-1, the same in all processes.
  std::int64_t integer(std::int64_t n) { return m_shared.integer(n); }

  /// Of x's shape, type and device, and other numbers in every process: standard normal, or uniform
  /// in [-1, 1).
  torch::Tensor normalLike(const torch::Tensor& x);
  torch::Tensor uniformLike(const torch::Tensor& x);

 private:
  torch::Generator generatorFor(const torch::Device& device);

  Random m_shared, m_own;
  std::uint64_t m_networkSeed;
  int m_rank, m_size;
};

}  // namespace rho::training
