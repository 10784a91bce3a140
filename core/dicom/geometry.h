// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dicom/data_set.h"

namespace rho::dicom {

/// What a millimetre of an image is worth (PS3.3, 10.7.1.3).
enum class SpacingBasis {
  calibrated,  ///< in the patient: measured with an object of known size, or a plane of section
  atDetector,  ///< on the detector; in the patient everything is smaller by the magnification
  nominal,     ///< of a scanned film or a capture
  unknown      ///< the file gives a spacing and does not say of what
};

std::string nameOf(SpacingBasis basis);  ///< "calibrated", "at detector", "nominal", "unknown"

/// Millimetres between the centres of neighbouring pixels.
struct Spacing {
  double rowMillimetres = 0;     ///< downwards, from row to row
  double columnMillimetres = 0;  ///< to the right
  SpacingBasis basis = SpacingBasis::unknown;
  std::string explanation;  ///< how it was calibrated, where the file says
  /// Of the patient at the detector, where the file estimates it; never applied.
  std::optional<double> magnification;
};

/// measures: the data set that holds Pixel Spacing. Nothing where lengths are known in pixels only.
std::optional<Spacing> spacingOf(const DataSet& data, const DataSet& measures,
                                 std::vector<std::string>& notes);

/// The letters at the edges of the picture; all empty where they are unknown.
struct OrientationLetters {
  std::string left, right, top, bottom;

  bool isKnown() const { return !left.empty(); }
  OrientationLetters mirrored() const { return {right, left, top, bottom}; }
  OrientationLetters upsideDown() const { return {left, right, bottom, top}; }
  OrientationLetters turnedClockwise() const { return {bottom, top, left, right}; }
};

/// From Patient Orientation, or from Image Orientation (Patient) in the data set plane.
OrientationLetters orientationOf(const DataSet& data, const DataSet& plane);

}  // namespace rho::dicom
