// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <cstdint>
#include <vector>

#include "base/job_context.h"

namespace rho::data {

/// Gives the inputs of chosen items, batch by batch.
class InputReader {
 public:
  virtual ~InputReader() = default;
  /// From now on next() gives these items, batch of them at a time. What was started before is
  /// dropped.
  virtual void start(std::vector<std::int64_t> items, std::int64_t batch) = 0;
  /// batch×C×H×W as stored (Samples::inputs), where the data have masks with these as one more
  /// channel, on the reader's device. Throws what reading an image throws, Cancelled.
  virtual torch::Tensor next(const JobContext& context) = 0;
};

}  // namespace rho::data
