// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <string>
#include <vector>

#include "model/model_card.h"

namespace rho::workbench {

/// A line about a network.
struct CardRow {
  QString name, value;
  QString explanation;  ///< what it means, rich text; may be empty
};

/// What a card tells: what the network is, how it was trained, how good and how robust it is. What
/// it does not tell is left out.
std::vector<CardRow> cardRows(const model::ModelCard& card);

/// A figure of the card's metrics by its key: "balanced_accuracy" as "balanced accuracy". Keys that
/// are not known stay as they are.
QString metricName(const std::string& key);

/// What ρ is, with its formula, as rich text.
QString explanationOfRho();

}  // namespace rho::workbench
