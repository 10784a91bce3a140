// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/model_card.h"

namespace rho::model {

/// The class of that name, or else of that index; nothing where the network has none.
std::optional<int> classNamed(const ModelCard& card, const std::string& nameOrIndex);

/// The class that the user means by a name, an index, "top", "second" (rankedClasses) or "true"
/// (the data set's label). Names win over indices. Throws InvalidInput listing the classes, or
/// saying that the image carries no label.
int chooseClass(const ModelCard& card, const std::string& choice,
                const std::vector<float>& confidences, std::optional<std::int64_t> label);

}  // namespace rho::model
