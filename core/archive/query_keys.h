// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "archive/query.h"
#include "dicom/data_set.h"

namespace rho::archive {

/// Attributes that only queries have (PS3.4, C.3).
namespace keys {
inline constexpr dicom::Tag level{0x0008, 0x0052};
inline constexpr dicom::Tag modalitiesInStudy{0x0008, 0x0061};
inline constexpr dicom::Tag seriesOfStudy{0x0020, 0x1206};
inline constexpr dicom::Tag instancesOfStudy{0x0020, 0x1208};
inline constexpr dicom::Tag instancesOfSeries{0x0020, 0x1209};
}  // namespace keys

/// Queries of the study root model. Throw InvalidInput for what cannot be asked.
dicom::DataSet studyKeys(const StudyQuery& query);
dicom::DataSet seriesKeys(const std::string& study);
dicom::DataSet instanceKeys(const std::string& study, const std::string& series);

/// What is to be sent: a study, one of its series, or one instance of that.
dicom::DataSet retrievalKeys(const std::string& study, const std::string& series,
                             const std::string& instance);

/// As a file that DCMTK's programs take.
std::filesystem::path writeQuery(const dicom::DataSet& keys, const std::filesystem::path& folder);

}  // namespace rho::archive
