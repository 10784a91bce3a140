// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "model/model.h"

namespace rho::model {

/// The two classes of one label: {"no NAME", "NAME"}.
std::vector<std::string> classesOfLabel(const std::string& label);

/// One label of a multi-label network as a network that decides between those two classes, so that
/// everything that asks for a single decision can be asked of a label: searches, attacks,
/// certificates. Its logits are {logit of the decision point, z} (decision.h), z the label's own:
/// it decides for NAME where the network has found the label, and only there is its confidence the
/// label's own where the label has no operating point. Shares the weights, on the model's device:
/// they move with the model alone. Throws InvalidInput where the network is not multi-label or has
/// no such label.
Model oneLabel(const Model& model, int label);

/// The confidences that the network itself gives, from logits (N×classes): model.confidences(), but
/// of a view by oneLabel() {1 − p, p} with the label's confidence p, whatever its operating point.
torch::Tensor ownConfidences(const Model& model, const torch::Tensor& logits);

}  // namespace rho::model
