// SPDX-License-Identifier: Apache-2.0
#include "training/held_out_evidence.h"

#include "model/tensor.h"

namespace rho::training {

EvidenceShares evidenceIn(const model::Model& model, const data::DataSet& data,
                          const JobContext& context) {
  constexpr std::int64_t read = 240;  // images in memory
  std::vector<torch::Tensor> inside, outside;
  for (std::int64_t first = 0; first < data.size(); first += read) {
    context.step(first, data.size(), "looking where the evidence lies");
    const auto samples = loadSamples(data, model.card(), {first, read, 1}, context.silent());
    const auto shares = evidenceOf(model, samples, context.silent());
    inside.push_back(shares.inside);
    outside.push_back(shares.outside);
  }
  context.report(1);
  return {torch::cat(inside), torch::cat(outside)};
}

}  // namespace rho::training
