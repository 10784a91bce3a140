// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "archive/query.h"
#include "archive/retrieve.h"
#include "archive/store.h"
#include "command.h"

namespace rho::cli {

namespace {

using archive::Archive;
using nlohmann::json;

void addConnection(CLI::App& command, Archive& archive) {
  command.add_option("--host", archive.host, "The archive's name or address")->required();
  command.add_option("--port", archive.port, "Its port")->capture_default_str();
  command.add_option("--call", archive.theirTitle, "Its AE title")->capture_default_str();
  command.add_option("--aet", archive.ourTitle, "Our AE title, as it knows it")
      ->capture_default_str();
  command.add_option("--timeout", archive.timeoutSeconds, "Seconds to wait for each answer")
      ->capture_default_str();
}

void echo(const Archive& archive, const Console& console) {
  archive::echo(archive, console.job());
  const auto address = fmt::format("{}:{}", archive.host, archive.port);
  console.result({{"archive", address}, {"answers", true}}, address + " answers");
}

struct FindOptions {
  Archive archive;
  archive::StudyQuery query;
  std::string series;
  int limit = archive::maxStudies;
  bool patient = false;
};

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : ",") + part;
  return text;
}

void findStudies(const FindOptions& options, const Console& console) {
  const auto found =
      archive::findStudies(options.archive, options.query, console.job(), options.limit);
  json studies = json::array();
  std::string text;
  for (const auto& study : found.studies) {
    json entry = {{"study", study.uid},
                  {"modalities", study.modalities},
                  {"series", study.series},
                  {"instances", study.instances}};
    text += fmt::format("study {}  {}  {} series, {} instances", study.uid,
                        joined(study.modalities), study.series, study.instances);
    if (options.patient) {
      entry["patient"] = {{"name", study.patientName},
                          {"id", study.patientId},
                          {"birth_date", study.birthDate},
                          {"sex", study.sex},
                          {"study_date", study.date},
                          {"study_time", study.time},
                          {"study_description", study.description},
                          {"accession_number", study.accessionNumber}};
      text += fmt::format("  {}  {}  {}  {}", study.date, study.patientName, study.patientId,
                          study.description);
    }
    text += "\n";
    studies.push_back(entry);
  }
  text += fmt::format("{} studies{}", found.studies.size(),
                      found.areMore ? ", and more that are not shown: narrow the search" : "");
  console.result({{"studies", studies}, {"more", found.areMore}}, text);
}

void findSeries(const FindOptions& options, const Console& console) {
  json list = json::array();
  std::string text;
  for (const auto& one : archive::findSeries(options.archive, options.query.study, console.job())) {
    json entry = {{"series", one.uid},
                  {"number", one.number},
                  {"modality", one.modality},
                  {"body_part", one.bodyPart},
                  {"instances", one.instances}};
    if (options.patient) entry["description"] = one.description;
    list.push_back(entry);
    text += fmt::format("{}series {}  {}  {}  {}  {} instances{}", text.empty() ? "" : "\n",
                        one.number, one.uid, one.modality, one.bodyPart, one.instances,
                        options.patient ? "  " + one.description : "");
  }
  console.result({{"study", options.query.study}, {"series", list}}, text);
}

void findInstances(const FindOptions& options, const Console& console) {
  json list = json::array();
  std::string text;
  for (const auto& one : archive::findInstances(options.archive, options.query.study,
                                                options.series, console.job())) {
    list.push_back({{"instance", one.uid}, {"number", one.number}, {"sop_class", one.sopClass}});
    text += fmt::format("{}instance {}  {}", text.empty() ? "" : "\n", one.number, one.uid);
  }
  console.result({{"series", options.series}, {"instances", list}}, text);
}

void find(const FindOptions& options, const Console& console) {
  if (!options.series.empty()) return findInstances(options, console);
  if (!options.query.study.empty()) return findSeries(options, console);
  findStudies(options, console);
}

struct GetOptions {
  Archive archive;
  archive::Wanted wanted;
  std::string out;
};

void get(GetOptions options, const Console& console) {
  const auto got = archive::retrieve(options.archive, options.wanted, options.out, console.job());
  json files = json::array();
  std::string text;
  for (const auto& file : got.files) {
    files.push_back(file.string());
    text += file.string() + "\n";
  }
  for (const auto& problem : got.problems) text += "not kept: " + problem + "\n";
  text += fmt::format("{} files, {} not kept", got.files.size(), got.problems.size());
  console.result({{"files", files}, {"problems", got.problems}}, text);
}

struct StoreOptions {
  Archive archive;
  std::vector<std::string> files;
};

void store(const StoreOptions& options, const Console& console) {
  const auto stored =
      archive::store(options.archive, {options.files.begin(), options.files.end()}, console.job());
  json failures = json::array();
  std::string text;
  for (const auto& failure : stored.failures) {
    failures.push_back({{"file", failure.file.string()}, {"reason", failure.reason}});
    text += fmt::format("not stored: {}: {}\n", failure.file.string(), failure.reason);
  }
  text += fmt::format("{} stored, {} not", stored.count, stored.failures.size());
  console.result({{"stored", stored.count}, {"failures", failures}}, text);
  if (!stored.failures.empty())
    throw archive::ArchiveError(fmt::format("{}:{}", options.archive.host, options.archive.port),
                                fmt::format("{} of {} files are not in the archive",
                                            stored.failures.size(), options.files.size()));
}

void addFind(CLI::App& parent, Console& console) {
  auto options = std::make_shared<FindOptions>();
  auto* command = parent.add_subcommand(
      "find", "List studies; with --study its series; with --series too its instances");
  addConnection(*command, options->archive);
  auto& query = options->query;
  command->add_option("--name", query.patientName, "What the patient's name begins with: Doe, J");
  command->add_option("--id", query.patientId, "The patient's ID");
  command->add_option("--from", query.from, "First day: 2024-02-29");
  command->add_option("--to", query.to, "Last day");
  command->add_option("--modality", query.modality, "DX, CR, …");
  command->add_option("--accession", query.accessionNumber, "Accession number");
  command->add_option("--study", query.study, "A study's UID");
  command->add_option("--series", options->series, "A series' UID")->needs("--study");
  command->add_option("--limit", options->limit, "Studies at most")
      ->check(CLI::Range(1, archive::maxListed))
      ->capture_default_str();
  command->add_flag("--patient", options->patient, "Print names, dates and descriptions too");
  command->callback([options, &console] { find(*options, console); });
}

void addGet(CLI::App& parent, Console& console) {
  auto options = std::make_shared<GetOptions>();
  auto* command = parent.add_subcommand("get", "Bring a study, a series or an instance");
  addConnection(*command, options->archive);
  command->add_option("--study", options->wanted.study, "The study's UID")->required();
  command->add_option("--series", options->wanted.series, "The series' UID");
  command->add_option("--instance", options->wanted.instance, "The instance's UID")
      ->needs("--series");
  command->add_option("--out", options->out, "The folder for the files")->required();
  command->add_option("--listen", options->archive.ourPort,
                      "Let the archive send to this port (C-MOVE) instead of over our connection "
                      "(C-GET); it must know our AE title and computer");
  command->callback([options, &console] { get(*options, console); });
}

}  // namespace

void addArchive(CLI::App& app, Console& console) {
  auto* command = app.add_subcommand("archive", "Search, read and write an archive (PACS)");
  command->require_subcommand(1);
  auto asked = std::make_shared<Archive>();
  auto* echoCommand = command->add_subcommand("echo", "Ask whether the archive is there");
  addConnection(*echoCommand, *asked);
  echoCommand->callback([asked, &console] { echo(*asked, console); });
  addFind(*command, console);
  addGet(*command, console);
  auto sent = std::make_shared<StoreOptions>();
  auto* storeCommand = command->add_subcommand("store", "Put files into the archive");
  addConnection(*storeCommand, sent->archive);
  storeCommand->add_option("files", sent->files, "DICOM files")->required();
  storeCommand->callback([sent, &console] { store(*sent, console); });
}

}  // namespace rho::cli
