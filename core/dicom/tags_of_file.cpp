// SPDX-License-Identifier: Apache-2.0
#include "dicom/tags_of_file.h"

#include "dicom/character_set.h"

namespace rho::dicom {

PatientTags patientTagsOf(const DataSet& data) {
  const CharacterSet characters(data);
  const auto text = [&](Tag tag) { return characters.text(data, tag); };
  PatientTags patient;
  patient.name = text(tags::patientName);
  patient.id = text(tags::patientId);
  patient.birthDate = data.text(tags::patientBirthDate);
  patient.sex = data.text(tags::patientSex);
  patient.age = data.text(tags::patientAge);
  patient.studyDate = data.text(tags::studyDate);
  patient.studyTime = data.text(tags::studyTime);
  patient.accessionNumber = text(tags::accessionNumber);
  patient.institution = text(tags::institution);
  patient.referringPhysician = text(tags::referringPhysician);
  patient.studyDescription = text(tags::studyDescription);
  patient.seriesDescription = text(tags::seriesDescription);
  return patient;
}

TechnicalTags technicalTagsOf(const DataSet& data) {
  const CharacterSet characters(data);
  TechnicalTags technical;
  technical.sopClass = data.text(tags::sopClass);
  technical.sopInstance = data.text(tags::sopInstance);
  technical.seriesInstance = data.text(tags::seriesInstance);
  technical.studyInstance = data.text(tags::studyInstance);
  technical.modality = data.text(tags::modality);
  technical.bodyPart = data.text(tags::bodyPart);
  technical.viewPosition = data.text(tags::viewPosition);
  technical.laterality = data.text(tags::imageLaterality);
  if (technical.laterality.empty()) technical.laterality = data.text(tags::laterality);
  technical.manufacturer = characters.text(data, tags::manufacturer);
  technical.modelName = characters.text(data, tags::modelName);
  technical.presentationIntent = data.text(tags::presentationIntent);
  technical.burnedInAnnotation = data.text(tags::burnedInAnnotation);
  technical.seriesNumber = data.integer(tags::seriesNumber).value_or(0);
  technical.instanceNumber = data.integer(tags::instanceNumber).value_or(0);
  technical.wasLossy = data.text(tags::lossyCompression) == "01";
  return technical;
}

}  // namespace rho::dicom
