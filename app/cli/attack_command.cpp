// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "attack/attack.h"
#include "base/error.h"
#include "command.h"
#include "data/data_set.h"
#include "decider.h"
#include "image/array.h"
#include "image/read_image.h"
#include "image/resample.h"
#include "model/checkpoint.h"
#include "model/class_choice.h"
#include "model/tensor.h"
#include "selection.h"
#include "setting.h"

namespace rho::cli {

namespace {

using Json = nlohmann::json;

struct AttackOptions {
  std::string model, data, split, label, attack = "pgd", norm = "l2", target, mask, out;
  std::string device = "cpu";
  std::optional<double> epsilon;
  bool noBox = false;
  std::vector<std::string> settings;
  std::uint64_t seed = 0;
  std::int64_t batch = 0;
  data::Selection selection;
};

std::int64_t targetNamed(const model::ModelCard& card, const std::string& text) {
  if (const auto named = model::classNamed(card, text)) return *named;
  throw InvalidInput("class \"" + text + "\"", "is not one of the network's classes",
                     "rho model info lists them");
}

/// White (half and brighter) where pixels may change, at the network's size.
torch::Tensor readMask(const std::string& address, const model::ModelCard& card) {
  const auto grey = image::toChannels(image::readImage(address), 1);
  const cv::Mat pixels =
      image::resize(grey.pixels(), cv::Size(card.inputWidth, card.inputHeight)).clone();
  const auto view =
      torch::from_blob(pixels.data, {1, 1, card.inputHeight, card.inputWidth}, torch::kFloat32);
  return (view >= 0.5).to(torch::kFloat32);
}

template <typename T>
std::vector<T> valuesOf(const torch::Tensor& tensor) {
  const torch::Tensor dense = tensor.to(torch::CppTypeToScalarType<T>::value).contiguous();
  return {dense.data_ptr<T>(), dense.data_ptr<T>() + dense.numel()};
}

template <typename T>
image::NamedArray named(const std::string& name, const torch::Tensor& tensor) {
  return {name, image::Array::of<T>(valuesOf<T>(tensor), tensor.sizes().vec())};
}

void writeImages(const std::string& path, const attack::AttackResult& result,
                 const torch::Tensor& labels) {
  image::writeNpz(
      path, {named<float>("images", result.adversarial.permute({0, 2, 3, 1})),
             named<std::int64_t>("labels", labels), named<std::uint8_t>("success", result.success),
             named<double>("l2", result.l2), named<double>("linf", result.linf),
             named<double>("rmse", result.rmse)});
}

Json flagsOf(const torch::Tensor& flags) {
  auto list = Json::array();
  for (const auto flag : valuesOf<std::uint8_t>(flags)) list.push_back(flag != 0);
  return list;
}

Json toJson(const attack::AttackResult& result, const attack::ThreatModel& threat) {
  const auto median = result.medianSize(threat.norm);
  return {{"options", result.options},
          {"norm", attack::nameOf(threat.norm)},
          {"epsilon", threat.epsilon ? Json(*threat.epsilon) : Json()},
          {"n", result.success.size(0)},
          {"attacked", result.attacked.sum().item<std::int64_t>()},
          {"accuracy", result.accuracy()},
          {"success_rate", result.successRate()},
          {"robust_accuracy", result.robustAccuracy()},
          {"median", median ? Json(*median) : Json()},
          {"seconds", result.seconds},
          {"passes", valuesOf<std::int64_t>(result.passes)},
          {"correct", flagsOf(result.correct)},
          {"success", flagsOf(result.success)},
          {"l2", valuesOf<double>(result.l2)},
          {"linf", valuesOf<double>(result.linf)},
          {"rmse", valuesOf<double>(result.rmse)}};
}

std::string summary(const attack::AttackResult& result, const attack::ThreatModel& threat) {
  const auto median = result.medianSize(threat.norm);
  return fmt::format(
      "  accuracy         {:.4f}\n  robust accuracy  {:.4f}\n  success rate     {:.4f} of {} "
      "attacked images\n  median {:<9} {}\n  passes           {:.0f} per image\n  time             "
      "{:.2f} s",
      result.accuracy(), result.robustAccuracy(), result.successRate(),
      result.attacked.sum().item<std::int64_t>(), attack::nameOf(threat.norm),
      median ? fmt::format("{:.5f}", *median) : "none",
      result.passes.to(torch::kFloat64).mean().item<double>(), result.seconds);
}

void run(const AttackOptions& options, const Console& console) {
  const auto& attack = attack::attackNamed(options.attack);
  attack::AttackQuery query;
  Settings settings("--option", options.settings);
  query.options = settings.of(attack.info().id, attack.info().options);
  settings.requireAllTaken("rho attack --help lists the settings");
  completeOptions(attack.info().options, query.options, attack.info().id);  // before files are read
  const auto decider =
      deciderOf(model::loadModel(options.model, options.device),
                data::openDataSet(options.data, options.split), options.selection, options.label);
  const auto& model = decider.model;
  auto& threat = query.threat;
  threat.norm = attack::normNamed(options.norm);
  threat.epsilon = options.epsilon ? options.epsilon : usualEpsilon(attack, threat.norm);
  threat.box = !options.noBox;
  if (!options.target.empty()) threat.target = targetNamed(model.card(), options.target);
  if (!options.mask.empty()) threat.mask = readMask(options.mask, model.card());
  const auto job = console.job();
  const auto samples = loadSamples(*decider.data, model.card(), {}, job.part(0, 0.02));
  query.inputs = samples.inputs;
  query.labels = samples.labels;
  query.seed = options.seed;
  query.batch = options.batch;
  const auto result = attack.run(model, query, job.part(0.02, 1));
  if (!options.out.empty()) writeImages(options.out, result, samples.labels);
  auto object = toJson(result, threat);
  object["attack"] = attack.info().id;
  object["seed"] = options.seed;
  object["model_sha256"] = model.card().sha256;
  if (!decider.label.empty()) object["label"] = decider.label;
  auto text = fmt::format("{} by {} on {} images of {}\n{}", decider.name(), attack.info().title,
                          samples.labels.size(0), decider.data->name(), summary(result, threat));
  if (!options.out.empty()) text += "\nwrote " + options.out;
  console.result(object, text);
}

std::string help() {
  std::string text = "Attacks and their settings (--option NAME=VALUE):\n";
  for (const auto* attack : attack::attacks()) {
    const auto& info = attack->info();
    text += fmt::format("  {:<14} {} ({})\n", info.id, info.summary, info.source);
    for (const auto& spec : info.options)
      text += fmt::format("      {:<16} {} [{}]\n", spec.name, spec.help, spec.defaultValue.dump());
  }
  return text;
}

void addThreat(CLI::App& command, AttackOptions& options) {
  command.add_option("--norm", options.norm, "How perturbations are measured: l2, linf or rmse")
      ->capture_default_str();
  command.add_option("--epsilon", options.epsilon,
                     "Bound in that norm, pixels in 0 to 1. Where it is left out: 8/255 (linf), 1 "
                     "(l2), 0.1 (rmse), or none for attacks that search for the smallest "
                     "perturbation");
  command.add_option("--targeted", options.target, "Class that the attack wants, name or index");
  command.add_option("--mask", options.mask,
                     "An image: only pixels that are white in it may change");
  command.add_flag("--no-box", options.noBox, "Let pixels leave the range 0 to 1");
}

}  // namespace

void addAttack(CLI::App& app, Console& console) {
  auto options = std::make_shared<AttackOptions>();
  auto* command = app.add_subcommand("attack", "Search for perturbations that change the decision");
  command->add_option("--model", options->model, "The network's file, or the name of a bundled one")
      ->required();
  command->add_option("--data", options->data, "Labelled images, as for evaluate")->required();
  command->add_option("--split", options->split, "train, test, …; test where there are several");
  addSelection(*command, options->selection);
  addLabel(*command, options->label);
  command->add_option("--attack", options->attack, "Its name; the list is below")
      ->capture_default_str();
  addThreat(*command, *options);
  command->add_option("--option", options->settings, "NAME=VALUE, a setting of the attack");
  command->add_option("--seed", options->seed, "The only source of randomness")
      ->capture_default_str();
  command->add_option("--batch", options->batch, "Images at a time; 0: as memory allows")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  command->add_option("--out", options->out,
                      "FILE.npz for the perturbed images, their labels and sizes");
  command->add_option("--device", options->device, "cpu, cuda or cuda:N")->capture_default_str();
  command->footer(help);
  command->callback([options, &console] { run(*options, console); });
}

}  // namespace rho::cli
