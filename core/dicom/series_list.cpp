// SPDX-License-Identifier: Apache-2.0
#include "dicom/series_list.h"

#include <algorithm>
#include <map>

#include "base/error.h"
#include "base/file.h"
#include "dicom/character_set.h"
#include "dicom/dicom_file.h"

namespace rho::dicom {

namespace fs = std::filesystem;

namespace {

/// Regular files below a folder, in a stable order.
std::vector<fs::path> filesBelow(const fs::path& folder, SeriesList& list) {
  std::vector<fs::path> files;
  std::error_code error;
  const auto options = fs::directory_options::skip_permission_denied;
  for (fs::recursive_directory_iterator at(folder, options, error), end; at != end && !error;
       at.increment(error)) {
    std::error_code ignored;
    if (!at->is_regular_file(ignored) || at->path().filename() == "DICOMDIR") continue;
    if (files.size() == maxListedFiles) {
      list.problems.push_back({folder, "holds more files than are listed; open a part of it"});
      break;
    }
    files.push_back(at->path());
  }
  if (error) list.problems.push_back({folder, error.message()});
  std::sort(files.begin(), files.end());
  return files;
}

/// The files that a DICOMDIR names. One that would leave its folder is a problem.
std::vector<fs::path> filesOfDirectory(const fs::path& place, SeriesList& list) {
  const auto directory = readDicomFile(place);
  if (!directory.data.has(tags::directoryRecords))
    throw UnknownFormat(place.string(), "no DICOMDIR", "open its folder instead");
  std::vector<fs::path> files;
  for (const auto& record : directory.data.items(tags::directoryRecords)) {
    fs::path relative;
    bool leaves = false;
    for (const auto& part : record.texts(tags::referencedFile)) {
      leaves |= part == ".." || part.find('/') != part.npos;
      relative /= part;
    }
    if (relative.empty()) continue;
    if (leaves)
      list.problems.push_back({relative, "the DICOMDIR names a file outside of its folder"});
    else
      files.push_back(place.parent_path() / relative);
  }
  return files;
}

/// Studies and series by their UIDs while files come in.
class Collector {
 public:
  void add(const fs::path& file, const DataSet& data) {
    const CharacterSet characters(data);
    auto& study = m_studies[data.text(tags::studyInstance)];
    if (study.entry.uid.empty()) {
      study.entry.uid = data.text(tags::studyInstance);
      study.entry.patientName = characters.text(data, tags::patientName);
      study.entry.patientId = characters.text(data, tags::patientId);
      study.entry.date = data.text(tags::studyDate);
      study.entry.description = characters.text(data, tags::studyDescription);
    }
    auto& series = study.series[data.text(tags::seriesInstance)];
    series.uid = data.text(tags::seriesInstance);
    series.modality = data.text(tags::modality);
    series.description = characters.text(data, tags::seriesDescription);
    if (const auto number = data.integer(tags::seriesNumber)) series.number = *number;
    series.instances.push_back(instanceOf(file, data));
  }

  std::vector<StudyEntry> sorted() {
    std::vector<StudyEntry> studies;
    for (auto& [uid, study] : m_studies) {
      for (auto& [seriesUid, series] : study.series) {
        std::stable_sort(series.instances.begin(), series.instances.end(),
                         [](const auto& a, const auto& b) { return a.number < b.number; });
        study.entry.series.push_back(std::move(series));
      }
      std::stable_sort(study.entry.series.begin(), study.entry.series.end(),
                       [](const auto& a, const auto& b) { return a.number < b.number; });
      studies.push_back(std::move(study.entry));
    }
    std::stable_sort(studies.begin(), studies.end(),
                     [](const auto& a, const auto& b) { return a.date > b.date; });
    return studies;
  }

 private:
  struct Study {
    StudyEntry entry;
    std::map<std::string, SeriesEntry> series;
  };

  static InstanceEntry instanceOf(const fs::path& file, const DataSet& data) {
    InstanceEntry entry;
    entry.file = file;
    entry.sopInstance = data.text(tags::sopInstance);
    entry.sopClass = data.text(tags::sopClass);
    entry.number = data.integer(tags::instanceNumber).value_or(0);
    entry.rows = data.integer(tags::rows).value_or(0);
    entry.columns = data.integer(tags::columns).value_or(0);
    entry.frames = entry.rows > 0 ? data.integer(tags::numberOfFrames).value_or(1) : 0;
    return entry;
  }

  std::map<std::string, Study> m_studies;
};

}  // namespace

SeriesList listSeries(const fs::path& place, const JobContext& job) {
  std::error_code error;
  if (!fs::exists(place, error)) throw MissingFile(place.string(), "is not there");
  SeriesList list;
  const auto files =
      fs::is_directory(place, error) ? filesBelow(place, list) : filesOfDirectory(place, list);
  Collector collector;
  long long done = 0;
  for (const auto& file : files) {
    job.step(done++, static_cast<long long>(files.size()), "reading headers");
    try {
      const auto header = readDicomHeader(file);
      if (header.data.text(tags::sopInstance).empty())
        throw BrokenFile(file.string(), "is cut off before it says what it is",
                         "copy it again from its source");
      collector.add(file, header.data);
    } catch (const UnknownFormat&) {
      ++list.otherFiles;
    } catch (const Error& problem) {
      list.problems.push_back({file, problem.what()});
    }
  }
  list.studies = collector.sorted();
  return list;
}

}  // namespace rho::dicom
