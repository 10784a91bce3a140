// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "dicom/derived_object.h"

namespace rho::dicom {

namespace {

constexpr const char* basicTextStorage = "1.2.840.10008.5.1.4.1.1.88.11";
constexpr Tag valueType{0x0040, 0xa040};
constexpr Tag relationship{0x0040, 0xa010};
constexpr Tag conceptName{0x0040, 0xa043};
constexpr Tag contentItems{0x0040, 0xa730};

DataSet codeOf(const std::string& value, const std::string& scheme, const std::string& meaning) {
  DataSet code;
  code.setText({0x0008, 0x0100}, "SH", value);
  code.setText({0x0008, 0x0102}, "SH", scheme);
  code.setText({0x0008, 0x0104}, "LO", meaning);
  return code;
}

DataSet itemOf(const std::string& type) {
  DataSet item;
  item.setText(relationship, "CS", "CONTAINS");
  item.setText(valueType, "CS", type);
  return item;
}

/// A heading over one text.
DataSet sectionOf(const ReportSection& section) {
  DataSet text = itemOf("TEXT");
  text.sequence(conceptName) = {codeOf("121071", "DCM", "Finding")};
  text.setText({0x0040, 0xa160}, "UT", section.text);
  DataSet container = itemOf("CONTAINER");
  container.setText({0x0040, 0xa050}, "CS", "SEPARATE");
  container.sequence(conceptName) = {codeOf("RHO-HEADING", "99RHO", section.heading)};
  container.sequence(contentItems) = {text};
  return container;
}

DataSet evidenceOf(const DataSet& source) {
  DataSet series;
  series.setText(tags::seriesInstance, "UI", source.text(tags::seriesInstance));
  series.sequence({0x0008, 0x1199}) = {referenceTo(source)};
  DataSet study;
  study.setText(tags::studyInstance, "UI", source.text(tags::studyInstance));
  study.sequence({0x0008, 0x1115}) = {series};
  return study;
}

}  // namespace

DataSet textReport(const DataSet& source, const std::vector<ReportSection>& sections,
                   const ExportFacts& facts) {
  if (sections.empty()) throw InvalidInput("report", "has no sections");
  std::string content;
  for (const auto& section : sections) content += section.heading + "\n" + section.text + "\n";
  DataSet data = derivedObject(source, basicTextStorage, content, facts);
  data.setText(tags::modality, "CS", "SR");
  data.setText({0x0040, 0xa491}, "CS", "PARTIAL");     // Completion Flag
  data.setText({0x0040, 0xa493}, "CS", "UNVERIFIED");  // Verification Flag
  data.sequence({0x0008, 0x1111});                     // no performed procedure step is known
  data.sequence({0x0040, 0xa372});                     // nor its codes
  data.sequence({0x0040, 0xa375}) = {evidenceOf(source)};
  data.setText(valueType, "CS", "CONTAINER");
  data.setText({0x0040, 0xa050}, "CS", "SEPARATE");  // Continuity of Content
  data.sequence(conceptName) = {codeOf("18748-4", "LN", "Diagnostic imaging report")};
  DataSet image = itemOf("IMAGE");
  image.sequence({0x0008, 0x1199}) = {referenceTo(source, facts.frame)};
  auto& items = data.sequence(contentItems);
  items.push_back(image);
  for (const auto& section : sections) items.push_back(sectionOf(section));
  return data;
}

}  // namespace rho::dicom
