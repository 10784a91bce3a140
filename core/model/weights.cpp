// SPDX-License-Identifier: Apache-2.0
#include "model/weights.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "base/error.h"
#include "base/file_bounds.h"
#include "base/sha256.h"
#include "model/checkpoint.h"
#include "model/tensor.h"

namespace rho::model {

namespace {

const char* const otherNetwork = "the weights are of another network than the card describes";

/// The first few names and how many more there are.
std::string namesText(const std::vector<std::string>& names) {
  constexpr std::size_t shown = 5;
  const std::vector<std::string> first(
      names.begin(), names.begin() + static_cast<std::ptrdiff_t>(std::min(shown, names.size())));
  auto text = fmt::format("{}", fmt::join(first, ", "));
  if (names.size() > shown) text += fmt::format(" and {} more", names.size() - shown);
  return text;
}

}  // namespace

bool WeightDifferences::empty() const {
  return missing.empty() && unexpected.empty() && misshapen.empty();
}

std::string WeightDifferences::text() const {
  std::string all;
  const auto add = [&](const char* what, const std::vector<std::string>& names) {
    if (!names.empty()) all += (all.empty() ? "" : ", ") + (what + namesText(names));
  };
  add("lacks the tensors ", missing);
  add("has the unexpected tensors ", unexpected);
  add("has tensors of another shape: ", misshapen);
  return all;
}

WeightDifferences differences(const std::vector<NamedTensor>& wanted, const TensorMap& tensors) {
  WeightDifferences result;
  std::set<std::string> known;
  for (const auto& [name, tensor] : wanted) {
    known.insert(name);
    const auto found = tensors.find(name);
    if (found == tensors.end())
      result.missing.push_back(name);
    else if (found->second.sizes() != tensor.sizes())
      result.misshapen.push_back(fmt::format("\"{}\" should have the shape {}, but has {}", name,
                                             shapeText(tensor.sizes()),
                                             shapeText(found->second.sizes())));
  }
  for (const auto& [name, tensor] : tensors)
    if (!known.contains(name) && !name.ends_with("num_batches_tracked"))
      result.unexpected.push_back(name);
  return result;
}

void requireSameWeights(const std::vector<NamedTensor>& wanted, const TensorMap& tensors,
                        const std::string& source) {
  if (const auto found = differences(wanted, tensors); !found.empty())
    throw InvalidInput(source, found.text(), otherNetwork);
}

void requireFinite(const TensorMap& tensors, const std::string& source) {
  for (const auto& [name, tensor] : tensors)
    if (tensor.is_floating_point() && !name.ends_with("op_threshs") &&
        !torch::isfinite(tensor).all().item<bool>())
      throw BrokenFile(source, "tensor \"" + name + "\" holds NaN or infinite values",
                       "the training went wrong, or the file is damaged: use another one");
}

void assignWeights(Network& network, const TensorMap& tensors, const std::string& source) {
  const auto state = network.state();
  requireSameWeights(state, tensors, source);
  torch::NoGradGuard noGrad;
  for (auto& [name, target] : state) target.copy_(tensors.at(name));
}

std::string hashOfWeights(const std::vector<NamedTensor>& state) {
  std::map<std::string, torch::Tensor> ordered;
  for (const auto& item : state) ordered[item.name] = item.tensor;
  Sha256 hash;
  for (const auto& [name, tensor] : ordered) {
    const auto values = tensor.detach().to(torch::kCPU).contiguous();
    hash.add(name + shapeText(values.sizes()));
    hash.add({static_cast<const std::byte*>(values.data_ptr()), values.nbytes()});
  }
  return hash.hex();
}

}  // namespace rho::model
