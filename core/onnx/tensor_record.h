// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <optional>
#include <string>

#include "onnx/wire_reader.h"

namespace rho::onnx {

/// The element type of LibTorch for one of TensorProto.DataType; nothing for text and for the types
/// of less than a byte.
std::optional<at::ScalarType> scalarType(std::int64_t elementType);

struct NamedValue {
  std::string name;
  at::Tensor tensor;
};

/// Reads a TensorProto. folder: where external data may lie. A tensor of text is left undefined.
/// Throws as readModel.
NamedValue readTensor(WireReader reader, const std::filesystem::path& folder);

}  // namespace rho::onnx
