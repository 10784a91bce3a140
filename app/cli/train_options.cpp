// SPDX-License-Identifier: Apache-2.0
#include "train_options.h"

#include <filesystem>

#include "base/error.h"
#include "data/phantom_data_set.h"
#include "model/checkpoint.h"
#include "selection.h"

namespace rho::cli {

namespace {

/// masks=FOLDER from any working folder.
std::string withAbsoluteMasks(std::string address) {
  const auto folder = data::DataAddress(address).option("masks");
  if (folder.empty() || !std::filesystem::is_directory(folder)) return address;
  const std::string setting = "masks=";
  return address.replace(address.find(setting + folder) + setting.size(), folder.size(),
                         std::filesystem::absolute(folder).lexically_normal().string());
}

/// FOLDER, FILE, FILE:ARRAY or FILE?OPTIONS from any working folder; other addresses as they are.
std::string absoluteAddress(const std::string& named) {
  const auto address = withAbsoluteMasks(named);
  if (data::PhantomDataSet::recognises(data::DataAddress(address))) return address;
  for (const auto end : {address.size(), address.rfind('?'), address.rfind(':')}) {
    if (end == std::string::npos || end == 0) continue;
    const std::filesystem::path path = address.substr(0, end);
    if (std::filesystem::exists(path))
      return std::filesystem::absolute(path).lexically_normal().string() + address.substr(end);
  }
  return address;
}

/// "robust_terms.psi" as "/robust_terms/psi".
nlohmann::json::json_pointer pointerTo(const std::string& key) {
  std::string path = "/" + key;
  for (auto& letter : path)
    if (letter == '.') letter = '/';
  return nlohmann::json::json_pointer(path);
}

}  // namespace

void TrainOptions::addTo(CLI::App& command) {
  command.add_option("--recipe", recipe, "A recipe file, or the name of a bundled one");
  command.add_option("--data", data, "Labelled images to train on, as for evaluate");
  command.add_option("--validation", validation,
                     "Labelled images to measure on; by default the data's own split val or test, "
                     "\"none\" for none");
  command.add_option("--out", out, "The folder of the new run");
  command.add_option("--start", start,
                     "Go on from the weights of this network, of the recipe's architecture and "
                     "the data's classes, instead of random ones");
  command.add_option("--resume", resume, "The folder of a run that is to go on");
  command.add_option("--device", device, "cpu, cuda or cuda:N");
  command.add_option("--threads", threads, "Threads that compute on the CPU")
      ->check(CLI::Range(1, 4096));
  command.add_option("--seed", seed, "Instead of the recipe's");
  command.add_option("--epochs", epochs, "Instead of the recipe's");
  command.add_option("--set", settings, "KEY=VALUE instead of the recipe's, as often as wanted");
  addSelection(command, selection);
  command.add_option("--validation-n", validationImages, "Measure on at most this many images")
      ->check(CLI::PositiveNumber);
  command
      .add_option("--memory", memory,
                  "MiB that the training images may take; more are read anew in every epoch. By "
                  "default a quarter of the machine's")
      ->check(CLI::NonNegativeNumber);
  command
      .add_option("--checkpoint-steps", checkpointSteps,
                  "A checkpoint every so many steps, beside the one of every epoch")
      ->check(CLI::NonNegativeNumber);
  command.add_option("--samples", samples, "Images of each page of explanations; 0 for no pages")
      ->check(CLI::Range(0, 64))
      ->capture_default_str();
}

void TrainOptions::check(const CLI::App& command) const {
  if (resume.empty()) {
    for (const auto& [name, value] :
         {std::pair("--recipe", recipe), std::pair("--data", data), std::pair("--out", out)})
      if (value.empty()) throw UsageError(name, "is required", "see rho train --help");
    return;
  }
  for (const char* name :
       {"--recipe", "--start", "--out", "--seed", "--epochs", "--set", "--first", "--n", "--every"})
    if (command.count(name) > 0)
      throw UsageError(name, "does not go with --resume, which goes on as the run was started");
}

nlohmann::json TrainOptions::toJson() const {
  return {{"data", absoluteAddress(data)},
          {"validation", validation == "none" ? validation : absoluteAddress(validation)},
          {"first", selection.first},
          {"n", selection.count},
          {"every", selection.every},
          {"validation_n", validationImages ? nlohmann::json(*validationImages) : nlohmann::json()},
          {"memory", memory},
          {"checkpoint_steps", checkpointSteps},
          {"samples", samples},
          {"start",
           start.empty() ? start : std::filesystem::absolute(model::modelFile(start)).string()}};
}

TrainOptions TrainOptions::fromJson(const nlohmann::json& json, const std::string& subject) try {
  TrainOptions options;
  json.at("data").get_to(options.data);
  json.at("validation").get_to(options.validation);
  json.at("first").get_to(options.selection.first);
  json.at("n").get_to(options.selection.count);
  json.at("every").get_to(options.selection.every);
  if (const auto& count = json.at("validation_n"); !count.is_null())
    options.validationImages = count.get<std::int64_t>();
  json.at("memory").get_to(options.memory);
  json.at("checkpoint_steps").get_to(options.checkpointSteps);
  json.at("samples").get_to(options.samples);
  options.start = json.value("start", std::string());
  options.device = json.at("device").get<std::string>();
  options.threads = json.at("threads").get<int>();
  return options;
} catch (const nlohmann::json::exception&) {
  throw BrokenFile(subject, "does not say how the run was started");
}

training::Recipe withSettings(const training::Recipe& recipe,
                              const std::vector<std::string>& settings) {
  auto json = toJson(recipe);
  for (const auto& setting : settings) {
    const auto equals = setting.find('=');
    if (equals == std::string::npos || equals == 0)
      throw UsageError("--set " + setting, "is not KEY=VALUE");
    const auto text = setting.substr(equals + 1);
    auto value = nlohmann::json::parse(text, nullptr, false);
    if (value.is_discarded()) value = text;
    const auto pointer = pointerTo(setting.substr(0, equals));
    try {
      if (value.is_null())
        json.at(pointer.parent_pointer()).erase(pointer.back());
      else
        json[pointer] = value;
    } catch (const nlohmann::json::exception&) {
      throw InvalidInput("--set " + setting, "the recipe has no such key");
    }
  }
  return training::recipeFromJson(json, "--set");
}

}  // namespace rho::cli
