// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "annotate_commands.h"
#include "annotation/project.h"
#include "base/error.h"
#include "flagging/case_scores.h"
#include "image/read_image.h"
#include "model/checkpoint.h"
#include "trust/companions.h"

namespace rho::cli {

namespace {

using namespace annotation;

struct ScoreOptions {
  std::string project, model, device = "cpu", allowed;
  flagging::ScoreRequest request;
};

/// Those that the network has not been asked about yet: a run that was stopped goes on.
std::vector<Id> pendingOf(const Project& project, const flagging::ScoreRequest& request) {
  auto pending = project.scores().casesWithoutConfidences();
  std::unordered_set<Id> listed(pending.begin(), pending.end());
  for (const auto& strategy : request.strategies)
    for (const Id id : project.scores().casesWithoutScore(strategy))
      if (listed.insert(id).second) pending.push_back(id);
  std::ranges::sort(pending);
  return pending;
}

/// Where evidence may be: the mask beside the image, else the one for all.
image::Image allowedFor(const Case& image, const image::Image& ofAll) {
  const auto beside = trust::maskBeside(image.path);
  return beside.empty() ? ofAll : image::readImage(beside.string());
}

void keep(Project& project, Id id, const flagging::CaseScores& scores, std::uint64_t seed) {
  project.atomically([&] {
    project.scores().setConfidences(id, scores.confidences);
    if (!scores.embedding.empty()) project.scores().setEmbedding(id, scores.embedding);
    for (const auto& [strategy, value] : scores.scores)
      project.scores().setScore(id, strategy, value, seed);
  });
}

void score(const ScoreOptions& options, const Console& console) {
  flagging::check(options.request);
  const auto ofAll = options.allowed.empty() ? image::Image() : image::readImage(options.allowed);
  auto project = Project::open(options.project);
  const auto model = model::loadModel(options.model, options.device);
  project.scores().setModel(model.card().sha256, model.card().name);
  const auto pending = pendingOf(project, options.request);
  const auto job = console.job();
  std::int64_t scored = 0, withoutMask = 0;
  auto problems = nlohmann::json::array();
  const bool judgesEvidence = std::ranges::find(options.request.strategies, "wrong-evidence") !=
                              options.request.strategies.end();
  for (const Id id : pending) {
    job.step(scored + std::ssize(problems), std::ssize(pending), "asking the network");
    const auto image = project.cases().get(id);
    try {
      const auto allowed = judgesEvidence ? allowedFor(image, ofAll) : image::Image();
      withoutMask += judgesEvidence && allowed.empty() ? 1 : 0;
      keep(project, id,
           flagging::scoresOf(model, image::readImage(image.path), allowed, options.request, job),
           options.request.seed);
      ++scored;
    } catch (const Cancelled&) {
      throw;
    } catch (const Error& error) {
      problems.push_back({{"case", id}, {"reason", error.what()}});
    }
  }
  job.report(1);
  std::string text = fmt::format("{} cases scored, {} could not be", scored, problems.size());
  if (withoutMask > 0)
    text += fmt::format("; {} have no mask of where evidence may be", withoutMask);
  for (const auto& one : problems) text += "\n" + one["reason"].get<std::string>();
  console.result({{"scored", scored},
                  {"without_mask", withoutMask},
                  {"problems", problems},
                  {"model_sha256", model.card().sha256}},
                 text);
}

}  // namespace

void addAnnotateScore(CLI::App& annotate, Console& console) {
  auto options = std::make_shared<ScoreOptions>();
  auto& request = options->request;
  auto* command =
      annotate.add_subcommand("score", "Ask a network about all cases, for the queue's strategies");
  command->add_option("project", options->project, "The project's file")->required();
  command->add_option("--model", options->model, "The network's file, or the name of a bundled one")
      ->required();
  command
      ->add_option("--strategy", request.strategies,
                   "Besides confidences: bald, fragile, wrong-evidence, disagreement")
      ->delimiter(',');
  command->add_option("--methods", request.methods, "Compared; the first one is judged by masks")
      ->delimiter(',')
      ->capture_default_str();
  command->add_option("--allowed", options->allowed,
                      "A picture that is bright where evidence may be, of the images' size, for "
                      "those without NAME.mask.png");
  command->add_option("--seed", request.seed, "Of noise and methods")->capture_default_str();
  command->add_option("--device", options->device, "cpu, cuda or cuda:N")->capture_default_str();
  command->callback([options, &console] { score(*options, console); });
}

}  // namespace rho::cli
