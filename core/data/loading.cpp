// SPDX-License-Identifier: Apache-2.0
#include "data/loading.h"

#include <unistd.h>

#include "model/tensor.h"

namespace rho::data {

namespace {

std::uint64_t quarterOfMemory() {
  const auto pages = ::sysconf(_SC_PHYS_PAGES), bytes = ::sysconf(_SC_PAGESIZE);
  return pages > 0 && bytes > 0
             ? static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(bytes) / 4
             : std::uint64_t{1} << 30;
}

/// What all images take, if all are as the first.
std::uint64_t bytesOf(const DataSet& data, const model::ModelCard& card) {
  return storedItem(data, 0, card).nbytes() * static_cast<std::uint64_t>(data.size());
}

}  // namespace

BatchSource openBatches(std::shared_ptr<const DataSet> data, const model::ModelCard& card,
                        const BatchPlan& plan, const Loading& loading, const JobContext& context) {
  const auto budget = loading.memoryBytes > 0 ? loading.memoryBytes : quarterOfMemory();
  if (bytesOf(*data, card) <= budget)
    return batchesInMemory(loadTrainingSamples(*data, card, context), plan);
  const auto labels = labelsFor(card, data->labels(), data->name());
  const auto convert = [card](const DataSet& from, std::int64_t item) {
    return storedItem(from, item, card);
  };
  const bool hasMasks = data->hasMasks();
  return {std::make_unique<StreamingReader>(std::move(data), convert, loading.streaming), labels,
          plan, hasMasks};
}

}  // namespace rho::data
