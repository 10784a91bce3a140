// SPDX-License-Identifier: Apache-2.0
#include "model/state_names.h"

#include <optional>
#include <regex>

#include "base/error.h"
#include "model/tensor.h"

namespace rho::model {

namespace {

/// How layers that normalise images call their mean and standard deviation: robustness', TRADES',
/// those of RobustBench, and a sequence that begins with one.
constexpr std::pair<const char*, const char*> normalisers[] = {
    {"normalizer.new_mean", "normalizer.new_std"},
    {"normalizer.mean", "normalizer.std"},
    {"normalize.mean", "normalize.std"},
    {"normalize.new_mean", "normalize.new_std"},
    {"mean", "std"},
    {"mu", "sigma"},
    {"0.mean", "0.std"},
    {"normalizer.norm.mean", "normalizer.norm.std"}};

/// Names that older versions wrote: torchvision's DenseNet and ViT.
std::string modernName(const std::string& name) {
  static const std::regex dense(R"((denselayer\d+\.(?:norm|relu|conv))\.([12])\.)");
  static const std::regex first(R"(\.mlp\.linear_1\.)"), second(R"(\.mlp\.linear_2\.)");
  auto result = std::regex_replace(name, dense, "$1$2.");
  result = std::regex_replace(result, first, ".mlp.0.");
  return std::regex_replace(result, second, ".mlp.3.");
}

std::vector<double> valuesOf(const torch::Tensor& tensor) {
  const auto values = tensor.to(torch::kFloat64).contiguous();
  return {values.data_ptr<double>(), values.data_ptr<double>() + values.numel()};
}

/// The value, taken out of the map.
std::optional<torch::Tensor> taken(TensorMap& tensors, const std::string& name) {
  const auto node = tensors.extract(name);
  return node ? std::optional(node.mapped()) : std::nullopt;
}

bool takeNormaliser(BareState& state) {
  constexpr std::int64_t mostChannels = 3;
  for (const auto& [mean, deviation] : normalisers) {
    const auto found = state.weights.find(mean);
    if (found == state.weights.end() || !state.weights.contains(deviation) ||
        found->second.numel() > mostChannels)
      continue;
    state.mean = valuesOf(*taken(state.weights, mean));
    state.standardDeviation = valuesOf(*taken(state.weights, deviation));
    return true;
  }
  return false;
}

bool takeOperatingPoints(BareState& state) {
  const auto points = taken(state.weights, "op_threshs");
  if (points) state.operatingPoints = valuesOf(*points);
  return points.has_value();
}

/// The attacker of MadryLab's robustness holds the same network again.
bool dropAttacker(BareState& state, const std::string& source) {
  const std::string prefix = "attacker.";
  bool found = false;
  for (auto item = state.weights.begin(); item != state.weights.end();) {
    if (!item->first.starts_with(prefix)) {
      ++item;
      continue;
    }
    const auto original = state.weights.find(item->first.substr(prefix.size()));
    if (original == state.weights.end() || !torch::equal(original->second, item->second))
      throw InvalidInput(source, "\"" + item->first + "\" is no copy of the network's own weight",
                         "save the network alone");
    item = state.weights.erase(item);
    found = true;
  }
  return found;
}

/// The module that holds everything, if one does.
bool dropOutermost(BareState& state) {
  if (state.weights.empty()) return false;
  const auto& first = state.weights.begin()->first;
  const auto prefix = first.substr(0, first.find('.') + 1);
  if (prefix.empty()) return false;
  for (const auto& [name, tensor] : state.weights)
    if (!name.starts_with(prefix)) return false;
  TensorMap inner;
  for (const auto& [name, tensor] : state.weights) inner[name.substr(prefix.size())] = tensor;
  state.weights = std::move(inner);
  return true;
}

}  // namespace

BareState bareState(const TensorMap& tensors, const std::string& source) {
  BareState state;
  for (const auto& [name, tensor] : tensors)
    if (!name.ends_with("num_batches_tracked")) state.weights[modernName(name)] = tensor;
  while (dropOutermost(state) || dropAttacker(state, source) || takeNormaliser(state) ||
         takeOperatingPoints(state)) {
  }
  state.usual = renameFromTimm(state.weights);
  return state;
}

}  // namespace rho::model
