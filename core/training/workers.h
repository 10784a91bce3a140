// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <memory>
#include <string>
#include <vector>

namespace rho::training {

/// The processes that train one network together. Each computes on its share of every batch: batch
/// b of an epoch is drawn for all of them, size() times the recipe's batch with the same random
/// numbers everywhere, and process r takes the r-th part. Every process makes the same calls in the
/// same order.
///
/// This class is the run of one process, where there is nothing to exchange; ProcessGroup is the
/// one of several.
class Workers {
 public:
  virtual ~Workers() = default;

  virtual int rank() const { return 0; }
  virtual int size() const { return 1; }
  bool leads() const { return rank() == 0; }  ///< the one that validates, writes and reports

  /// A sum that is under way. Dropping it unfinished is safe.
  class Pending {
   public:
    virtual ~Pending() = default;
    /// Blocks until the tensor holds the sum. Throws WorkerLost.
    virtual void wait() {}
  };

  /// Starts replacing a contiguous tensor by its sum over the processes; the same bits everywhere.
  virtual std::unique_ptr<Pending> startSum(const torch::Tensor&) {
    return std::make_unique<Pending>();
  }
  /// Replaces tensors of any shape and device by those of process 0. Throws WorkerLost.
  virtual void broadcast(const std::vector<torch::Tensor>&) {}

  /// Replaces tensors by their means over the processes. Throws WorkerLost.
  void allReduceMean(const std::vector<torch::Tensor>& tensors);
  /// The sum over the processes, differentiable any number of times: the gradient of a sum over
  /// processes is the sum of their gradients. For the statistics of a global batch norm.
  torch::Tensor differentiableSum(const torch::Tensor& tensor);
  /// Whether any process says so, for example that it was asked to stop.
  bool any(bool mine);
  /// Throws InvalidInput naming `what` on every process where it is not the same text on all.
  void requireSame(const std::string& what, const std::string& text);
};

}  // namespace rho::training
