// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "command.h"
#include "data/data_set.h"
#include "model/checkpoint.h"
#include "model/decision.h"
#include "model/tensor.h"
#include "selection.h"
#include "training/metrics.h"

namespace rho::cli {

namespace {

struct EvaluateOptions {
  std::string model, data, split, device = "cpu";
  data::Selection selection;
};

void evaluate(const EvaluateOptions& options, const Console& console) {
  const auto model = model::loadModel(options.model, options.device);
  const auto job = console.job();
  const auto data = data::openDataSet(options.data, options.split);
  const auto samples = loadSamples(*data, model.card(), options.selection, job.part(0, 0.3));
  const auto confidences = training::confidencesOf(model, samples.inputs, job.part(0.3, 1));
  const auto metrics =
      training::metricsOf(confidences, samples.labels, model::decisionPoints(model.card()));
  auto object = training::toJson(metrics);
  object["model"] = options.model;
  object["model_sha256"] = model.card().sha256;
  object["data"] = data->name();
  auto text = fmt::format(
      "{} on {} ({} images)\n  accuracy           {:.4f}\n  balanced accuracy  {:.4f}\n"
      "  cross-entropy      {:.4f}",
      model.card().name, data->name(), metrics.n, metrics.accuracy, metrics.balancedAccuracy,
      metrics.crossEntropy);
  if (metrics.auc) text += fmt::format("\n  AUC                {:.4f}", *metrics.auc);
  console.result(object, text);
}

}  // namespace

void addEvaluate(CLI::App& app, Console& console) {
  auto options = std::make_shared<EvaluateOptions>();
  auto* command = app.add_subcommand("evaluate", "Measure a network on labelled images");
  command->add_option("--model", options->model, "The network's file, or the name of a bundled one")
      ->required();
  command
      ->add_option("--data", options->data,
                   "A folder of class/image, FILE.npz with images and labels, or "
                   "phantom:nodule?count=N&seed=S&size=P")
      ->required();
  command->add_option("--split", options->split, "train, test, …; test where there are several");
  addSelection(*command, options->selection);
  command->add_option("--device", options->device, "cpu, cuda or cuda:N")->capture_default_str();
  command->callback([options, &console] { evaluate(*options, console); });
}

}  // namespace rho::cli
