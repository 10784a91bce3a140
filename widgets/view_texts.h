// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "image/acquisition.h"
#include "widgets/picture_view.h"

namespace rho::widgets {

/// A number with as many digits as its size makes useful.
QString valueNumber(double value);
/// The window that is shown, in the units of the file: "C 40 · W 400 HU"; of a table its name.
QString windowText(const ViewState& view, const PictureOrigin& origin);
/// "1:1", "1.5 : 1", "1 : 3.2", and "life size" or its multiple where there are millimetres.
QString magnificationText(const Magnification& magnification);
/// "calibrated", "at detector", "nominal", "basis unknown".
QString basisText(image::SpacingBasis basis);

}  // namespace rho::widgets
