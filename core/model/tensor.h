// SPDX-License-Identifier: Apache-2.0
#pragma once

// Tensors and their gradients, without LibTorch's modules, optimisers and loaders: a source that
// needs no more than this compiles in half the time. Precompiled for every room on LibTorch.
#include <torch/csrc/autograd/autograd.h>
#include <torch/types.h>
#include <torch/utils.h>
