// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

#include "workbench/train/run_record.h"

namespace rho::workbench {

/// A quantity that is followed over the epochs, reported while training, measured after epochs, or
/// both.
struct RunQuantity {
  const char* title;
  const char* explanation;           ///< with its formula, rich text
  double RunReport::*reported;       ///< null: it is not
  double RunMeasurement::*measured;  ///< null: it is not
  bool logarithmic = false;          ///< spans orders of magnitude
};

/// In the order of the plots. Titles and explanations are to be translated by quantityText().
const std::vector<RunQuantity>& runQuantities();
QString quantityText(const char* text);

}  // namespace rho::workbench
