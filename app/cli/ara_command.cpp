// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "command.h"
#include "data/data_set.h"
#include "model/checkpoint.h"
#include "model/tensor.h"
#include "robustness/ara.h"
#include "selection.h"

namespace rho::cli {

namespace {

struct AraCommandOptions {
  std::string model, data, split, kind = "attack", device = "cpu";
  data::Selection selection;
};

void run(const AraCommandOptions& options, const Console& console) {
  const auto model = model::loadModel(options.model, options.device);
  const auto data = data::openDataSet(options.data, options.split);
  const auto job = console.job();
  const auto samples = loadSamples(*data, model.card(), options.selection, job.part(0, 0.02));
  robustness::AraOptions search;
  search.outcome =
      options.kind == "btr" ? robustness::Outcome::betterThanRandom : robustness::Outcome::attack;
  const auto result = robustness::ara(model, samples.inputs.to(model.device()),
                                      samples.labels.to(model.device()), search, job.part(0.02, 1));
  console.result({{"ara", result.ara},
                  {"accuracy", result.accuracy},
                  {"median", result.median},
                  {"n", samples.labels.size(0)},
                  {"kind", options.kind},
                  {"search", "paper"},
                  {"unchanged", result.unchanged},
                  {"distances", result.distances},
                  {"model_sha256", model.card().sha256}},
                 fmt::format("{} on {} images of {} (paper search)\n  {} ARA         {:.5f}\n  "
                             "median distance  {:.5f}\n"
                             "  accuracy         {:.4f}",
                             model.card().name, samples.labels.size(0), data->name(), options.kind,
                             result.ara, result.median, result.accuracy));
}

}  // namespace

void addAra(CLI::App& app, Console& console) {
  auto options = std::make_shared<AraCommandOptions>();
  auto* command =
      app.add_subcommand("ara", "Accuracy against perturbation size, and its area (ARA)");
  command->add_option("--model", options->model, "The network's file, or the name of a bundled one")
      ->required();
  command->add_option("--data", options->data, "Labelled images, as for evaluate")->required();
  command->add_option("--split", options->split, "train, test, …; test where there are several");
  command
      ->add_option("--kind", options->kind,
                   "attack: the decision changes; btr: confidence at chance")
      ->check(CLI::IsMember({"attack", "btr"}))
      ->capture_default_str();
  addSelection(*command, options->selection);
  command->add_option("--device", options->device, "cpu, cuda or cuda:N")->capture_default_str();
  command->callback([options, &console] { run(*options, console); });
}

}  // namespace rho::cli
