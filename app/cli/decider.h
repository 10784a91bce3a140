// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "data/data_set.h"
#include "model/model.h"

namespace rho::cli {

/// --label NAME
void addLabel(CLI::App& command, std::string& label);

/// The index of a label of a multi-label network by its name or index; where none is named and the
/// network has one alone, that. Throws InvalidInput listing the labels, and where the network is
/// single-label.
int labelNamed(const model::ModelCard& card, const std::string& label);

/// A network as it decides between classes, and images with these classes: a single-label network
/// as it is, or one label of a multi-label network (model::oneLabel) with the images of which that
/// label is known.
struct Decider {
  model::Model model;
  std::shared_ptr<const data::DataSet> data;
  std::vector<std::int64_t> items;  ///< the index of each image in the whole data set
  std::string label;                ///< its name; empty: a single-label network

  /// "NETWORK", or "NETWORK, LABEL".
  std::string name() const;
};

/// label: as labelNamed; empty for single-label networks. Throws InvalidInput where no image was
/// chosen, where the label is known of none, and as labelNamed.
Decider deciderOf(const model::Model& model, std::shared_ptr<const data::DataSet> data,
                  const data::Selection& selection, const std::string& label);

}  // namespace rho::cli
