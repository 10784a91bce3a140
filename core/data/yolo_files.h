// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "data/data_address.h"
#include "data/data_set.h"

namespace rho::data {

/// A folder of images and labels in YOLO's form: images/[SPLIT/]NAME.jpg with
/// labels/[SPLIT/]NAME.txt, one box a line that starts with the number of its class. A class is a
/// label, which holds where an image has a box of it; an image without a text has none. Names of
/// the classes: classes.txt, one a line, or the option classes=a,b,c.
bool isYoloFolder(const std::filesystem::path& folder);
std::unique_ptr<DataSet> openYolo(const DataAddress& address, const std::string& split);

}  // namespace rho::data
