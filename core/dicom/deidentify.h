// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dicom/dicom_file.h"

namespace rho::dicom {

/// De-identifies in place by the basic profile of PS3.15 (see basic_profile.h), in sequences too,
/// and records the method. Replaced UIDs and names follow from the key: files of one study that are
/// treated with one key stay together, and without the key nothing leads back. Text that is drawn
/// into the pixels stays: mayHaveBurnedInText() tells.
/// Throws InvalidInput for an empty key.
void deidentify(DataSet& data, const std::string& key);

/// Unless the file says that it has none.
bool mayHaveBurnedInText(const DataSet& data);

}  // namespace rho::dicom
