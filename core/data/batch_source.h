// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <memory>

#include "base/job_context.h"
#include "data/data_set.h"
#include "data/input_reader.h"

namespace rho::data {

/// How the images of an epoch are drawn and changed.
struct BatchPlan {
  std::int64_t batch = 64;  ///< images per step and process
  bool balanced = false;    ///< every class equally often, with replacement
  int shift = 0;            ///< random shift of up to this many pixels, edges replicated
  bool flip = false;        ///< random left-right flip
  std::uint64_t seed = 1;
  int rank = 0;  ///< this process of size processes
  int size = 1;
  torch::Device device = torch::kCPU;
};

/// The batches of a training run. What a batch holds depends on the seed, the epoch, the batch's
/// number and batch × size alone: an epoch can be entered at any batch, and the batches of the
/// processes together are the batch of a single process.
class BatchSource {
 public:
  /// labels: of all images that the reader reads, as in Samples. hasMasks: whether their last
  /// channel is their mask. Throws InvalidInput when they are fewer than one batch of all
  /// processes.
  BatchSource(std::unique_ptr<InputReader> reader, const torch::Tensor& labels,
              const BatchPlan& plan, bool hasMasks = false);

  bool hasMasks() const { return m_hasMasks; }

  /// Whole batches: the images left over are others in the next epoch.
  std::int64_t batchesPerEpoch() const;
  /// next() will give this batch of this epoch, both from 0. Waits for nothing.
  void startEpoch(std::int64_t epoch, std::int64_t batch = 0);
  /// inputs: batch×C×H×W float in [0,1] on the device; labels and masks there too. Throws what
  /// reading an image throws, Cancelled.
  Samples next(const JobContext& context = {});

 private:
  std::int64_t imagesPerStep() const { return m_plan.batch * m_plan.size; }

  std::unique_ptr<InputReader> m_reader;
  torch::Tensor m_labels;
  BatchPlan m_plan;
  bool m_hasMasks;
  std::vector<std::vector<std::int64_t>> m_byClass;  ///< where balanced
  std::vector<std::int64_t> m_order;
  torch::Tensor m_own;  ///< this process's items of the epoch from its first batch on
  std::int64_t m_epoch = 0, m_batch = 0, m_taken = 0;
};

/// The batches of samples in memory; up to 4 GiB of them are kept on the plan's device.
BatchSource batchesInMemory(const Samples& samples, const BatchPlan& plan);

}  // namespace rho::data
