// SPDX-License-Identifier: Apache-2.0
#include "training/trainer_state.h"

#include "base/error.h"
#include "model/tensor.h"

namespace rho::training {

namespace {

constexpr const char* remedy = "go on with the recipe and the files that the run was started with";

}  // namespace

void TrainerState::add(const std::string& part, const std::vector<model::NamedTensor>& named) {
  for (const auto& item : named) tensors[part + "/" + item.name] = item.tensor.detach().clone();
}

void TrainerState::copyTo(const std::string& part,
                          const std::vector<model::NamedTensor>& named) const {
  const torch::NoGradGuard noGrad;
  for (const auto& item : named) {
    const auto name = part + "/" + item.name;
    const auto found = tensors.find(name);
    if (found == tensors.end())
      throw InvalidInput("training state", "holds no tensor \"" + name + "\"", remedy);
    if (found->second.sizes() != item.tensor.sizes() ||
        found->second.scalar_type() != item.tensor.scalar_type())
      throw InvalidInput("training state", "\"" + name + "\" has another shape or type", remedy);
    item.tensor.detach().copy_(found->second);
  }
}

nlohmann::json toJson(const TrainingProgress& progress) {
  return {{"step", progress.step},
          {"epochs", progress.epochs},
          {"cross_entropy", progress.crossEntropy},
          {"penalty", progress.penalty},
          {"seconds", progress.seconds}};
}

TrainingProgress progressFromJson(const nlohmann::json& json) {
  TrainingProgress progress;
  try {
    json.at("step").get_to(progress.step);
    json.at("epochs").get_to(progress.epochs);
    json.at("cross_entropy").get_to(progress.crossEntropy);
    json.at("penalty").get_to(progress.penalty);
    json.at("seconds").get_to(progress.seconds);
  } catch (const nlohmann::json::exception&) {
    throw InvalidInput("training state", "does not say how far the training has come", remedy);
  }
  return progress;
}

}  // namespace rho::training
