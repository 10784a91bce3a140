// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "onnx/model_record.h"

namespace rho::onnx {

/// Replaces every use of the model's own functions, in subgraphs too, by the nodes of the function,
/// and gives every node its opset. Throws InvalidInput where an opset is not imported, RefusedFile
/// where functions use each other without end or grow beyond reason.
void inlineFunctions(ModelRecord& model);

}  // namespace rho::onnx
