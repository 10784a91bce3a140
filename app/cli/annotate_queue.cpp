// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "annotate_commands.h"
#include "annotation/reading.h"

namespace rho::cli {

namespace {

using namespace annotation;
using nlohmann::json;

struct QueueOptions {
  std::string project, annotator;
  QueueRequest request;
  int limit = 20;
  bool fills = false, serves = false, takesMax = false;
};

json toJson(const Flag& flag, const Project& project) {
  return {{"case", flag.caseId},
          {"file", project.cases().get(flag.caseId).path},
          {"strategy", flag.strategy},
          {"score", flag.score},
          {"seed", flag.seed},
          {"model_sha256", flag.modelHash.empty() ? json() : json(flag.modelHash)}};
}

std::vector<Flag> waitingFor(const QueueOptions& options, Project& project) {
  const auto annotator = project.annotators().named(options.annotator);
  if (!options.serves) return project.queue().waiting(annotator, options.limit);
  const auto next = Reading(project, annotator).next();
  return next ? std::vector{*next} : std::vector<Flag>{};
}

void queue(QueueOptions options, const Console& console) {
  auto project = Project::open(options.project);
  json object = json::object();
  std::string text;
  if (options.fills) {
    options.request.aggregate = options.takesMax ? Aggregate::max : Aggregate::mean;
    const auto batch = project.queue().fill(options.request, console.job());
    object["flagged"] = batch.flagged;
    object["unscored"] = batch.unscored;
    text = fmt::format("flagged {} cases; {} have no score\n", batch.flagged, batch.unscored);
  }
  if (!options.annotator.empty()) {
    object["waiting"] = json::array();
    for (const auto& flag : waitingFor(options, project)) {
      object["waiting"].push_back(toJson(flag, project));
      text += fmt::format("{}  {}  {} {:.4f}\n", flag.caseId, project.cases().get(flag.caseId).path,
                          flag.strategy, flag.score);
    }
    if (object["waiting"].empty()) text += "nothing waits for " + options.annotator + "\n";
  }
  const auto counts = project.queue().counts();
  object["counts"] = {{"cases", counts.cases},
                      {"flagged", counts.flagged},
                      {"done", counts.done},
                      {"disputed", counts.disputed}};
  text += fmt::format("{} cases, {} flagged, {} done, {} disputed", counts.cases, counts.flagged,
                      counts.done, counts.disputed);
  console.result(object, text);
}

}  // namespace

void addAnnotateQueue(CLI::App& annotate, Console& console) {
  auto options = std::make_shared<QueueOptions>();
  auto& request = options->request;
  auto* command = annotate.add_subcommand("queue", "Choose what is annotated next, and show it");
  command->add_option("project", options->project, "The project's file")->required();
  command->add_option("--as", options->annotator, "Show what waits for this annotator");
  command->add_option("--limit", options->limit, "How many are shown")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command->add_flag("--next", options->serves, "Serve the next one alone, and record it")
      ->needs("--as");
  auto* fill = command->add_option("--fill", request.count, "Flag so many cases more")
                   ->check(CLI::PositiveNumber);
  std::string names;
  for (const auto& one : strategies()) names += (names.empty() ? "" : ", ") + one.id;
  command
      ->add_option("--strategy", request.strategies,
                   "Comma-separated; several by their mean rank: " + names)
      ->delimiter(',')
      ->needs(fill)
      ->capture_default_str();
  command->add_option("--seed", request.seed, "Of chance")->needs(fill)->capture_default_str();
  command->add_flag("--diverse", request.isDiverse, "Spread over the embeddings")->needs(fill);
  command
      ->add_flag("--max-over-labels", options->takesMax, "Of several labels, instead of the mean")
      ->needs(fill);
  command->add_option("--split", request.split, "Only cases of this split")->needs(fill);
  command->callback([options, fill, &console] {
    options->fills = fill->count() > 0;
    queue(*options, console);
  });
}

}  // namespace rho::cli
