// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "data/data_set.h"
#include "model/model_card.h"

namespace rho::data {

/// The images of which it is known whether a label holds.
struct LabelledItems {
  /// With the two classes of model::classesOfLabel.
  std::shared_ptr<const DataSet> data;
  std::vector<std::int64_t> items;  ///< what each of them is in the whole data
};

/// Of a label of a multi-label card; both are empty where it is known of no image. Throws as
/// labelsFor.
LabelledItems itemsOfLabel(std::shared_ptr<const DataSet> data, const model::ModelCard& card,
                           int label);

}  // namespace rho::data
