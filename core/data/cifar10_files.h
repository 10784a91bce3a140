// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "data/data_address.h"
#include "data/data_set.h"

namespace rho::data {

/// CIFAR-10 as it is published (Krizhevsky 2009): a folder of Python batches (data_batch_1 to 5,
/// test_batch, batches.meta) or of binary ones (the same with .bin, batches.meta.txt).
bool isCifar10Folder(const std::filesystem::path& folder);
/// The Python batches are pickles; nothing in them is run. Throws BrokenFile, RefusedFile.
std::unique_ptr<DataSet> openCifar10(const DataAddress& address, const std::string& split);

}  // namespace rho::data
