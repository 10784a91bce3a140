// SPDX-License-Identifier: Apache-2.0
#include "evidence_study.h"

#include "base/error.h"
#include "data/data_address.h"
#include "data/selected_data_set.h"
#include "model/checkpoint.h"
#include "model/tensor.h"
#include "training/held_out_evidence.h"

namespace rho::cli {

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
  return training::meanEvidence(training::evidenceIn(model, *chosen, context));
}

}  // namespace rho::cli
