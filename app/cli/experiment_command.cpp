// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "annotator_experiment.h"
#include "base/error.h"
#include "base/file.h"
#include "base/json_file.h"
#include "command.h"
#include "data/data_set.h"
#include "experiment.h"
#include "model/checkpoint.h"
#include "model/tensor.h"
#include "robustness/ara.h"
#include "run_samples.h"
#include "training/launch.h"
#include "training/metrics.h"
#include "training/run_folder.h"
#include "training_run.h"

namespace rho::cli {

namespace {

/// One experiment in one folder: a run's folder for each recipe, and the tables.
class Laboratory {
 public:
  Laboratory(const ExperimentFile& file, const ExperimentOptions& options, const Console& console)
      : m_options(options),
        m_console(console),
        m_experiment(readExperiment(file, options.scale)),
        m_folder(options.out) {
    for (const auto& run : m_experiment.runs) {
      // A mistake is told now, and not after hours.
      withSettings(training::readRecipe(run.recipe), m_experiment.scale.settings);
      m_rows.push_back({run, {}, {}});
    }
  }

  /// Does what is not done yet. The tables are up to date after every run.
  void run() {
    requireSameExperiment();
    for (auto& row : m_rows) {
      const training::RunFiles files(m_folder / row.run.name);
      if (!finished(files)) train(row.run, files);
      row.environment = files.readEnvironment();
      const auto measures = files.folder / "measures.json";
      if (!std::filesystem::exists(measures))
        writeFileAtomically(measures, measured(files).dump(2) + "\n");
      row.measures = readJsonObject(measures);
      writeTables();
    }
    m_console.result(jsonTable(m_experiment, m_rows), markdownTable(m_experiment, m_rows) +
                                                          "wrote results.md, .csv and .json to " +
                                                          m_folder.string());
  }

 private:
  /// A folder holds one experiment at one scale on one data set.
  void requireSameExperiment() const {
    const nlohmann::json mine = {{"experiment", m_experiment.name},
                                 {"scale", m_experiment.scaleName},
                                 {"data", m_options.data},
                                 {"validation", m_options.validation}};
    keepExperiment(m_folder, mine);
  }

  static bool finished(const training::RunFiles& files) {
    return std::filesystem::exists(files.status()) &&
           training::readRunStatus(files.status()).state == training::RunState::finished;
  }

  void train(const Experiment::Run& run, const training::RunFiles& files) const {
    m_console.remark(run.name + ": training");
    TrainOptions options;
    options.device = m_options.device;
    options.threads = m_options.threads;
    if (std::filesystem::exists(files.recipe())) {
      options.resume = files.folder.string();
    } else {
      options.recipe = run.recipe;
      options.data = m_options.data;
      options.validation = m_options.validation;
      options.out = files.folder.string();
      options.settings = m_experiment.scale.settings;
      options.selection.every = m_experiment.scale.every;
      options.validationImages = m_experiment.scale.validationImages;
    }
    trainRun(options, m_console);
  }

  nlohmann::json measured(const training::RunFiles& files) const {
    m_console.remark(files.folder.filename().string() + ": measuring");
    const auto model = model::loadModel(files.model(), m_options.device.value_or("cpu"));
    const auto job = m_console.job();
    const auto options =
        TrainOptions::fromJson(files.readEnvironment(), files.environment().string());
    const auto samples = validationSamples(options, model.card(), job.part(0, 0.1));
    if (!samples.labels.defined())
      throw InvalidInput(options.data, "has no split to measure on", "name images by --validation");
    auto measures = toJson(training::metricsOf(
        training::confidencesOf(model, samples.inputs, job.part(0.1, 0.2)), samples.labels));
    const auto some = someOf(samples, m_experiment.scale.araImages);
    measures["attack_ara"] = areaOf(model, some, robustness::Outcome::attack, job.part(0.2, 0.6));
    measures["btr_ara"] =
        areaOf(model, some, robustness::Outcome::betterThanRandom, job.part(0.6, 1));
    measures["ara_images"] = some.labels.size(0);
    measures["seconds"] = trainingSeconds(files);
    return measures;
  }

  static double areaOf(const model::Model& model, const data::Samples& samples,
                       robustness::Outcome outcome, const JobContext& job) {
    robustness::AraOptions search;
    search.outcome = outcome;
    return robustness::ara(model, data::floatInputs(samples.inputs).to(model.device()),
                           samples.labels.to(model.device()), search, job)
        .ara;
  }

  static double trainingSeconds(const training::RunFiles& files) {
    double seconds = 0;
    for (const auto& line : training::readRunLog(files.log()))
      if (line.value("kind", "") == "epoch") seconds = line.value("seconds", 0.0);
    return seconds;
  }

  void writeTables() const {
    writeFileAtomically(m_folder / "results.md", markdownTable(m_experiment, m_rows));
    writeFileAtomically(m_folder / "results.csv", csvTable(m_experiment, m_rows));
    writeFileAtomically(m_folder / "results.json", jsonTable(m_experiment, m_rows).dump(2) + "\n");
  }

  ExperimentOptions m_options;
  const Console& m_console;
  Experiment m_experiment;
  std::filesystem::path m_folder;
  std::vector<ExperimentRow> m_rows;
};

void runExperiment(const ExperimentOptions& options, const Console& console) {
  if (training::launchFrom().size > 1)
    throw UsageError("experiment", "runs in one process", "start rho train by the launcher");
  const auto file = openExperiment(options.name);
  if (file.content.value("kind", "") == "simulated-annotator")
    runAnnotatorExperiment(file, options, console);
  else
    Laboratory(file, options, console).run();
}

}  // namespace

void addExperiment(CLI::App& app, Console& console) {
  auto options = std::make_shared<ExperimentOptions>();
  auto* command = app.add_subcommand(
      "experiment", "Train and measure the networks of a comparison; goes on where it was stopped");
  command->add_option("name", options->name, "A bundled experiment, or a file")->required();
  command->add_option("--data", options->data, "Labelled images to train on, as for train")
      ->required();
  command->add_option("--validation", options->validation, "As for train");
  command->add_option("--out", options->out, "The folder for runs and tables")->required();
  command->add_option("--scale", options->scale, "reduced: minutes to hours on a CPU; full")
      ->capture_default_str();
  command->add_option("--device", options->device, "cpu, cuda or cuda:N");
  command->add_option("--threads", options->threads, "Threads that compute on the CPU")
      ->check(CLI::Range(1, 4096));
  command
      ->add_option("--seeds", options->seeds,
                   "How often an experiment with chance in it is repeated (simulated-annotator)")
      ->check(CLI::Range(1, 1000));
  command->callback([options, &console] { runExperiment(*options, console); });
}

}  // namespace rho::cli
