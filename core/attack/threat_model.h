// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <cstdint>
#include <optional>
#include <string>

namespace rho::attack {

/// How a perturbation is measured: its Euclidean length, its largest absolute value, or its
/// root-mean-square over all values (what ρ is: L2 divided by the square root of their number).
enum class Norm { l2, linf, rmse };

std::string nameOf(Norm norm);
/// Throws InvalidInput naming the norms that exist.
Norm normNamed(const std::string& name);

/// What an adversary may do to an image, and what it wants. Every attack keeps to all of it.
struct ThreatModel {
  Norm norm = Norm::l2;
  std::optional<double> epsilon;       ///< bound, inclusive; none: the smallest that is found
  bool box = true;                     ///< pixels stay in [0,1]
  std::optional<std::int64_t> target;  ///< wanted class; none: any but the true one
  torch::Tensor mask;  ///< 1×1×H×W or N×1×H×W, 1 where pixels may change; undefined: everywhere

  bool isLinf() const { return norm == Norm::linf; }
  /// epsilon in the unit that attacks work in: L∞, or L2 for images of that many values.
  double radius(std::int64_t values) const;
  /// N values of the perturbations N×C×H×W, in L∞ or L2 (never RMSE), and in the norm itself.
  torch::Tensor length(const torch::Tensor& perturbations) const;
  torch::Tensor size(const torch::Tensor& perturbations) const;
  /// The perturbation of length 1 that goes furthest along the gradient; 0 where that is 0.
  torch::Tensor steepest(const torch::Tensor& gradient) const;
  /// The points brought back to what is allowed around images: mask, bound, box. mask: that of
  /// these images, or undefined.
  torch::Tensor project(const torch::Tensor& images, const torch::Tensor& points,
                        const torch::Tensor& ownMask) const;

  /// Throws InvalidInput: a bound that is not above 0, a class that the network lacks, images
  /// outside the box, a mask of another size or of other values than 0 and 1.
  void requireValid(const torch::Tensor& images, std::int64_t classes) const;
};

/// N Euclidean lengths of N×….
torch::Tensor l2Length(const torch::Tensor& values);

}  // namespace rho::attack
