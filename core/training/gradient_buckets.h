// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <memory>
#include <vector>

#include "training/workers.h"

namespace rho::training {

/// Averages the gradients of weights over the processes while the backward pass still runs: weights
/// are grouped into buckets from the last to the first, about the order in which their gradients
/// become ready, and a bucket travels as soon as it is full. Costs nothing in a run of one process.
class GradientBuckets {
 public:
  /// weights: leaves that require gradients, the same on every process. Watches them while it
  /// lives.
  GradientBuckets(const std::vector<torch::Tensor>& weights, Workers& workers);
  ~GradientBuckets();
  GradientBuckets(const GradientBuckets&) = delete;
  GradientBuckets& operator=(const GradientBuckets&) = delete;

  /// After each backward(), once: waits until every gradient is the mean over the processes. A
  /// weight without a gradient counts as 0. Throws WorkerLost.
  void finish();

 private:
  struct Bucket;
  class Watch;

  void ready(std::size_t bucket);
  void send();

  Workers& m_workers;
  std::vector<std::unique_ptr<Bucket>> m_buckets;
  std::size_t m_sent = 0;  ///< buckets under way; in order, because processes must agree on it
};

}  // namespace rho::training
