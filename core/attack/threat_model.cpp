// SPDX-License-Identifier: Apache-2.0
#include "attack/threat_model.h"

#include <fmt/format.h>

#include <cmath>

#include "base/error.h"
#include "model/tensor.h"
#include "robustness/per_item.h"

namespace rho::attack {

using robustness::perItem;

std::string nameOf(Norm norm) {
  return norm == Norm::l2 ? "l2" : norm == Norm::linf ? "linf" : "rmse";
}

Norm normNamed(const std::string& name) {
  for (const Norm norm : {Norm::l2, Norm::linf, Norm::rmse})
    if (nameOf(norm) == name) return norm;
  throw InvalidInput("norm \"" + name + "\"", "is unknown", "choose l2, linf or rmse");
}

torch::Tensor l2Length(const torch::Tensor& values) {
  return values.flatten(1).square().sum(1).sqrt();
}

double ThreatModel::radius(std::int64_t values) const {
  const double bound = epsilon.value_or(std::numeric_limits<double>::infinity());
  return norm == Norm::rmse ? bound * std::sqrt(static_cast<double>(values)) : bound;
}

torch::Tensor ThreatModel::length(const torch::Tensor& perturbations) const {
  return isLinf() ? perturbations.flatten(1).abs().amax(1) : l2Length(perturbations);
}

torch::Tensor ThreatModel::size(const torch::Tensor& perturbations) const {
  return norm == Norm::rmse ? robustness::rmse(perturbations) : length(perturbations);
}

torch::Tensor ThreatModel::steepest(const torch::Tensor& gradient) const {
  if (isLinf()) return gradient.sign();
  // Scaled first: the squares of a small gradient would vanish.
  const auto largest = gradient.flatten(1).abs().amax(1).clamp_min(1e-30);
  const auto scaled = gradient / perItem(largest, gradient.dim());
  return scaled / perItem(l2Length(scaled).clamp_min(1e-12), gradient.dim());
}

torch::Tensor ThreatModel::project(const torch::Tensor& images, const torch::Tensor& points,
                                   const torch::Tensor& ownMask) const {
  auto change = points - images;
  if (ownMask.defined()) change = change * ownMask;
  const double most = radius(images[0].numel());
  if (epsilon && isLinf()) change = change.clamp(-most, most);
  if (epsilon && !isLinf()) {
    const auto factor = (most / l2Length(change).clamp_min(1e-30)).clamp_max(1);
    change = change * perItem(factor, change.dim());
  }
  // Images lie in the box, so that it only ever shortens a change.
  return box ? (images + change).clamp(0, 1) : images + change;
}

void ThreatModel::requireValid(const torch::Tensor& images, std::int64_t classes) const {
  if (epsilon && (!(*epsilon > 0) || !std::isfinite(*epsilon)))
    throw InvalidInput(fmt::format("epsilon {}", *epsilon), "is not above 0");
  if (target && (*target < 0 || *target >= classes))
    throw InvalidInput(fmt::format("target class {}", *target),
                       "is not one of the network's classes",
                       fmt::format("classes are 0 to {}", classes - 1));
  if (!images.isfinite().all().item<bool>() ||
      (box && (images.min().item<double>() < 0 || images.max().item<double>() > 1)))
    throw InvalidInput("images", "have values outside 0 to 1");
  if (!mask.defined()) return;
  if (mask.dim() != 4 || (mask.size(0) != 1 && mask.size(0) != images.size(0)) ||
      mask.size(1) != 1 || mask.size(2) != images.size(2) || mask.size(3) != images.size(3))
    throw InvalidInput("mask", "does not have the images' size",
                       fmt::format("it must be {}×{} pixels, one or one per image", images.size(3),
                                   images.size(2)));
  if (!((mask == 0) | (mask == 1)).all().item<bool>())
    throw InvalidInput("mask", "has other values than 0 and 1");
  if (!(mask.flatten(1).amax(1) > 0).all().item<bool>())
    throw InvalidInput("mask", "lets no pixel change");
}

}  // namespace rho::attack
