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

void requireSameNames(const std::vector<NamedTensor>& state, const TensorMap& tensors,
                      const std::string& source) {
  std::vector<std::string> missing, unexpected;
  std::set<std::string> known;
  for (const auto& item : state) {
    known.insert(item.name);
    if (!tensors.contains(item.name)) missing.push_back(item.name);
  }
  for (const auto& [name, tensor] : tensors)
    if (!known.contains(name) && !name.ends_with("num_batches_tracked")) unexpected.push_back(name);
  if (!missing.empty())
    throw InvalidInput(source, "lacks the tensors " + namesText(missing), otherNetwork);
  if (!unexpected.empty())
    throw InvalidInput(source, "has the unexpected tensors " + namesText(unexpected), otherNetwork);
}

}  // namespace

void requireFinite(const TensorMap& tensors, const std::string& source) {
  for (const auto& [name, tensor] : tensors)
    if (tensor.is_floating_point() && !torch::isfinite(tensor).all().item<bool>())
      throw BrokenFile(source, "tensor \"" + name + "\" holds NaN or infinite values",
                       "the training went wrong, or the file is damaged: use another one");
}

void assignWeights(Network& network, const TensorMap& tensors, const std::string& source) {
  const auto state = network.state();
  requireSameNames(state, tensors, source);
  torch::NoGradGuard noGrad;
  for (auto& [name, target] : state) {
    const auto& tensor = tensors.at(name);
    if (tensor.sizes() != target.sizes())
      throw InvalidInput(source,
                         fmt::format("tensor \"{}\" should have the shape {}, but has {}", name,
                                     shapeText(target.sizes()), shapeText(tensor.sizes())),
                         otherNetwork);
    target.copy_(tensor);
  }
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
