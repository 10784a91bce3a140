// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/model_card.h"

namespace rho::model {

// What a network decides. A multi-label network decides about each label on its own: it has found a
// label whose confidence is at or above the label's decision point.

bool hasOperatingPoint(const ModelCard& card, int label);
/// The label's operating point where the card has one, else 1/2: in (0,1).
double decisionPoint(const ModelCard& card, int label);
/// Of every label.
std::vector<double> decisionPoints(const ModelCard& card);
/// log(p / (1 - p)) of the decision point.
double decisionLogit(const ModelCard& card, int label);
/// Whether a label of a multi-label network is found at this confidence.
bool isFound(const ModelCard& card, int label, double confidence);
/// How far a confidence is above the decision point, in log-odds; below 0 where it is not found.
double decisionMargin(const ModelCard& card, int label, double confidence);

/// All classes, the decided one first: by falling confidence, of a multi-label network by falling
/// decisionMargin(), because its operating points may lie far apart.
std::vector<int> rankedClasses(const ModelCard& card, const std::vector<float>& confidences);

}  // namespace rho::model
