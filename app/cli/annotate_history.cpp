// SPDX-License-Identifier: Apache-2.0
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <map>

#include "annotate_commands.h"
#include "annotation/project.h"

namespace rho::cli {

namespace {

using namespace annotation;
using nlohmann::json;

struct HistoryOptions {
  std::string project, oneCase;
  int last = 0;
};

std::string timeOf(const Action& action) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}Z",
                     fmt::gmtime(static_cast<std::time_t>(action.at / 1000)));
}

/// Masks are long: what they are is said without their pixels.
json changesOf(const Action& action, const std::map<Id, std::string>& classes) {
  json changes = json::array();
  for (const auto& change : action.changes) {
    const bool isMask = change.field == Field::evidence || change.field == Field::noEvidence;
    const auto value =
        change.value
            ? isMask ? json(change.value->substr(0, change.value->find(' '))) : json(*change.value)
            : json();
    changes.push_back(
        {{"field", nameOf(change.field)}, {"class", classes.at(change.classId)}, {"value", value}});
  }
  return changes;
}

void history(const HistoryOptions& options, const Console& console) {
  const auto project = Project::open(options.project);
  std::map<Id, std::string> names, classes = {{0, ""}};
  for (const auto& one : project.annotators().all()) names[one.id] = one.name;
  for (const auto& one : project.classes().all()) classes[one.id] = one.name;
  const auto wanted = options.oneCase.empty()
                          ? std::nullopt
                          : std::optional(project.cases().find(options.oneCase).id);
  json actions = json::array();
  project.history().each(wanted, [&](const Action& action) {
    actions.push_back(
        {{"at", timeOf(action)},
         {"annotator", action.annotatorId ? json(names.at(*action.annotatorId)) : json()},
         {"case", action.caseId ? json(*action.caseId) : json()},
         {"kind", nameOf(action.kind)},
         {"seconds", action.seconds},
         {"note", action.note},
         {"changes", changesOf(action, classes)}});
    if (options.last > 0 && std::ssize(actions) > options.last) actions.erase(0);
  });
  std::string text;
  for (const auto& action : actions) {
    text += fmt::format(
        "{}{}  {}  case {}  {} {}", text.empty() ? "" : "\n", action["at"].get<std::string>(),
        action["annotator"].is_null() ? "-" : action["annotator"].get<std::string>(),
        action["case"].dump(), action["kind"].get<std::string>(),
        action["note"].get<std::string>());
    for (const auto& change : action["changes"])
      text +=
          fmt::format(" {}{}{}={}", change["field"].get<std::string>(),
                      change["class"] == "" ? "" : ":", change["class"].get<std::string>(),
                      change["value"].is_null() ? "nothing" : change["value"].get<std::string>());
  }
  console.result({{"actions", actions}}, text.empty() ? "nothing was done yet" : text);
}

}  // namespace

void addAnnotateHistory(CLI::App& annotate, Console& console) {
  auto options = std::make_shared<HistoryOptions>();
  auto* command = annotate.add_subcommand("history", "Everything that was ever done");
  command->add_option("project", options->project, "The project's file")->required();
  command->add_option("--case", options->oneCase, "Only with this case: number, file or hash");
  command->add_option("--last", options->last, "Only so many; 0: all")
      ->check(CLI::NonNegativeNumber);
  command->callback([options, &console] { history(*options, console); });
}

}  // namespace rho::cli
