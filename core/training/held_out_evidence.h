// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/job_context.h"
#include "data/data_set.h"
#include "model/model.h"
#include "training/evidence_share.h"

namespace rho::training {

/// Where the evidence lies in the images of data with masks, read some at a time, so that memory is
/// bounded. Throws Cancelled and what reading images and masks throws.
EvidenceShares evidenceIn(const model::Model& model, const data::DataSet& data,
                          const JobContext& context = {});

}  // namespace rho::training
