// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "data/data_set.h"

namespace rho::data {

/// Some items of a data set as a data set of their own; the data set itself where all were chosen.
/// Throws InvalidInput when none was.
std::shared_ptr<const DataSet> selected(std::shared_ptr<const DataSet> data,
                                        const Selection& selection);
/// The same of items in any order.
std::shared_ptr<const DataSet> selected(std::shared_ptr<const DataSet> data,
                                        std::vector<std::int64_t> items);

}  // namespace rho::data
