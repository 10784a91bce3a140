// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

namespace rho::quality {

/// Spearman's rank correlation of two maps, equal values sharing their mean rank: -1 to 1. 0 where
/// one of them is constant, 1 where both are.
double rankCorrelation(const torch::Tensor& a, const torch::Tensor& b);

/// The mean structural similarity (Wang et al. 2004: Gaussian window of σ 1.5, 11×11, cut to the
/// map) of two maps, each scaled to [0,1] by its own range: -1 to 1.
double structuralSimilarity(const torch::Tensor& a, const torch::Tensor& b);

}  // namespace rho::quality
