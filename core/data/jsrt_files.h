// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "data/data_address.h"
#include "data/data_set.h"

namespace rho::data {

/// Chest X-rays of the Japanese Society of Radiological Technology (Shiraishi et al. 2000): a
/// folder of .IMG files and CLNDAT_EN.txt, the list of those with a nodule, in the folder, beside
/// it, or in Clinical_Information beside it; list=FILE names it. Classes: no nodule, nodule; or
/// with the option classes=diagnosis no nodule, benign, malignant.
bool isJsrtFolder(const std::filesystem::path& folder);
std::unique_ptr<DataSet> openJsrt(const DataAddress& address, const std::string& split);

}  // namespace rho::data
