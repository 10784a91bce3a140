// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "annotate_commands.h"
#include "annotation/project.h"
#include "flagging/project_scoring.h"

namespace rho::cli {

namespace {

struct ScoreOptions {
  std::string project;
  flagging::ScoringRequest request;
};

void score(const ScoreOptions& options, const Console& console) {
  const auto& request = options.request;
  flagging::check(request.scores);
  auto project = annotation::Project::open(options.project);
  const flagging::CaseScorer scorer(request);
  const auto& card = scorer.card();
  const auto cases = casesToScore(project, card.sha256, card.name, request.scores);
  const auto keep = [&](annotation::Id id, const flagging::CaseScores& scores) {
    keepScores(project, id, scores, request.scores.seed);
  };
  const auto result = scorer.ask(cases, keep, console.job());
  auto text =
      fmt::format("{} cases scored, {} could not be", result.scored, result.problems.size());
  if (result.withoutMask > 0)
    text += fmt::format("; {} have no mask of where evidence may be", result.withoutMask);
  auto problems = nlohmann::json::array();
  for (const auto& one : result.problems) {
    problems.push_back({{"case", one.id}, {"reason", one.reason}});
    text += "\n" + one.reason;
  }
  console.result({{"scored", result.scored},
                  {"without_mask", result.withoutMask},
                  {"problems", problems},
                  {"model_sha256", card.sha256}},
                 text);
}

}  // namespace

void addAnnotateScore(CLI::App& annotate, Console& console) {
  auto options = std::make_shared<ScoreOptions>();
  auto& request = options->request;
  auto& scores = request.scores;
  auto* command =
      annotate.add_subcommand("score", "Ask a network about all cases, for the queue's strategies");
  command->add_option("project", options->project, "The project's file")->required();
  command
      ->add_option("--model", request.network, "The network's file, or the name of a bundled one")
      ->required();
  command
      ->add_option("--strategy", scores.strategies,
                   "Besides confidences: bald, fragile, wrong-evidence, disagreement")
      ->delimiter(',');
  command->add_option("--methods", scores.methods, "Compared; the first one is judged by masks")
      ->delimiter(',')
      ->capture_default_str();
  command->add_option("--allowed", request.allowed,
                      "A picture that is bright where evidence may be, of the images' size, for "
                      "those without NAME.mask.png");
  command->add_option("--seed", scores.seed, "Of noise and methods")->capture_default_str();
  command->add_option("--device", request.device, "cpu, cuda or cuda:N")->capture_default_str();
  command->callback([options, &console] { score(*options, console); });
}

}  // namespace rho::cli
