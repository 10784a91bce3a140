// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace rho::dicom {

/// A UID below 2.25 (PS3.5, B.2) that follows from a text: the same text, the same UID. 128 bits of
/// its SHA-256 decide, so that two texts do not meet and the text cannot be found from the UID.
std::string uidOf(const std::string& text);

}  // namespace rho::dicom
