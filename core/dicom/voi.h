// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "dicom/lookup_table.h"
#include "dicom/pixel_layout.h"

namespace rho::dicom {

enum class WindowFunction { linear, linearExact, sigmoid };

/// Values of interest: what becomes black and what white (PS3.3, C.11.2).
struct Window {
  double center = 0;
  double width = 1;
  WindowFunction function = WindowFunction::linear;
  std::string explanation;
};

/// One of the alternatives between which a reader chooses.
using Voi = std::variant<Window, LookupTable>;

/// A modality value as brightness in [0,1], before polarity. An empty width is a threshold.
double brightness(const Window& window, double value);
double brightness(const LookupTable& table, double value);
double brightness(const Voi& voi, double value);

/// Those of the file: windows first, then tables. A window that is none is left out, and notes
/// say so. hasSignedValues: of the modality's values.
std::vector<Voi> voisOf(const DataSet& frame, bool hasSignedValues, const std::string& subject,
                        std::vector<std::string>& notes);

/// "bone: center 450, width 1500 (linear)"
std::string textOf(const Voi& voi);

}  // namespace rho::dicom
