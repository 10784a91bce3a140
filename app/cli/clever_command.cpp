// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "attack/clever.h"
#include "attack/threat_model.h"
#include "command.h"
#include "data/data_set.h"
#include "decider.h"
#include "model/checkpoint.h"
#include "model/tensor.h"
#include "selection.h"

namespace rho::cli {

namespace {

struct CleverCommand {
  std::string model, data, split, label, norm = "l2", device = "cpu";
  data::Selection selection;
  attack::CleverOptions options;
};

void run(const CleverCommand& command, const Console& console) {
  auto options = command.options;
  options.linf = command.norm == "linf";
  const auto decider =
      deciderOf(model::loadModel(command.model, command.device),
                data::openDataSet(command.data, command.split), command.selection, command.label);
  const auto& card = decider.model.card();
  const auto job = console.job();
  const auto samples = loadSamples(*decider.data, card, {}, job.part(0, 0.02));
  const auto scores = attack::cleverScores(decider.model, samples.inputs, samples.labels, options,
                                           job.part(0.02, 1));
  auto sorted = scores;
  std::sort(sorted.begin(), sorted.end());
  const double median = sorted[sorted.size() / 2];
  nlohmann::json object = {{"scores", scores},     {"median", median},
                           {"norm", command.norm}, {"radius", options.radius},
                           {"n", scores.size()},   {"model_sha256", card.sha256}};
  if (!decider.label.empty()) object["label"] = decider.label;
  console.result(object, fmt::format("{} on {} images of {}\n  median CLEVER score  {:.5f} ({})\n"
                                     "An estimate of how far an attack must go, not a bound.",
                                     decider.name(), scores.size(), decider.data->name(), median,
                                     command.norm));
}

}  // namespace

void addClever(CLI::App& app, Console& console) {
  auto options = std::make_shared<CleverCommand>();
  auto* command =
      app.add_subcommand("clever", "Estimate how far an attack must go, without an attack");
  command->add_option("--model", options->model, "The network's file, or the name of a bundled one")
      ->required();
  command->add_option("--data", options->data, "Labelled images, as for evaluate")->required();
  command->add_option("--split", options->split, "train, test, …; test where there are several");
  addSelection(*command, options->selection);
  addLabel(*command, options->label);
  auto& settings = options->options;
  command->add_option("--norm", options->norm, "l2 or linf")
      ->check(CLI::IsMember({"l2", "linf"}))
      ->capture_default_str();
  command->add_option("--radius", settings.radius, "Of the ball that points are drawn from")
      ->capture_default_str();
  command->add_option("--batches", settings.batches, "Maxima that the distribution is fitted to")
      ->capture_default_str();
  command->add_option("--samples", settings.samples, "Random points for each maximum")
      ->capture_default_str();
  command->add_option("--classes", settings.targetClasses, "Likely other classes, at most")
      ->capture_default_str();
  command->add_option("--seed", settings.seed, "The only source of randomness")
      ->capture_default_str();
  command->add_option("--device", options->device, "cpu, cuda or cuda:N")->capture_default_str();
  command->callback([options, &console] { run(*options, console); });
}

}  // namespace rho::cli
