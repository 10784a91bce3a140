// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "data/batch_source.h"
#include "data/streaming_reader.h"

namespace rho::data {

/// Where the images of a training are kept.
struct Loading {
  std::uint64_t memoryBytes = 0;  ///< most that they may take; 0: a quarter of the machine's memory
  Streaming streaming;            ///< where they are read anew in every epoch
};

/// The batches of a data set. Images that fit are read once and kept, all others are read ahead,
/// epoch after epoch; the batches are the same either way. Throws InvalidInput, Cancelled, and what
/// reading an image throws.
BatchSource openBatches(std::shared_ptr<const DataSet> data, const model::ModelCard& card,
                        const BatchPlan& plan, const Loading& loading = {},
                        const JobContext& context = {});

}  // namespace rho::data
