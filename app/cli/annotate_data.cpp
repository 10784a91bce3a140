// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "annotate_commands.h"
#include "annotation/export.h"
#include "annotation/import.h"

namespace rho::cli {

namespace {

using namespace annotation;
using nlohmann::json;

struct ImportOptions {
  std::string project;
  ImportRequest request;
  bool isUnlabelled = false;
};

json remarksOf(const std::vector<ImportRemark>& remarks) {
  json list = json::array();
  for (const auto& one : remarks) list.push_back({{"file", one.file}, {"reason", one.reason}});
  return list;
}

void importInto(ImportOptions options, const Console& console) {
  auto project = Project::open(options.project);
  auto& request = options.request;
  request.hasLabels = !options.isUnlabelled && !looksUnlabelled(request.source);
  const auto result = importImages(project, request, console.job());
  auto text = fmt::format(
      "{} cases added, {} known, {} labelled; {} duplicates, {} unreadable, {} "
      "other files",
      result.added, result.known, result.labelled, result.duplicates.size(), result.problems.size(),
      result.otherFiles);
  for (const auto& one : result.duplicates) text += "\n" + one.file + ": " + one.reason;
  for (const auto& one : result.problems) text += "\n" + one.reason;
  console.result({{"added", result.added},
                  {"known", result.known},
                  {"labelled", result.labelled},
                  {"new_classes", result.newClasses},
                  {"duplicates", remarksOf(result.duplicates)},
                  {"problems", remarksOf(result.problems)},
                  {"other_files", result.otherFiles}},
                 text);
}

struct ExportOptions {
  std::string project, format, out, annotator;
  double heldOut = 0;
};

ExportResult write(const Project& project, const ExportOptions& options, const JobContext& job) {
  const auto whose = options.annotator.empty()
                         ? std::nullopt
                         : std::optional(project.annotators().named(options.annotator));
  if (options.format == "coco") return exportCoco(project, options.out, whose, job);
  if (options.format == "csv") return exportCsv(project, options.out, job);
  if (options.format == "masks") return exportMasks(project, options.out, whose, job);
  return exportTrainingSet(project, options.out, whose, job, options.heldOut);
}

void exportProject(const ExportOptions& options, const Console& console) {
  const auto project = Project::open(options.project);
  const auto result = write(project, options, console.job());
  auto text = fmt::format("wrote {}: {} cases, {} masks; {} disputed and {} others left out",
                          options.out, result.cases, result.masks, result.disputed, result.leftOut);
  if (result.heldOut > 0) text += fmt::format("; {} are held out", result.heldOut);
  if (!result.address.empty()) text += "\nto be read as " + result.address;
  console.result({{"out", options.out},
                  {"cases", result.cases},
                  {"masks", result.masks},
                  {"disputed", result.disputed},
                  {"left_out", result.leftOut},
                  {"held_out", result.heldOut},
                  {"address", result.address}},
                 text);
}

}  // namespace

void addAnnotateImport(CLI::App& annotate, Console& console) {
  auto options = std::make_shared<ImportOptions>();
  auto* command = annotate.add_subcommand("import", "Add images, and the labels they come with");
  command->add_option("project", options->project, "The project's file")->required();
  command
      ->add_option("source", options->request.source,
                   "Labelled images (a folder of class/image, FILE.csv, COCO's FILE.json, …), or a "
                   "folder of images or of DICOM files")
      ->required();
  command->add_option("--split", options->request.split, "Which split, where there are several");
  command->add_flag("--unlabelled", options->isUnlabelled,
                    "Take all images below a folder, and no labels");
  command->callback([options, &console] { importInto(*options, console); });
}

void addAnnotateExport(CLI::App& annotate, Console& console) {
  auto options = std::make_shared<ExportOptions>();
  auto* command = annotate.add_subcommand("export", "Write the annotations for other programs");
  command->add_option("project", options->project, "The project's file")->required();
  command
      ->add_option(
          "--format", options->format,
          "coco: a file; csv: a file; masks: a folder of PNGs; training: a folder that rho "
          "train takes")
      ->check(CLI::IsMember({"coco", "csv", "masks", "training"}))
      ->required();
  command->add_option("--out", options->out, "The file or folder")->required();
  command->add_option(
      "--annotator", options->annotator,
      "Only what this one says; else what adjudicators say, most readers, the data");
  command
      ->add_option("--held-out", options->heldOut,
                   "training: about this share becomes the split validation, always the same cases")
      ->check(CLI::Range(0.0, 0.99));
  command->callback([options, &console] { exportProject(*options, console); });
}

}  // namespace rho::cli
