// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "base/error.h"
#include "command.h"
#include "data/data_set.h"
#include "model/tensor.h"
#include "training/run_folder.h"
#include "training/trainer.h"

namespace rho::cli {

namespace {

struct TrainOptions {
  std::string recipe, data, validation, out, device = "cpu";
  std::optional<std::uint64_t> seed;
  std::optional<int> epochs;
};

/// The labelled images that the weights are measured on after every epoch, if any were named.
data::Samples validationSamples(const TrainOptions& options, const model::ModelCard& card,
                                const JobContext& job) {
  if (options.validation.empty()) return {};
  return loadSamples(*data::openDataSet(options.validation, "test"), card, {}, job);
}

/// Writes every epoch into the run's folder, and a line about it.
class RunSink : public training::TrainingSink {
 public:
  RunSink(model::Model& model, training::RunFolder& folder, const Console& console)
      : m_model(model), m_folder(folder), m_console(console) {}

  const nlohmann::json& last() const { return m_last; }

  void onEpoch(const training::EpochReport& report) override {
    if (report.validation) m_model.card().metrics = training::toJson(*report.validation);
    m_folder.add(report, m_model);
    m_last = training::toJson(report);
    m_console.remark(fmt::format(
        "epoch {:>3}  cross-entropy {:.3f}  psi {:.3g}{}  {:.0f} s", report.epoch,
        report.crossEntropy, report.psi,
        report.validation
            ? fmt::format("  accuracy {:.4f}  balanced {:.4f}  AUC {:.4f}",
                          report.validation->accuracy, report.validation->balancedAccuracy,
                          report.validation->auc.value_or(0))
            : "",
        report.seconds));
  }

 private:
  model::Model& m_model;
  training::RunFolder& m_folder;
  const Console& m_console;
  nlohmann::json m_last;
};

void train(const TrainOptions& options, const Console& console) {
  auto recipe = training::readRecipe(options.recipe);
  if (options.seed) recipe.seed = *options.seed;
  if (options.epochs) recipe.epochs = *options.epochs;
  const auto data = data::openDataSet(options.data, "train");
  auto classNames = data->classNames();
  if (classNames.empty())
    throw InvalidInput(options.data, "carries no class names", "use a folder of class/image");
  auto model = training::modelFromRecipe(recipe, classNames);
  const auto job = console.job();
  const auto training = loadSamples(*data, model.card(), {}, job.part(0, 0.02));
  const auto validation = validationSamples(options, model.card(), job.part(0.02, 0.03));
  model.card().training["images"] = training.labels.size(0);
  model.to(options.device);
  training::RunFolder folder(options.out, recipe);
  RunSink sink(model, folder, console);
  training::Trainer(model, recipe, {.training = training, .validation = validation})
      .run(sink, job.part(0.03, 1));
  console.result({{"model", folder.modelPath().string()}, {"last_epoch", sink.last()}},
                 "wrote " + folder.modelPath().string());
}

}  // namespace

void addTrain(CLI::App& app, Console& console) {
  auto options = std::make_shared<TrainOptions>();
  auto* command = app.add_subcommand("train", "Train a network from a recipe");
  command->add_option("--recipe", options->recipe, "A recipe file, or the name of a bundled one")
      ->required();
  command
      ->add_option("--data", options->data,
                   "Labelled images: a folder of class/image or split/class/image, "
                   "or phantom:nodule?count=N&seed=S&size=P")
      ->required();
  command->add_option("--validation", options->validation,
                      "Labelled images to measure on after every epoch");
  command->add_option("--out", options->out, "The folder of the run; it must not hold one already")
      ->required();
  command->add_option("--seed", options->seed, "Instead of the recipe's");
  command->add_option("--epochs", options->epochs, "Instead of the recipe's");
  command->add_option("--device", options->device, "cpu, cuda or cuda:N")->capture_default_str();
  command->callback([options, &console] { train(*options, console); });
}

}  // namespace rho::cli
