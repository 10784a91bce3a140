// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "dicom/data_set.h"

namespace rho::dicom {

/// What tells, or may tell, whose picture it is, as UTF-8. Kept apart so that nothing of it enters
/// a log, a list of recent files or an export by accident.
struct PatientTags {
  std::string name, id, birthDate, sex, age;
  std::string studyDate, studyTime, accessionNumber;
  std::string institution, referringPhysician;
  std::string studyDescription, seriesDescription;  ///< free text
};

/// What describes the picture itself.
struct TechnicalTags {
  std::string sopClass, sopInstance, seriesInstance, studyInstance;  ///< UIDs
  std::string modality, bodyPart, viewPosition, laterality;
  std::string manufacturer, modelName;
  std::string presentationIntent;  ///< "FOR PRESENTATION", "FOR PROCESSING" or empty
  std::string burnedInAnnotation;  ///< "YES", "NO", or empty: unknown
  std::int64_t seriesNumber = 0;
  std::int64_t instanceNumber = 0;
  bool wasLossy = false;  ///< at any time, as the file says
};

PatientTags patientTagsOf(const DataSet& data);
TechnicalTags technicalTagsOf(const DataSet& data);

}  // namespace rho::dicom
