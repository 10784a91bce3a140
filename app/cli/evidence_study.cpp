// SPDX-License-Identifier: Apache-2.0
#include "evidence_study.h"

#include "base/error.h"
#include "data/data_address.h"
#include "data/selected_data_set.h"
#include "model/checkpoint.h"
#include "model/tensor.h"
#include "training/evidence_share.h"

namespace rho::cli {

namespace {

/// Of the images of data with masks, read some at a time, so that memory is bounded.
training::EvidenceShares evidenceIn(const model::Model& model, const data::DataSet& data,
                                    const JobContext& context) {
  constexpr std::int64_t read = 240;  // images in memory
  std::vector<torch::Tensor> inside, outside;
  for (std::int64_t first = 0; first < data.size(); first += read) {
    context.step(first, data.size(), "looking where the evidence lies");
    const auto samples = data::loadSamples(data, model.card(), {first, read, 1}, context.silent());
    const auto shares = training::evidenceOf(model, samples, context.silent());
    inside.push_back(shares.inside);
    outside.push_back(shares.outside);
  }
  context.report(1);
  return {torch::cat(inside), torch::cat(outside)};
}

}  // namespace

training::EvidenceShare measureEvidence(const StudyOptions& options, const JobContext& context) {
  const std::shared_ptr<const data::DataSet> data = data::openDataSet(options.data, options.split);
  if (!data->hasMasks()) {
    const auto masks = data::DataAddress(options.data).option("masks");
    if (masks.empty()) return {};
    throw InvalidInput(masks, "holds no mask of an image of " + data->name(),
                       "name masks as the images, in the same folders");
  }
  const auto model = model::loadModel(options.model, options.device);
  const auto chosen = data::selected(data, options.selection);
  return training::meanEvidence(evidenceIn(model, *chosen, context));
}

}  // namespace rho::cli
