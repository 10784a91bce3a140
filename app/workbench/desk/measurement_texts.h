// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "image/measurement.h"

namespace rho::workbench {

/// What is written beside a measurement: in millimetres with their basis, else in pixels; values in
/// the file's unit. Two or three lines.
QString measurementText(const image::Image& image, const image::Measurement& measurement);

/// "Length", "Cardiothoracic ratio".
QString measurementName(image::MeasurementKind kind);

/// "0.143 × 0.143 mm (at detector)", or that lengths are known in pixels only.
QString spacingText(const image::PixelSpacing* spacing);

/// Null where the image has none.
const image::PixelSpacing* spacingOf(const image::Image& image);

}  // namespace rho::workbench
