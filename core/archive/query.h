// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "archive/archive.h"

namespace rho::archive {

/// What studies are asked for; what is empty does not narrow the search. Texts are UTF-8.
struct StudyQuery {
  std::string patientName;  ///< "Doe, J": what the name begins with; * and ? as wildcards
  std::string patientId;
  std::string from, to;  ///< dates as YYYYMMDD or YYYY-MM-DD
  std::string modality;  ///< "DX"
  std::string accessionNumber;
  std::string study;  ///< a UID
};

/// Patient data, for the screen alone; UTF-8. Counts are 0 where the archive does not tell.
struct FoundStudy {
  std::string uid, patientName, patientId, birthDate, sex;
  std::string date, time, description, accessionNumber;
  std::vector<std::string> modalities;
  std::int64_t series = 0, instances = 0;
};

struct FoundSeries {
  std::string uid, modality, description, bodyPart;
  std::int64_t number = 0, instances = 0;
};

struct FoundInstance {
  std::string uid, sopClass;
  std::int64_t number = 0;
};

struct FoundStudies {
  std::vector<FoundStudy> studies;  ///< the newest first
  bool areMore = false;             ///< the archive knows of more than the limit
};

inline constexpr int maxStudies = 500;
inline constexpr int maxListed = 20000;

/// Studies that fit (C-FIND). Throws InvalidInput for a query that cannot be asked, and what echo()
/// throws.
FoundStudies findStudies(const Archive& archive, const StudyQuery& query,
                         const JobContext& job = {}, int limit = maxStudies);
/// By number.
std::vector<FoundSeries> findSeries(const Archive& archive, const std::string& study,
                                    const JobContext& job = {});
std::vector<FoundInstance> findInstances(const Archive& archive, const std::string& study,
                                         const std::string& series, const JobContext& job = {});

/// Whether it can be a UID: digits and points, 64 at most.
bool isUid(const std::string& text);

}  // namespace rho::archive
