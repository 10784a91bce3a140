// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <map>

#include "annotation/answers.h"
#include "annotation/export.h"
#include "base/csv.h"
#include "base/file.h"

namespace rho::annotation {

namespace {

std::string headerOf(const std::vector<LabelClass>& classes) {
  std::string header = "case,path,sha256,study,split,annotator,role,state,seconds,comment";
  for (const auto& one : classes) header += "," + csvQuoted(one.name);
  return header + "\n";
}

std::string rowOf(const Case& image, const Annotator& annotator, const Annotation& one,
                  const std::vector<LabelClass>& classes) {
  auto row = fmt::format("{},{},{},{},{},{},{},{},{:.1f},{}", image.id, csvQuoted(image.path),
                         image.sha256, csvQuoted(image.study), csvQuoted(image.split),
                         csvQuoted(annotator.name), nameOf(annotator.role), nameOf(one.state),
                         one.seconds, csvQuoted(one.comment));
  for (const auto& on : classes) {
    const auto verdict = one.verdictOn(on.id);
    row += "," + (verdict ? textOf(*verdict) : "");
  }
  return row + "\n";
}

}  // namespace

ExportResult exportCsv(const Project& project, const std::filesystem::path& file,
                       const JobContext& context) {
  std::map<Id, Annotator> annotators;
  for (const auto& one : project.annotators().all()) annotators[one.id] = one;
  const auto classes = project.classes().all();
  ExportResult result;
  auto text = headerOf(classes);
  Case image;
  project.history().eachAnnotation([&](const Annotation& one) {
    context.throwIfStopped();
    if (image.id != one.caseId) {
      image = project.cases().get(one.caseId);
      ++result.cases;
    }
    text += rowOf(image, annotators.at(one.annotatorId), one, classes);
  });
  writeFileAtomically(file, text);
  result.leftOut = project.cases().count() - result.cases;
  return result;
}

}  // namespace rho::annotation
