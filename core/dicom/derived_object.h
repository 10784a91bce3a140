// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dicom/export.h"

namespace rho::dicom {

/// What a capture and a report have in common: the source's patient and study as UTF-8, a new
/// series and instance of a SOP class. content: what the object holds, so that another content has
/// another UID. Throws InvalidInput where the source has no study.
DataSet derivedObject(const DataSet& source, const std::string& sopClass,
                      const std::string& content, const ExportFacts& facts);

/// Class and instance of the source, as sequences refer to them. frame: from 1; 0: all.
DataSet referenceTo(const DataSet& source, int frame = 0);

}  // namespace rho::dicom
