// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "onnx/program.h"

namespace rho::onnx {

/// Folds batch normalisation into the convolution before it, where nothing else takes the
/// convolution's value. The weights of each are replaced at once, so that there is never a second
/// copy of more than one. To be settled by the caller.
void foldNorms(Program& program);

}  // namespace rho::onnx
