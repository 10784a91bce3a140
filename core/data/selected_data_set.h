// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "data/data_set.h"

namespace rho::data {

/// Some items of a data set as a data set of their own; the data set itself where all were chosen.
/// Throws InvalidInput when none was.
std::shared_ptr<const DataSet> selected(std::shared_ptr<const DataSet> data,
                                        const Selection& selection);

}  // namespace rho::data
