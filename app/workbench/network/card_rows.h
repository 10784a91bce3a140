// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
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

/// What ρ is, with its formula, as rich text.
QString explanationOfRho();

}  // namespace rho::workbench
