// SPDX-License-Identifier: Apache-2.0
#include "training_run.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "data/loading.h"
#include "data/selected_data_set.h"
#include "machine.h"
#include "model/checkpoint.h"
#include "model/tensor.h"
#include "run_observer.h"
#include "run_samples.h"
#include "training/batch_plan.h"
#include "training/process_group.h"
#include "training/run_recorder.h"
#include "training/starting_weights.h"
#include "training/untrained_model.h"

namespace rho::cli {

namespace {

/// What a run is made from: options, recipe, and what the folder of a resumed one says.
struct RunPlan {
  TrainOptions options;
  training::Recipe recipe;
  nlohmann::json environment;  ///< of the start; empty for a new run
  bool resumes() const { return !options.resume.empty(); }
  std::filesystem::path folder() const { return resumes() ? options.resume : options.out; }
};

RunPlan newRun(const TrainOptions& options) {
  auto recipe = training::readRecipe(options.recipe);
  if (options.seed) recipe.seed = *options.seed;
  if (options.epochs) recipe.epochs = *options.epochs;
  training::RunFolder::requireNone(options.out);
  return {options, withSettings(recipe, options.settings), nlohmann::json::object()};
}

/// The options of the start, but for what was named now.
RunPlan resumedRun(const TrainOptions& now) {
  const training::RunFiles files(now.resume);
  const auto recipe = files.readRecipe();
  auto environment = files.readEnvironment();
  auto options = TrainOptions::fromJson(environment, files.environment().string());
  options.resume = now.resume;
  if (!now.data.empty()) options.data = now.data;
  if (!now.validation.empty()) options.validation = now.validation;
  if (now.device) options.device = now.device;
  if (now.threads) options.threads = now.threads;
  if (now.checkpointSteps > 0) options.checkpointSteps = now.checkpointSteps;
  return {options, recipe, environment};
}

/// The network and the images that it is trained and measured on.
struct Material {
  model::Model model;
  std::shared_ptr<const data::DataSet> data;
  data::Samples validation;

  /// By which the images of another process or of an earlier start are known to be the same.
  std::string labelsHash() const {
    return model::hashOfWeights(
        {{"labels", data::labelsFor(model.card(), data->labels(), data->name())}});
  }
};

Material prepare(const RunPlan& plan, const std::string& device, const JobContext& job) {
  const auto& options = plan.options;
  auto data = data::selected(data::openDataSet(options.data, "train"), options.selection);
  const auto classNames = data->labels().namesOfClasses();
  Material material{options.start.empty()
                        ? training::modelFromRecipe(plan.recipe, classNames)
                        : training::modelFromWeights(plan.recipe, classNames, options.start),
                    data,
                    {}};
  material.model.to(device);
  material.model.card().training["images"] = data->size();
  material.validation = validationSamples(options, material.model.card(), job);
  return material;
}

nlohmann::json environmentOf(const RunPlan& plan, const std::string& device,
                             const training::Workers& workers, const std::string& labelsHash) {
  auto environment = describeMachine(device);
  environment.update(plan.options.toJson());
  environment.update({{"seed", plan.recipe.seed},
                      {"deterministic", plan.recipe.deterministic},
                      {"world_size", workers.size()},
                      {"labels_sha256", labelsHash},
                      {"started", training::utcTime()}});
  return environment;
}

/// The time left counts from where the run goes on.
JobContext jobFrom(const JobContext& job, const training::Trainer& trainer) {
  const double done =
      static_cast<double>(trainer.progress().step) / static_cast<double>(trainer.steps());
  return done < 1 ? job.part(-done / (1 - done), 1) : job;
}

/// Throws InvalidInput where a run that goes on would not be the one that was started.
void requireSameRun(const RunPlan& plan, const training::Workers& workers,
                    const std::string& labelsHash) {
  const auto& started = plan.environment;
  if (started.value("labels_sha256", labelsHash) != labelsHash)
    throw InvalidInput(plan.options.data, "holds other images than when the run was started",
                       "name the right ones by --data");
  const int size = started.value("world_size", workers.size());
  if (size != workers.size())
    throw InvalidInput(
        plan.folder().string(),
        fmt::format("was started with {} processes, now there are {}", size, workers.size()),
        "start as many");
}

/// "cuda" means the process's own GPU.
std::string deviceOf(const TrainOptions& options, const training::Launch& launch) {
  const auto device = options.device.value_or("cpu");
  return device == "cuda" ? "cuda:" + std::to_string(launch.localRank) : device;
}

/// What only the process that leads does.
TrainResult lead(training::RunFolder& folder, const RunPlan& plan, Material& material,
                 training::Trainer& trainer, const Console& console, const JobContext& job) {
  RunObserver observer(material.model, folder, someOf(material.validation, plan.options.samples),
                       console);
  training::RunRecorder recorder(folder, material.model, trainer,
                                 {plan.options.checkpointSteps, [&] { console.stop(); }}, observer);
  try {
    recorder.run({{"images", material.data->size()}, {"classes", material.model.card().classNames}},
                 job);
  } catch (const Cancelled&) {
    console.remark("stopped; go on with rho train --resume " + plan.folder().string());
    throw;
  }
  return {plan.folder(), folder.files().model(), observer.lastEpoch()};
}

}  // namespace

data::Samples validationSamples(const TrainOptions& options, const model::ModelCard& card,
                                const JobContext& job) {
  if (options.validation == "none") return {};
  const auto data = options.validation.empty() ? data::openValidation(options.data)
                                               : data::openDataSet(options.validation);
  if (!data) return {};
  const auto samples = loadSamples(*data, card, {}, job);
  return options.validationImages ? someOf(samples, *options.validationImages) : samples;
}

TrainResult trainRun(const TrainOptions& asked, const Console& console) {
  const auto plan = asked.resume.empty() ? newRun(asked) : resumedRun(asked);
  const auto launch = training::launchFrom();
  const auto workers = training::joinWorkers(launch);
  auto own = console;
  own.quiet = own.quiet || !workers->leads();
  if (plan.options.threads) at::set_num_threads(*plan.options.threads);
  // Held from here on, so that the checkpoint cannot change.
  std::unique_ptr<training::RunFolder> folder;
  if (plan.resumes() && workers->leads()) folder = training::RunFolder::open(plan.folder());

  const auto device = deviceOf(plan.options, launch);
  const auto reading = own.job();
  auto material = prepare(plan, device, reading.part(0, 0.2));
  const auto hash = material.labelsHash();
  workers->requireSame("the recipe", toJson(plan.recipe).dump());
  workers->requireSame("the training images", hash);
  requireSameRun(plan, *workers, hash);

  const data::Loading loading{
      .memoryBytes = static_cast<std::uint64_t>(plan.options.memory * (1 << 20)), .streaming = {}};
  training::Trainer trainer(
      material.model, plan.recipe,
      {data::openBatches(material.data, material.model.card(),
                         training::batchPlanOf(plan.recipe, workers->rank(), workers->size(),
                                               material.model.device()),
                         loading, reading.part(0.2, 1)),
       material.validation, 20, workers.get()});
  if (plan.resumes())
    if (const auto state = training::RunFiles(plan.folder()).readCheckpoint())
      trainer.restore(*state);
  const auto job = jobFrom(own.job(), trainer);
  if (workers->leads()) {
    if (!folder)
      folder = training::RunFolder::create(plan.folder(), plan.recipe,
                                           environmentOf(plan, device, *workers, hash));
    return lead(*folder, plan, material, trainer, own, job);
  }
  training::TrainingSink nothing;
  trainer.run(nothing, job);
  return {plan.folder(), {}, {}};
}

}  // namespace rho::cli
