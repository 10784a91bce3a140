// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace rho::image {

/// What a millimetre of a picture is worth (DICOM PS3.3, 10.7.1.3).
enum class SpacingBasis {
  calibrated,  ///< in the patient: measured with an object of known size, or a plane of section
  atDetector,  ///< on the detector; in the patient everything is smaller by the magnification
  nominal,     ///< of a scanned film or a capture
  unknown      ///< the file gives a spacing and does not say of what
};

/// Millimetres between the centres of neighbouring pixels.
struct PixelSpacing {
  double row = 1;     ///< downwards, from row to row
  double column = 1;  ///< to the right
  SpacingBasis basis = SpacingBasis::unknown;
  std::string explanation;  ///< how it was calibrated, where the file says
  /// Of the patient at the detector, where the file estimates it; never applied.
  std::optional<double> magnification;
};

enum class WindowCurve {
  linear,  ///< PS3.3, C.11.2.1.2: black and white are (width − 1) apart around center − 0.5
  linearExact,  ///< width apart around center
  sigmoid
};

/// What becomes black and what white, in modality values.
struct ValueWindow {
  double center = 0;
  double width = 1;
  WindowCurve curve = WindowCurve::linear;
  std::string explanation = {};  ///< as the file calls it; may be empty
};

/// Brightness in [0,1] at evenly spaced values of an Image, from 0 to 1; bone bright in either
/// polarity.
struct ValueTable {
  std::vector<float> brightness;
  double low = 0, high = 1;  ///< between these values of the image the table says something
  std::string explanation;
};

using ValueVoi = std::variant<ValueWindow, ValueTable>;

/// How a picture was taken and what its numbers mean, for people. Nothing of it tells who the
/// patient is, and nothing of it changes what a network sees.
struct Acquisition {
  std::optional<PixelSpacing> spacing;  ///< none: lengths are known in pixels only
  /// Patient letters at the top, right, bottom and left edge; all empty where they are unknown.
  std::array<std::string, 4> edges;
  double valueAtBlack = 0;     ///< the modality value that is 0 in the Image
  double valueAtWhite = 1;     ///< that is 1; smaller than the other one where polarity is inverted
  std::string unit;            ///< "HU", "OD"; empty where the file does not say
  std::vector<ValueVoi> vois;  ///< the file's, to choose from; the first is shown first
  bool isInverted = false;     ///< stored with the minimum white (MONOCHROME1)
  bool isColour = false;       ///< then values and windows say nothing
  bool isDicom = false;        ///< from a DICOM file, which other DICOM objects can refer to
  /// Whether names or other text are drawn into the pixels; none where the file does not say.
  std::optional<bool> hasBurnedInText;
  /// CV_8U of the picture's size, 1 where the file draws text or figures over it; mostly empty.
  cv::Mat overlay;
  int bitsStored = 8;
  int frames = 1;
  int frame = 0;         ///< from 0
  std::string modality;  ///< "CR", "DX", "CT", …
  std::string view;      ///< "PA", "AP", "LL"
  std::string bodyPart, laterality;

  /// The modality value behind a value of the Image.
  double valueOf(double share) const {
    return valueAtBlack + share * (valueAtWhite - valueAtBlack);
  }
  /// The value of the Image that stands for a modality value.
  double unitOf(double value) const {
    return (value - valueAtBlack) / (valueAtWhite - valueAtBlack);
  }
  bool hasEdges() const { return !edges[0].empty(); }
};

/// A window on the values of an Image: black at center − width/2, white at center + width/2. A
/// sigmoid has that slope in its middle.
struct UnitWindow {
  double center = 0.5;
  double width = 1;
  bool isSigmoid = false;

  bool operator==(const UnitWindow&) const = default;
};

/// What a window of modality values is on those of the Image.
UnitWindow unitWindowOf(const Acquisition& acquisition, const ValueWindow& window);
/// And back, with the numbers that this curve writes.
ValueWindow valueWindowOf(const Acquisition& acquisition, const UnitWindow& window,
                          WindowCurve curve = WindowCurve::linear);
/// The curve in which windows of this picture are written: the file's, else the standard's usual.
WindowCurve curveOf(const Acquisition& acquisition);

}  // namespace rho::image
