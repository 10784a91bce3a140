// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <cstdint>
#include <string>
#include <vector>

#include "model/model_card.h"

namespace rho::data {

/// What is known of the items of a data set.
struct Labels {
  std::vector<std::string> classNames;  ///< empty where the data carry none
  model::Task task = model::Task::singleLabel;
  std::vector<std::int64_t> classes;  ///< single-label: the class of every item
  /// Multi-label: items × classes, 1 where the class holds, 0 where not, not a number where
  /// unknown.
  std::vector<float> targets;
  std::int64_t classCount = 0;

  /// classCount is taken from the names or, without names, from the largest class.
  static Labels single(std::vector<std::int64_t> classes, std::vector<std::string> classNames = {});
  static Labels multi(std::vector<float> targets, std::int64_t classCount,
                      std::vector<std::string> classNames = {});

  std::int64_t size() const;
  /// The names, or "0", "1", … where the data carry none: what a network trained on them is given.
  std::vector<std::string> namesOfClasses() const;
};

/// The labels in the card's terms, as Samples::labels. Classes are matched by name whatever the
/// letters' case, or by their position where the data carry no names. A multi-label network takes
/// single labels too: every other class is absent; a class that the data do not know is unknown.
/// Where one of two classes is none of its labels, it is the absence of the other (without names
/// the first one, of a network with one label), and the other labels are unknown. subject: the
/// data, for messages. Throws InvalidInput where a class is none of the card's, and where a
/// single-label network would need to choose from several labels.
torch::Tensor labelsFor(const model::ModelCard& card, const Labels& labels,
                        const std::string& subject);

}  // namespace rho::data
