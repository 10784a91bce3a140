// SPDX-License-Identifier: Apache-2.0
#include "command.h"
#include "run_list.h"
#include "train_options.h"
#include "training_run.h"

namespace rho::cli {

namespace {

void train(const TrainOptions& options, const Console& console) {
  const auto done = trainRun(options, console);
  if (done.model.empty()) return;  // the process that leads tells
  console.result({{"run", done.folder.string()},
                  {"model", done.model.string()},
                  {"last_epoch", done.lastEpoch}},
                 "wrote " + done.model.string());
}

void addList(CLI::App& train, Console& console) {
  auto folders = std::make_shared<std::vector<std::string>>();
  auto* command = train.add_subcommand("list", "Compare runs: state, accuracy, time");
  command->add_option("runs", *folders, "Folders of runs, or folders that hold some")->required();
  command->callback([folders, &console] {
    const auto runs = listRuns(*folders);
    console.result(toJson(runs), tableOf(runs));
  });
}

}  // namespace

void addTrain(CLI::App& app, Console& console) {
  auto options = std::make_shared<TrainOptions>();
  auto* command = app.add_subcommand("train", "Train a network from a recipe, or go on with a run");
  options->addTo(*command);
  addList(*command, console);
  command->callback([options, command, &console] {
    if (!command->get_subcommands().empty()) return;  // list has done its work
    options->check(*command);
    train(*options, console);
  });
}

}  // namespace rho::cli
