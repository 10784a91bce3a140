// SPDX-License-Identifier: Apache-2.0
#include "dicom/derived_object.h"

#include "base/error.h"
#include "base/resources.h"
#include "dicom/character_set.h"
#include "dicom/uid.h"

namespace rho::dicom {

namespace {

/// Modules that an object shares with the image it comes from: patient, study.
void copyContext(const DataSet& source, DataSet& data) {
  const std::vector<std::pair<Tag, const char*>> shared = {
      {tags::studyDate, "DA"},          {tags::studyTime, "TM"},   {tags::accessionNumber, "SH"},
      {tags::referringPhysician, "PN"}, {tags::patientName, "PN"}, {tags::patientId, "LO"},
      {tags::patientBirthDate, "DA"},   {tags::patientSex, "CS"},  {tags::studyInstance, "UI"},
      {{0x0020, 0x0010}, "SH"}};
  const CharacterSet characters(source);
  for (const auto& [tag, vr] : shared) data.setText(tag, vr, characters.text(source, tag));
  if (source.has(tags::studyDescription))
    data.setText(tags::studyDescription, "LO", characters.text(source, tags::studyDescription));
  // What comes from a de-identified image is as free of the patient, and says so.
  constexpr Tag removedDates{0x0028, 0x0303};
  for (const Tag tag :
       {tags::identityRemoved, tags::removalMethod, tags::removalMethodCodes, removedDates})
    if (const auto* element = source.find(tag)) data.elements()[tag] = *element;
}

}  // namespace

DataSet derivedObject(const DataSet& source, const std::string& sopClass,
                      const std::string& content, const ExportFacts& facts) {
  if (source.text(tags::studyInstance).empty() || source.text(tags::sopInstance).empty())
    throw InvalidInput("export", "the source names no study or instance to refer to",
                       "export a PNG instead");
  if (facts.created.size() != 14)
    throw InvalidInput("export", "the time of creation is no YYYYMMDDHHMMSS");
  const auto origin = source.text(tags::sopInstance) + "\n" + facts.created + "\n" + sopClass;
  DataSet data;
  data.setText(tags::specificCharacterSet, "CS", "ISO_IR 192");
  copyContext(source, data);
  data.setText(tags::sopClass, "UI", sopClass);
  data.setText(tags::sopInstance, "UI", uidOf(origin + "\ninstance\n" + content));
  data.setText(tags::seriesInstance, "UI", uidOf(origin + "\nseries\n" + facts.seriesDescription));
  data.setText(tags::seriesDescription, "LO", facts.seriesDescription.substr(0, 64));
  data.setText(tags::seriesNumber, "IS", std::to_string(facts.seriesNumber));
  data.setText(tags::instanceNumber, "IS", std::to_string(facts.instanceNumber));
  data.setText({0x0008, 0x0012}, "DA", facts.created.substr(0, 8));  // Instance Creation Date
  data.setText({0x0008, 0x0013}, "TM", facts.created.substr(8));
  data.setText({0x0008, 0x0023}, "DA", facts.created.substr(0, 8));  // Content Date
  data.setText({0x0008, 0x0033}, "TM", facts.created.substr(8));
  data.setText(tags::manufacturer, "LO", "Rhoscope");
  data.setText({0x0018, 0x1020}, "LO", version());  // Software Versions
  return data;
}

DataSet referenceTo(const DataSet& source, int frame) {
  DataSet reference;
  reference.setText({0x0008, 0x1150}, "UI", source.text(tags::sopClass));
  reference.setText({0x0008, 0x1155}, "UI", source.text(tags::sopInstance));
  if (frame > 0) reference.setText({0x0008, 0x1160}, "IS", std::to_string(frame));
  return reference;
}

}  // namespace rho::dicom
