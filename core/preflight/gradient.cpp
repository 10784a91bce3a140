// SPDX-License-Identifier: Apache-2.0
#include <c10/core/Allocator.h>
#include <fmt/format.h>

#include <cmath>

#include "base/error.h"
#include "model/tensor.h"
#include "preflight/checks.h"

namespace rho::preflight {

namespace {

/// A network that cannot be differentiated says so in many ways, all of them exceptions.
torch::Tensor strongestGradient(const Subject& subject) try {
  const torch::AutoGradMode withGradients(true);
  const auto asked = subject.input.detach().clone().requires_grad_(true);
  const auto strongest = subject.model.logits(asked).max();
  if (!strongest.requires_grad()) return {};
  return torch::autograd::grad({strongest}, {asked}, {}, false, false, true).front();
} catch (const c10::OutOfMemoryError&) {
  throw;
} catch (const c10::Error&) {
  return {};
}

}  // namespace

std::optional<Finding> gradient(const Subject& subject) {
  const auto found = strongestGradient(subject);
  if (!found.defined() || !torch::isfinite(found).all().item<bool>())
    return Finding{{},
                   false,
                   {"There is no usable gradient to the input: only LIME, occlusion and RISE work. "
                    "Export the network without rounding, quantisation and detached parts."}};
  const double size = found.square().mean().sqrt().item<double>();
  if (size == 0)
    return Finding{{},
                   false,
                   {"The gradient to the input is zero: adversarial explanations cannot move. "
                    "Check for dead layers and for an input that is clipped."}};
  return Finding{{}, true, {fmt::format("Reaches the input, {} on average.", number(size))}};
}

}  // namespace rho::preflight
