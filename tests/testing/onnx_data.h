// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "model/tensor.h"
#include "onnx/model_record.h"

namespace rho::test {

/// A folder of what tests/onnx/setup_onnx.sh has made; not there where it has not run.
inline std::filesystem::path onnxData(const std::string& name) {
  return std::filesystem::path(RHO_ONNX_DATA) / name;
}

/// The input that the onnx package gives to networks that come without one: rising from 0 to 1.
inline torch::Tensor dummyInput(const onnx::ModelRecord& model, std::size_t index) {
  for (const auto& input : model.graph.inputs) {
    if (model.graph.initialisers.contains(input.name) || index-- > 0) continue;
    std::vector<std::int64_t> shape;
    for (const auto& dimension : *input.shape)
      shape.push_back(std::max<std::int64_t>(1, dimension.size));
    const auto count = c10::multiply_integers(shape);
    return (torch::arange(count, torch::kFloat64) / static_cast<double>(count))
        .to(torch::kFloat32)
        .view(shape);
  }
  return {};
}

}  // namespace rho::test
