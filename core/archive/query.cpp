// SPDX-License-Identifier: Apache-2.0
#include "archive/query.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "archive/query_keys.h"
#include "archive/temporary_folder.h"
#include "archive/tool.h"
#include "dicom/character_set.h"
#include "dicom/dicom_file.h"

namespace rho::archive {

using dicom::DataSet;
namespace tags = dicom::tags;

namespace {

struct Answers {
  std::vector<DataSet> items;
  bool areMore = false;
};

/// What the program wrote down, one file an answer. One that cannot be read is left out: the
/// archive's mistakes do not hide what else it knows.
std::vector<DataSet> answersIn(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().filename().string().starts_with("rsp")) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<DataSet> answers;
  for (const auto& file : files) {
    try {
      answers.push_back(dicom::readDicomFile(file).data);
    } catch (const Error&) {
    }
  }
  return answers;
}

/// Query and answers travel in files that only this user can read, never on a command line, which
/// everybody on this computer can see.
Answers ask(const Archive& archive, const DataSet& keys, int limit, const JobContext& job) {
  const TemporaryFolder folder;
  const auto query = writeQuery(keys, folder.path());
  const auto come = [&folder] { return folder.fileCount() - 1; };
  job.report(0, "asking the archive");
  const auto bound = std::to_string(limit + 1);
  runTool(archive,
          {.name = "findscu",
           .options = {"-S", "-X", "-Xlo", bound, "--cancel", bound, "-od", folder.path().string()},
           .files = {query.string()},
           .folder = folder.path(),
           .progress =
               [&] {
                 const auto count = come();
                 job.report(0, fmt::format("asking the archive: {} answers", count));
                 return count;
               }},
          job);
  Answers answers{answersIn(folder.path()), false};
  answers.areMore = answers.items.size() > static_cast<std::size_t>(limit);
  if (answers.areMore) answers.items.resize(static_cast<std::size_t>(limit));
  job.report(1);
  return answers;
}

FoundStudy studyOf(const DataSet& data) {
  const dicom::CharacterSet characters(data);
  const auto text = [&](dicom::Tag tag) { return characters.text(data, tag); };
  FoundStudy study;
  study.uid = data.text(tags::studyInstance);
  study.patientName = text(tags::patientName);
  study.patientId = text(tags::patientId);
  study.birthDate = data.text(tags::patientBirthDate);
  study.sex = data.text(tags::patientSex);
  study.date = data.text(tags::studyDate);
  study.time = data.text(tags::studyTime);
  study.description = text(tags::studyDescription);
  study.accessionNumber = text(tags::accessionNumber);
  study.modalities = data.texts(keys::modalitiesInStudy);
  study.series = std::max<std::int64_t>(0, data.integer(keys::seriesOfStudy).value_or(0));
  study.instances = std::max<std::int64_t>(0, data.integer(keys::instancesOfStudy).value_or(0));
  return study;
}

FoundSeries seriesOf(const DataSet& data) {
  const dicom::CharacterSet characters(data);
  FoundSeries series;
  series.uid = data.text(tags::seriesInstance);
  series.modality = data.text(tags::modality);
  series.description = characters.text(data, tags::seriesDescription);
  series.bodyPart = data.text(tags::bodyPart);
  series.number = data.integer(tags::seriesNumber).value_or(0);
  series.instances = std::max<std::int64_t>(0, data.integer(keys::instancesOfSeries).value_or(0));
  return series;
}

/// Archives that do not know this key send all modalities.
bool hasModality(const FoundStudy& study, const std::string& wanted) {
  return wanted.empty() || study.modalities.empty() ||
         std::find(study.modalities.begin(), study.modalities.end(), wanted) !=
             study.modalities.end();
}

}  // namespace

FoundStudies findStudies(const Archive& archive, const StudyQuery& query, const JobContext& job,
                         int limit) {
  const auto answers = ask(archive, studyKeys(query), limit, job);
  FoundStudies found;
  found.areMore = answers.areMore;
  for (const auto& answer : answers.items) {
    auto study = studyOf(answer);
    if (isUid(study.uid) && hasModality(study, query.modality))
      found.studies.push_back(std::move(study));
  }
  std::stable_sort(found.studies.begin(), found.studies.end(), [](const auto& a, const auto& b) {
    return std::tie(b.date, b.time) < std::tie(a.date, a.time);
  });
  return found;
}

std::vector<FoundSeries> findSeries(const Archive& archive, const std::string& study,
                                    const JobContext& job) {
  std::vector<FoundSeries> found;
  for (const auto& answer : ask(archive, seriesKeys(study), maxListed, job).items)
    if (auto series = seriesOf(answer); isUid(series.uid)) found.push_back(std::move(series));
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return std::tie(a.number, a.uid) < std::tie(b.number, b.uid);
  });
  return found;
}

std::vector<FoundInstance> findInstances(const Archive& archive, const std::string& study,
                                         const std::string& series, const JobContext& job) {
  std::vector<FoundInstance> found;
  for (const auto& answer : ask(archive, instanceKeys(study, series), maxListed, job).items) {
    FoundInstance instance{answer.text(tags::sopInstance), answer.text(tags::sopClass),
                           answer.integer(tags::instanceNumber).value_or(0)};
    if (isUid(instance.uid)) found.push_back(std::move(instance));
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return std::tie(a.number, a.uid) < std::tie(b.number, b.uid);
  });
  return found;
}

}  // namespace rho::archive
