// SPDX-License-Identifier: Apache-2.0
#include "model/onnx_description.h"

#include <algorithm>

#include "base/error.h"
#include "model/checkpoint.h"
#include "model/tensor.h"
#include "onnx/model_record.h"

namespace rho::model {

namespace {

std::int64_t known(const std::vector<onnx::Dimension>& shape, std::size_t axis) {
  return axis < shape.size() ? std::max<std::int64_t>(0, shape[axis].size) : 0;
}

/// The tensors that the file holds: initialisers and, where PaddlePaddle and some converters keep
/// all weights, the values of constant nodes.
std::vector<NamedTensor> storedTensors(const onnx::GraphRecord& graph) {
  std::vector<NamedTensor> tensors;
  for (const auto& [name, tensor] : graph.initialisers)
    if (tensor.defined()) tensors.push_back({name, tensor});
  for (const auto& node : graph.nodes) {
    const auto found = node.attributes.find("value");
    if (node.type != "Constant" || node.outputs.empty() || found == node.attributes.end()) continue;
    const auto* tensor = std::get_if<torch::Tensor>(&found->second);
    if (tensor && tensor->defined()) tensors.push_back({node.outputs.front(), *tensor});
  }
  return tensors;
}

}  // namespace

const onnx::ValueRecord& imageInput(const onnx::ModelRecord& model) {
  const onnx::ValueRecord* input = nullptr;
  std::size_t count = 0;
  for (const auto& value : model.graph.inputs) {
    if (model.graph.initialisers.contains(value.name)) continue;
    input = &value;
    ++count;
  }
  if (count != 1)
    throw InvalidInput(model.source,
                       "takes " + std::to_string(count) + " inputs instead of one image",
                       "export a network that takes N×C×H×W or N×H×W×C images");
  if (input->shape && input->shape->size() != 4)
    throw InvalidInput(model.source,
                       "its input \"" + input->name + "\" is no image: it has " +
                           std::to_string(input->shape->size()) + " dimensions instead of 4",
                       "export a network that takes N×C×H×W or N×H×W×C images");
  return *input;
}

OnnxDescription describe(const onnx::ModelRecord& model) {
  OnnxDescription about;
  const auto shape = imageInput(model).shape.value_or(std::vector<onnx::Dimension>{});
  const auto areColours = [&](std::size_t axis) {
    return known(shape, axis) == 1 || known(shape, axis) == 3;
  };
  about.areChannelsLast = !areColours(1) && areColours(3);
  about.batch = known(shape, 0);
  about.channels = known(shape, about.areChannelsLast ? 3 : 1);
  about.height = known(shape, about.areChannelsLast ? 1 : 2);
  about.width = known(shape, about.areChannelsLast ? 2 : 3);
  if (model.graph.outputs.empty())
    throw InvalidInput(model.source, "has no output", "export the network again");
  const auto& output = model.graph.outputs.front();
  if (output.shape) about.classes = known(*output.shape, 1);
  about.producer = model.producer;
  about.metadata = model.metadata;
  const auto weights = storedTensors(model.graph);
  // Infinity has its place, in masks; what is not a number has none.
  for (const auto& [name, tensor] : weights)
    if (tensor.is_floating_point() && torch::isnan(tensor).any().item<bool>())
      throw BrokenFile(model.source, "tensor \"" + name + "\" holds NaN",
                       "the training went wrong, or the file is damaged: use another one");
  about.sha256 = hashOfWeights(weights);
  return about;
}

}  // namespace rho::model
