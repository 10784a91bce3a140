// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/error.h"

namespace rho::data {

/// Which of the splits that exist is meant by a name: "validation" means val and valid too, "train"
/// training, "test" testing; years at the end (train2017) do not count; an empty name means "test".
std::optional<std::string> findSplit(const std::vector<std::string>& existing,
                                     const std::string& wanted);
/// The data have splits, but not this one, or none at all.
class NoSuchSplit : public InvalidInput {
  using InvalidInput::InvalidInput;
};

/// The same; throws NoSuchSplit naming the splits that exist. Data without splits are a training
/// set as a whole: nothing is returned for "train" and for an empty name.
std::optional<std::string> chooseSplit(const std::vector<std::string>& existing,
                                       const std::string& wanted, const std::string& subject);
/// Whether a folder of this name may be a split.
bool isSplitName(const std::string& name);

}  // namespace rho::data
