// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "command.h"
#include "data/data_set.h"
#include "explain/presentation.h"
#include "model/checkpoint.h"
#include "model/tensor.h"
#include "trust/reference.h"
#include "trust_check.h"
#include "trust_screen.h"

namespace rho::cli {

namespace {

void check(const TrustCheckOptions& options, const Console& console) {
  options.methods.chosen();  // a wrong setting is told before the network is read
  const auto job = console.job();
  const auto question = openQuestion(options.question);
  const auto& card = question.model.card();
  const auto target = static_cast<std::size_t>(question.target);
  const auto findings = checkTrust(options, question, console, job);
  auto object = toJson(findings);
  object["image"] = question.image.info().source;
  object["model"] = card.name;
  object["model_sha256"] = card.sha256;
  object["target"] = question.target;
  object["target_name"] = card.classNames.at(target);
  object["confidence"] = question.confidences.at(target);
  console.result(object, fmt::format("{} by {}: {}\n{}For the finding {}. None of this locates "
                                     "disease.",
                                     question.image.info().source, card.name,
                                     explain::describeDecision(card, question.confidences, 3),
                                     textOf(findings), card.classNames.at(target)));
}

struct LearnOptions {
  std::string model, data, split = "train", name, out, device = "cpu";
};

void learn(const LearnOptions& options, const Console& console) {
  const auto model = model::loadModel(options.model, options.device);
  const auto data = data::openDataSet(options.data, options.split);
  const auto reference =
      trust::learnReference(model,
                            {options.name.empty() ? data->name() : options.name, data->size(),
                             [&](std::int64_t i) { return data->image(i); }},
                            console.job());
  reference.save(options.out);
  const auto& origin = reference.origin();
  const double limit = reference.quantiles().back().distance;
  console.result(
      {{"out", options.out},
       {"model_sha256", origin.modelSha256},
       {"layer", origin.layer},
       {"images", origin.images},
       {"held_out", origin.heldOut},
       {"limit", limit}},
      fmt::format("learned from {} images of {}, layer {}\n  99 of 100 of {} others are "
                  "nearer than {:.3f}\nwrote {}",
                  origin.images, origin.data, origin.layer, origin.heldOut, limit, options.out));
}

void addLearn(CLI::App& trust, Console& console) {
  auto options = std::make_shared<LearnOptions>();
  auto* command =
      trust.add_subcommand("learn", "Learn what images a network was made for, to warn of others");
  command->add_option("--model", options->model, "The network's file, or the name of a bundled one")
      ->required();
  command->add_option("--data", options->data, "Images as for evaluate")->required();
  command->add_option("--split", options->split, "Which split")->capture_default_str();
  command->add_option("--name", options->name, "What the images are, for the file");
  command->add_option("--out", options->out, "The file; NAME.reference beside the network is found")
      ->required();
  command->add_option("--device", options->device, "cpu, cuda or cuda:N")->capture_default_str();
  command->callback([options, &console] { learn(*options, console); });
}

}  // namespace

void addTrust(CLI::App& app, Console& console) {
  auto* command = app.add_subcommand("trust", "How far a finding of a network can be trusted");
  command->require_subcommand(1);
  addLearn(*command, console);
  addTrustScreen(*command, console);
  auto options = std::make_shared<TrustCheckOptions>();
  auto* checkCommand = command->add_subcommand(
      "check", "Evidence both ways, robustness, agreement, masks, and images out of range");
  options->addTo(*checkCommand);
  checkCommand->callback([options, &console] { check(*options, console); });
}

}  // namespace rho::cli
