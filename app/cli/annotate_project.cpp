// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "annotate_commands.h"
#include "annotation/merge.h"
#include "annotation/project.h"
#include "annotation/relocate.h"

namespace rho::cli {

namespace {

using namespace annotation;
using nlohmann::json;

struct CreateOptions {
  std::string project;
  std::vector<std::string> classes, readers;
  std::string adjudicator;
  ProjectSettings settings;
};

void create(const CreateOptions& options, const Console& console) {
  auto project = Project::create(options.project, options.settings, options.classes);
  project.atomically([&] {
    for (const auto& name : options.readers) project.annotators().add(name, Role::reader);
    if (!options.adjudicator.empty())
      project.annotators().add(options.adjudicator, Role::adjudicator);
  });
  console.result({{"project", options.project}, {"uuid", project.uuid()}},
                 "made " + options.project);
}

struct AnnotatorOptions {
  std::string project, name, role = "reader";
};

void addAnnotator(const AnnotatorOptions& options, const Console& console) {
  const auto project = Project::open(options.project);
  const auto added = project.annotators().add(options.name, roleNamed(options.role));
  console.result({{"name", added.name}, {"role", nameOf(added.role)}, {"uuid", added.uuid}},
                 fmt::format("added the {} {}", nameOf(added.role), added.name));
}

json annotatorsOf(const Project& project) {
  json list = json::array();
  for (const auto& one : project.annotators().all())
    list.push_back({{"name", one.name}, {"role", nameOf(one.role)}, {"uuid", one.uuid}});
  return list;
}

void info(const std::string& file, const Console& console) {
  const auto project = Project::open(file);
  const auto settings = project.settings();
  const auto counts = project.queue().counts();
  const auto model = project.scores().model();
  const auto missing = std::ssize(missingImages(project, console.job()));
  std::vector<std::string> classes, people;
  for (const auto& one : project.classes().all()) classes.push_back(one.name);
  for (const auto& one : project.annotators().all())
    people.push_back(fmt::format("{} ({})", one.name, nameOf(one.role)));
  console.result(
      {{"project", file},
       {"uuid", project.uuid()},
       {"task", settings.isMultiLabel ? "multi-label" : "single-label"},
       {"readers_per_case", settings.readersPerCase},
       {"classes", classes},
       {"annotators", annotatorsOf(project)},
       {"model_sha256", model ? json(model->hash) : json()},
       {"cases", counts.cases},
       {"flagged", counts.flagged},
       {"done", counts.done},
       {"disputed", counts.disputed},
       {"missing_images", missing}},
      fmt::format("{} cases, {} flagged, {} done, {} disputed; {} images missing\n"
                  "{}, {} per case; classes: {}\nannotators: {}",
                  counts.cases, counts.flagged, counts.done, counts.disputed, missing,
                  settings.isMultiLabel ? "several labels" : "one label",
                  settings.readersPerCase == 1 ? "1 reader"
                                               : fmt::format("{} readers", settings.readersPerCase),
                  fmt::join(classes, ", "), fmt::join(people, ", ")));
}

struct BackupOptions {
  std::string project, out;
};

void backUp(const BackupOptions& options, const Console& console) {
  const auto written = Project::open(options.project).backUp(options.out).string();
  console.result({{"out", written}}, "wrote " + written);
}

struct RelocateOptions {
  std::string project, folder;
};

void relocateImages(const RelocateOptions& options, const Console& console) {
  auto project = Project::open(options.project);
  const auto result = relocate(project, options.folder, console.job());
  auto text = fmt::format("{} were in place, {} found, {} missing", result.there, result.found,
                          result.missing.size());
  for (const auto& path : result.missing) text += "\nmissing: " + path;
  console.result({{"there", result.there}, {"found", result.found}, {"missing", result.missing}},
                 text);
}

struct MergeOptions {
  std::string first, second, out;
};

void mergeCopies(const MergeOptions& options, const Console& console) {
  const auto result = merge(options.first, options.second, options.out, console.job());
  json conflicts = json::array();
  auto text = fmt::format("wrote {}: {} cases and {} actions more, {} conflicts", options.out,
                          result.cases, result.actions, result.conflicts.size());
  for (const auto& one : result.conflicts) {
    conflicts.push_back({{"annotator", one.annotator},
                         {"file", one.file},
                         {"field", one.field},
                         {"class", one.className},
                         {"kept", one.kept},
                         {"other", one.other}});
    text += fmt::format("\n{}: {} of {}{}{}: kept \"{}\", not \"{}\"", one.file, one.field,
                        one.annotator, one.className.empty() ? "" : " on ", one.className, one.kept,
                        one.other);
  }
  for (const auto& name : result.renamed) text += "\nanother of the same name is now " + name;
  console.result({{"out", options.out},
                  {"cases", result.cases},
                  {"actions", result.actions},
                  {"conflicts", conflicts},
                  {"renamed", result.renamed}},
                 text);
}

}  // namespace

void addAnnotateCreate(CLI::App& annotate, Console& console) {
  auto options = std::make_shared<CreateOptions>();
  auto* command = annotate.add_subcommand("create", "Make a project");
  command->add_option("project", options->project, "The file to make: NAME.rhoproject")->required();
  command->add_option("--classes", options->classes, "Comma-separated; imports add theirs")
      ->delimiter(',');
  command->add_flag("--multi-label", options->settings.isMultiLabel, "Several can hold at once");
  command
      ->add_option("--readers-per-case", options->settings.readersPerCase,
                   "How many judge each case, blind to each other")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  command->add_option("--readers", options->readers, "Their names, comma-separated")
      ->delimiter(',');
  command->add_option("--adjudicator", options->adjudicator,
                      "Who decides what readers disagree on");
  command->callback([options, &console] { create(*options, console); });
}

void addAnnotateAnnotator(CLI::App& annotate, Console& console) {
  auto options = std::make_shared<AnnotatorOptions>();
  auto* command = annotate.add_subcommand("annotator", "Add somebody to a project");
  command->add_option("project", options->project, "The project's file")->required();
  command->add_option("name", options->name, "Their name")->required();
  command->add_option("--role", options->role, "reader or adjudicator")
      ->check(CLI::IsMember({"reader", "adjudicator"}))
      ->capture_default_str();
  command->callback([options, &console] { addAnnotator(*options, console); });
}

void addAnnotateInfo(CLI::App& annotate, Console& console) {
  auto file = std::make_shared<std::string>();
  auto* command = annotate.add_subcommand("info", "What a project holds and how far it is");
  command->add_option("project", *file, "The project's file")->required();
  command->callback([file, &console] { info(*file, console); });
}

void addAnnotateBackup(CLI::App& annotate, Console& console) {
  auto options = std::make_shared<BackupOptions>();
  auto* command = annotate.add_subcommand("backup", "Copy a project, without its images");
  command->add_option("project", options->project, "The project's file")->required();
  command->add_option("--out", options->out, "The copy; else beside it, with the time in its name");
  command->callback([options, &console] { backUp(*options, console); });
}

void addAnnotateRelocate(CLI::App& annotate, Console& console) {
  auto options = std::make_shared<RelocateOptions>();
  auto* command =
      annotate.add_subcommand("relocate", "Find images that are not where the project says");
  command->add_option("project", options->project, "The project's file")->required();
  command->add_option("folder", options->folder, "Where to look, with the folders below")
      ->required();
  command->callback([options, &console] { relocateImages(*options, console); });
}

void addAnnotateMerge(CLI::App& annotate, Console& console) {
  auto options = std::make_shared<MergeOptions>();
  auto* command = annotate.add_subcommand("merge", "Make one project of two copies of one");
  command->add_option("first", options->first, "A copy")->required();
  command->add_option("second", options->second, "Another copy")->required();
  command->add_option("--out", options->out, "The file to make")->required();
  command->callback([options, &console] { mergeCopies(*options, console); });
}

}  // namespace rho::cli
