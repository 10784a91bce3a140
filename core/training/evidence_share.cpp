// SPDX-License-Identifier: Apache-2.0
#include "training/evidence_share.h"

#include <limits>

#include "data/masks.h"
#include "model/tensor.h"

namespace rho::training {

namespace {

/// N×1×H×W: |∂ log-odds(decision)/∂x|, summed over the channels.
torch::Tensor magnitudes(const model::Model& model, const torch::Tensor& inputs) {
  const torch::AutoGradMode withGradients(true);
  const auto x = inputs.detach().requires_grad_(true);
  const auto logits = model.logits(x);
  const auto score = model.card().task == model::Task::singleLabel
                         ? model::logOdds(model, logits, logits.detach().argmax(1))
                         : std::get<0>(logits.max(1));
  return torch::autograd::grad({score.sum()}, {x})[0].abs().sum(1, /*keepdim=*/true);
}

/// Not a number where nothing is marked.
torch::Tensor shareOn(const torch::Tensor& marked, const torch::Tensor& magnitude) {
  const auto all = magnitude.flatten(1).sum(1), on = (magnitude * marked).flatten(1).sum(1);
  const auto share = on / all.clamp_min(std::numeric_limits<float>::min());
  return torch::where(
      marked.flatten(1).any(1), share.to(torch::kFloat64),
      torch::full_like(share, std::numeric_limits<double>::quiet_NaN(), torch::kFloat64));
}

std::optional<double> meanOfKnown(const torch::Tensor& shares) {
  const auto known = shares.index({~shares.isnan()});
  return known.numel() > 0 ? std::optional(known.mean().item<double>()) : std::nullopt;
}

}  // namespace

EvidenceShares evidenceOf(const model::Model& model, const data::Samples& samples,
                          const JobContext& context) {
  constexpr std::int64_t batch = 64;
  const auto marked = data::isEvidence(samples.masks) | data::isNotEvidence(samples.masks);
  const auto items = marked.flatten(1).any(1).nonzero().flatten();
  const auto unknown = torch::full({samples.labels.size(0)},
                                   std::numeric_limits<double>::quiet_NaN(), torch::kFloat64);
  EvidenceShares shares{unknown, unknown.clone()};
  for (std::int64_t first = 0; first < items.size(0); first += batch) {
    context.step(first, items.size(0), "looking where the evidence lies");
    const auto chosen = items.slice(0, first, first + batch);
    const auto some = samples.at(chosen);
    const auto magnitude =
        magnitudes(model, data::floatInputs(some.inputs).to(model.device())).cpu();
    shares.inside.index_copy_(0, chosen, shareOn(data::isEvidence(some.masks), magnitude));
    shares.outside.index_copy_(0, chosen, shareOn(data::isNotEvidence(some.masks), magnitude));
  }
  return shares;
}

EvidenceShare meanEvidence(const EvidenceShares& shares) {
  return {meanOfKnown(shares.inside), meanOfKnown(shares.outside)};
}

}  // namespace rho::training
