// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <optional>

#include "base/job_context.h"
#include "data/samples.h"
#include "model/model.h"

namespace rho::training {

/// Where a network's evidence lies: the shares of |∂ log-odds(decision)/∂x|, summed over an image,
/// on pixels that are marked as evidence and on those that are marked as none.
struct EvidenceShare {
  std::optional<double> inside, outside;  ///< means over the images with such a mark
};

/// The same of every image: N doubles, not a number where the image has no such mark.
struct EvidenceShares {
  torch::Tensor inside, outside;
};

/// samples: with masks. Images without a mark cost nothing. Throws Cancelled.
EvidenceShares evidenceOf(const model::Model& model, const data::Samples& samples,
                          const JobContext& context = {});
EvidenceShare meanEvidence(const EvidenceShares& shares);

}  // namespace rho::training
