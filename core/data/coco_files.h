// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "data/data_address.h"
#include "data/data_set.h"

namespace rho::data {

/// A JSON file of COCO instances (Lin et al. 2014): every category is a label, which holds where an
/// image has an annotation of it. Option images=FOLDER says where the images are; else they are
/// looked for beside the file, in images, and in the folder that the file is named after
/// (annotations/instances_val2017.json: val2017). Throws BrokenFile, InvalidInput.
std::unique_ptr<DataSet> openCoco(const DataAddress& address, const std::string& split);

}  // namespace rho::data
