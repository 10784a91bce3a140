// SPDX-License-Identifier: Apache-2.0
#include "archive/query_keys.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/file.h"
#include "dicom/write_dicom.h"

namespace rho::archive {

using dicom::DataSet;
using dicom::Tag;
namespace tags = dicom::tags;

namespace {

/// A backslash would make two values of one, and control characters another character set.
std::string checkedText(const std::string& text) {
  constexpr std::size_t longest = 64;
  const bool isPlain = std::none_of(
      text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f || c == '\\'; });
  if (!isPlain || text.size() > longest)
    throw InvalidInput("search", fmt::format("'{}' cannot be searched for", text),
                       "give 64 letters at most, without backslashes");
  return text;
}

/// "Doe, J" as the standard writes names, and as a beginning.
std::string nameKey(std::string name) {
  name = dicom::trimmed(checkedText(name));
  if (name.empty()) return {};
  const auto comma = name.find(',');
  if (comma != name.npos)
    name = dicom::trimmed(name.substr(0, comma)) + "^" + dicom::trimmed(name.substr(comma + 1));
  return name.find_first_of("*?") == name.npos ? name + "*" : name;
}

std::string dateOf(std::string date) {
  date = dicom::trimmed(date);
  if (date.size() == 10 && date[4] == '-' && date[7] == '-')
    date = date.substr(0, 4) + date.substr(5, 2) + date.substr(8, 2);
  const bool isDate =
      date.size() == 8 &&
      std::all_of(date.begin(), date.end(), [](unsigned char c) { return std::isdigit(c); });
  if (!date.empty() && !isDate)
    throw InvalidInput("search", fmt::format("'{}' is no date", date), "write it as 2024-02-29");
  return date;
}

/// A range that is open where one end is empty (PS3.4, C.2.2.2.5).
std::string rangeKey(const StudyQuery& query) {
  const auto from = dateOf(query.from);
  const auto to = dateOf(query.to);
  if (from.empty() && to.empty()) return {};
  if (!from.empty() && !to.empty() && from > to)
    throw InvalidInput("search", "the last day is before the first", "exchange them");
  return from == to ? from : from + "-" + to;
}

std::string uidKey(const std::string& uid) {
  if (!isUid(uid)) throw InvalidInput("search", fmt::format("'{}' is no UID", uid));
  return uid;
}

std::string modalityKey(const std::string& modality) {
  const bool isCode =
      modality.size() <= 16 && std::all_of(modality.begin(), modality.end(), [](unsigned char c) {
        return std::isupper(c) || std::isdigit(c);
      });
  if (!isCode)
    throw InvalidInput("search", fmt::format("'{}' is no modality", modality),
                       "write it as DX or CR");
  return modality;
}

DataSet keysOf(const char* level) {
  DataSet keys;
  keys.setText(tags::specificCharacterSet, "CS", "ISO_IR 192");
  keys.setText(keys::level, "CS", level);
  return keys;
}

}  // namespace

bool isUid(const std::string& text) {
  constexpr std::size_t longest = 64;
  return !text.empty() && text.size() <= longest &&
         text.find_first_not_of("0123456789.") == text.npos;
}

DataSet studyKeys(const StudyQuery& query) {
  DataSet keys = keysOf("STUDY");
  keys.setText(tags::patientName, "PN", nameKey(query.patientName));
  keys.setText(tags::patientId, "LO", checkedText(query.patientId));
  keys.setText(tags::studyDate, "DA", rangeKey(query));
  keys.setText(tags::accessionNumber, "SH", checkedText(query.accessionNumber));
  keys.setText(keys::modalitiesInStudy, "CS", modalityKey(query.modality));
  keys.setText(tags::studyInstance, "UI", query.study.empty() ? "" : uidKey(query.study));
  // Empty: only asked back.
  keys.setText(tags::patientBirthDate, "DA", "");
  keys.setText(tags::patientSex, "CS", "");
  keys.setText(tags::studyTime, "TM", "");
  keys.setText(tags::studyDescription, "LO", "");
  keys.setText(keys::seriesOfStudy, "IS", "");
  keys.setText(keys::instancesOfStudy, "IS", "");
  return keys;
}

DataSet seriesKeys(const std::string& study) {
  DataSet keys = keysOf("SERIES");
  keys.setText(tags::studyInstance, "UI", uidKey(study));
  keys.setText(tags::seriesInstance, "UI", "");
  keys.setText(tags::modality, "CS", "");
  keys.setText(tags::seriesDescription, "LO", "");
  keys.setText(tags::bodyPart, "CS", "");
  keys.setText(tags::seriesNumber, "IS", "");
  keys.setText(keys::instancesOfSeries, "IS", "");
  return keys;
}

DataSet instanceKeys(const std::string& study, const std::string& series) {
  DataSet keys = keysOf("IMAGE");
  keys.setText(tags::studyInstance, "UI", uidKey(study));
  keys.setText(tags::seriesInstance, "UI", uidKey(series));
  keys.setText(tags::sopInstance, "UI", "");
  keys.setText(tags::sopClass, "UI", "");
  keys.setText(tags::instanceNumber, "IS", "");
  return keys;
}

DataSet retrievalKeys(const std::string& study, const std::string& series,
                      const std::string& instance) {
  DataSet keys;
  keys.setText(keys::level, "CS",
               !instance.empty() ? "IMAGE"
               : !series.empty() ? "SERIES"
                                 : "STUDY");
  keys.setText(tags::studyInstance, "UI", uidKey(study));
  if (!instance.empty() && series.empty())
    throw InvalidInput("archive", "an instance is asked for without its series");
  if (!series.empty()) keys.setText(tags::seriesInstance, "UI", uidKey(series));
  if (!instance.empty()) keys.setText(tags::sopInstance, "UI", uidKey(instance));
  return keys;
}

std::filesystem::path writeQuery(const DataSet& keys, const std::filesystem::path& folder) {
  auto file = folder / "query";
  writeFileAtomically(file, dicom::encoded(keys));
  return file;
}

}  // namespace rho::archive
