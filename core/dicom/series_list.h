// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/job_context.h"

namespace rho::dicom {

struct InstanceEntry {
  std::filesystem::path file;
  std::string sopInstance, sopClass;
  std::int64_t number = 0;
  std::int64_t rows = 0, columns = 0, frames = 0;  ///< 0: no image
};

struct SeriesEntry {
  std::string uid, modality, description;
  std::int64_t number = 0;
  std::vector<InstanceEntry> instances;  ///< by number, then by file
};

/// Patient data, for the screen alone.
struct StudyEntry {
  std::string uid, patientName, patientId, date, description;
  std::vector<SeriesEntry> series;  ///< by number, then by UID
};

/// A file that could not be read, and why.
struct FileProblem {
  std::filesystem::path file;
  std::string reason;
};

struct SeriesList {
  std::vector<StudyEntry> studies;  ///< the newest first
  std::vector<FileProblem> problems;
  std::size_t otherFiles = 0;  ///< not DICOM, left alone
};

/// More files than that are not looked at, which is reported as a problem.
inline constexpr std::size_t maxListedFiles = 200'000;

/// The images of a folder and those below it, or those that a DICOMDIR names. Headers alone are
/// read. Links are not followed, so that nothing is entered twice. Throws MissingFile, Cancelled;
/// for a DICOMDIR also what readDicomFile throws.
SeriesList listSeries(const std::filesystem::path& place, const JobContext& job = {});

}  // namespace rho::dicom
