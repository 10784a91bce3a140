// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "ara_study.h"
#include "base/error.h"
#include "base/file.h"
#include "command.h"
#include "label_table.h"

namespace rho::cli {

namespace {

std::string wordOf(const robustness::Study& study, const char* key) {
  return study.header.at(key).get<std::string>();
}

nlohmann::json jsonOf(const robustness::Study& study, const robustness::Summary& summary) {
  auto json = toJson(summary, study.header.value("classes", std::vector<std::string>{}));
  json["distances"] = robustness::distancesOf(study.images);
  for (const char* key : {"kind", "search", "model", "model_sha256", "data"})
    json[key] = study.header.at(key);
  if (study.header.contains("label")) json["label"] = study.header["label"];
  return json;
}

std::string textOf(const robustness::Study& study, const robustness::Summary& summary) {
  const auto label = study.header.value("label", std::string());
  return fmt::format(
      "{}{} on {} images of {} ({} search)\n  {} ARA         {:.5f} (95 %: {:.5f} to {:.5f})\n"
      "  median distance  {:.5f}\n  accuracy         {:.4f}\n  calibration error  {:.4f}",
      wordOf(study, "model"), label.empty() ? "" : ", " + label, summary.images,
      wordOf(study, "data"), wordOf(study, "search"), wordOf(study, "kind"), summary.ara,
      summary.araInterval.low, summary.araInterval.high, summary.medianDistance, summary.accuracy,
      summary.calibrationError);
}

void report(const robustness::Study& study, const std::string& csv, const Console& console) {
  try {
    const auto classes = study.header.at("classes").size();
    const auto summary = summarise(study.images, static_cast<int>(classes));
    if (!csv.empty()) writeFileAtomically(csv, robustness::csvOf(study.images));
    console.result(jsonOf(study, summary), textOf(study, summary));
  } catch (const nlohmann::json::exception&) {
    throw InvalidInput("study", "its header lacks what an ARA has",
                       "name files that rho ara --out wrote");
  }
}

void report(const std::vector<robustness::Study>& studies, const std::string& csv,
            const Console& console) {
  if (studies.size() == 1) return report(studies.front(), csv, console);
  const auto& header = studies.front().header;
  const LabelTable table(studies);
  if (!csv.empty()) writeFileAtomically(csv, table.csv());
  auto json = table.json();
  for (const char* key : {"kind", "search", "model", "model_sha256", "data"})
    json[key] = header.at(key);
  console.result(
      json,
      fmt::format("{} on images of {} ({} search), {} ARA\n{}", wordOf(studies.front(), "model"),
                  wordOf(studies.front(), "data"), wordOf(studies.front(), "search"),
                  wordOf(studies.front(), "kind"), table.text()));
}

struct MergeOptions {
  std::vector<std::string> files;
  std::string out, csv;
};

void addMerge(CLI::App& ara, Console& console) {
  auto options = std::make_shared<MergeOptions>();
  auto* command = ara.add_subcommand("merge", "One study from the files of its shards");
  command->add_option("files", options->files, "The files of all shards")->required();
  command->add_option("--out", options->out, "The file of the whole study")->required();
  command->add_option("--csv", options->csv, "Write a line for each image");
  command->callback([options, &console] {
    const auto study = robustness::mergeStudies({options->files.begin(), options->files.end()});
    robustness::writeStudy(options->out, study);
    report(study, options->csv, console);
  });
}

void addOptions(CLI::App& command, AraStudyOptions& options) {
  addStudyOptions(command, options.study);
  command
      .add_option("--kind", options.kind, "attack: the decision changes; btr: confidence at chance")
      ->check(CLI::IsMember({"attack", "btr"}))
      ->capture_default_str();
  command
      .add_option("--search", options.search,
                  "paper: as published, for values to compare; fast: smaller distances, sooner")
      ->check(CLI::IsMember({"paper", "fast"}))
      ->capture_default_str();
}

}  // namespace

void addAra(CLI::App& app, Console& console) {
  auto options = std::make_shared<AraStudyOptions>();
  auto csv = std::make_shared<std::string>();
  auto* command =
      app.add_subcommand("ara",
                         "Accuracy against perturbation size, and its area (ARA); of a network "
                         "with several labels for each of them");
  addOptions(*command, *options);
  command->add_option("--csv", *csv, "Write a line for each image, and label");
  addMerge(*command, console);
  command->callback([command, options, csv, &console] {
    if (command->got_subcommand("merge")) return;
    report(measureAra(*options, console.job()), *csv, console);
  });
}

}  // namespace rho::cli
