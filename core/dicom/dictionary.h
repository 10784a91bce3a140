// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "dicom/tag.h"

namespace rho::dicom {

/// The value representation of a public attribute (PS3.6), "UN" where it is unknown or private.
/// Where the dictionary leaves a choice it is "US" (US or SS) or "OW" (OB or OW).
std::string vrOf(Tag tag);

/// "Patient's Name", or "" where it is unknown.
std::string nameOf(Tag tag);

}  // namespace rho::dicom
