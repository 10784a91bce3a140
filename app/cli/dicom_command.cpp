// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "command.h"
#include "dicom/deidentify.h"
#include "dicom/presentation.h"
#include "dicom/series_list.h"
#include "dicom/write_dicom.h"

namespace rho::cli {

namespace {

using nlohmann::json;

struct ShowOptions {
  std::string file;
  int frame = 0;
  bool patient = false;
};

json spacingOf(const dicom::DicomImage& image) {
  if (!image.spacing) return nullptr;
  json spacing = {{"row_mm", image.spacing->rowMillimetres},
                  {"column_mm", image.spacing->columnMillimetres},
                  {"basis", dicom::nameOf(image.spacing->basis)}};
  if (image.spacing->magnification) spacing["magnification"] = *image.spacing->magnification;
  return spacing;
}

json patientOf(const dicom::PatientTags& tags) {
  return {{"name", tags.name},
          {"id", tags.id},
          {"birth_date", tags.birthDate},
          {"sex", tags.sex},
          {"age", tags.age},
          {"study_date", tags.studyDate},
          {"study_description", tags.studyDescription},
          {"series_description", tags.seriesDescription},
          {"institution", tags.institution}};
}

json describe(const dicom::DicomImage& image, bool withPatient) {
  json vois = json::array();
  for (const auto& voi : image.vois) vois.push_back(dicom::textOf(voi));
  const auto& layout = image.layout;
  const auto& at = image.orientation;
  json object = {
      {"file", image.source},
      {"transfer_syntax", image.syntax.name},
      {"modality", image.technical.modality},
      {"view", image.technical.viewPosition},
      {"width", layout.columns},
      {"height", layout.rows},
      {"frames", layout.frames},
      {"photometric", layout.photometric},
      {"bits_stored", layout.bitsStored},
      {"signed", layout.isSigned},
      {"windows", vois},
      {"spacing", spacingOf(image)},
      {"orientation",
       {{"left", at.left}, {"right", at.right}, {"top", at.top}, {"bottom", at.bottom}}},
      {"overlays", image.overlays.size()},
      {"burned_in_annotation", image.technical.burnedInAnnotation},
      {"shown_first", image.isColour() ? "colours" : dicom::textOf(dicom::firstVoi(image))},
      {"to_network", dicom::textOfRange(image)},
      {"notes", image.notes}};
  if (!image.isColour())
    object["values"] = {{"slope", image.modality.slope},
                        {"intercept", image.modality.intercept},
                        {"unit", image.modality.unit},
                        {"table", image.modality.table.has_value()}};
  if (withPatient) object["patient"] = patientOf(image.patient);
  return object;
}

/// "key: value" a line, without quotes around texts.
std::string linesOf(const json& object) {
  std::string text;
  for (const auto& [key, value] : object.items())
    text += fmt::format("{}{}: {}", text.empty() ? "" : "\n", key,
                        value.is_string() ? value.get<std::string>() : value.dump());
  return text;
}

void show(const ShowOptions& options, const Console& console) {
  const auto object = describe(dicom::readDicomImage(options.file, options.frame), options.patient);
  console.result(object, linesOf(object));
}

void list(const std::string& place, bool withPatient, const Console& console) {
  const auto job = console.job();
  const auto found = dicom::listSeries(place, job);
  job.report(1);
  json studies = json::array();
  std::string text;
  for (const auto& study : found.studies) {
    json series = json::array();
    text += fmt::format("study {}{}\n", study.uid,
                        withPatient ? fmt::format("  {}  {}", study.date, study.patientName) : "");
    for (const auto& one : study.series) {
      series.push_back({{"uid", one.uid},
                        {"number", one.number},
                        {"modality", one.modality},
                        {"first", one.instances.front().file.string()},
                        {"instances", one.instances.size()}});
      text += fmt::format("  series {}  {}  {} instances  {}\n", one.number, one.modality,
                          one.instances.size(), one.instances.front().file.string());
    }
    json entry = {{"uid", study.uid}, {"series", series}};
    if (withPatient) entry["patient"] = {{"name", study.patientName}, {"id", study.patientId}};
    studies.push_back(entry);
  }
  json problems = json::array();
  for (const auto& problem : found.problems) {
    problems.push_back({{"file", problem.file.string()}, {"reason", problem.reason}});
    text += "not read: " + problem.reason + "\n";
  }
  text += fmt::format("{} studies, {} files not read, {} other files", found.studies.size(),
                      found.problems.size(), found.otherFiles);
  console.result({{"studies", studies}, {"problems", problems}, {"other_files", found.otherFiles}},
                 text);
}

struct DeidentifyOptions {
  std::string file, out, key;
};

void deidentify(const DeidentifyOptions& options, const Console& console) {
  auto file = dicom::readDicomFile(options.file);
  const bool mayHaveText = file.pixels && dicom::mayHaveBurnedInText(file.data);
  dicom::deidentify(file.data, options.key);
  dicom::writeDicom(options.out, file);
  if (mayHaveText)
    console.remark(
        "the file does not say that its pixels are free of text: look before you share it");
  console.result({{"out", options.out}, {"may_have_burned_in_text", mayHaveText}},
                 "wrote " + options.out);
}

}  // namespace

void addDicom(CLI::App& app, Console& console) {
  auto* command = app.add_subcommand("dicom", "Look at, list and de-identify DICOM files");
  command->require_subcommand(1);
  auto shown = std::make_shared<ShowOptions>();
  auto* showCommand = command->add_subcommand("show", "Say what a file holds");
  showCommand->add_option("file", shown->file, "A DICOM image")->required();
  showCommand->add_option("--frame", shown->frame, "Which frame, from 0")->capture_default_str();
  showCommand->add_flag("--patient", shown->patient, "Print the patient's data too");
  showCommand->callback([shown, &console] { show(*shown, console); });

  auto place = std::make_shared<std::string>();
  auto withPatient = std::make_shared<bool>(false);
  auto* listCommand = command->add_subcommand("list", "List the studies and series of a folder");
  listCommand->add_option("folder", *place, "A folder, or a DICOMDIR")->required();
  listCommand->add_flag("--patient", *withPatient, "Print names and dates too");
  listCommand->callback([=, &console] { list(*place, *withPatient, console); });

  auto hidden = std::make_shared<DeidentifyOptions>();
  auto* hide = command->add_subcommand("deidentify", "Write a copy without the patient's data");
  hide->add_option("file", hidden->file, "A DICOM file")->required();
  hide->add_option("--out", hidden->out, "The file to write")->required();
  hide->add_option("--key", hidden->key, "A secret: new UIDs and names follow from it")->required();
  hide->callback([hidden, &console] { deidentify(*hidden, console); });
}

}  // namespace rho::cli
