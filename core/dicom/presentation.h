// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dicom/dicom_image.h"

namespace rho::dicom {

/// How a picture is shown first: the file's first window or table, else the full range of the
/// values that occur less 0.1 % of the pixels at each end. For eyes only: what a network sees is
/// unitValues().
Voi firstVoi(const DicomImage& image);

/// Brightness in [0,1] for a screen, CV_32FC1, MONOCHROME1 inverted; colours: CV_32FC3 as they are.
cv::Mat shownValues(const DicomImage& image, const Voi& voi);
/// The same in 8 bits, CV_8UC1 or CV_8UC3: quick enough to follow a mouse.
cv::Mat shownPixels(const DicomImage& image, const Voi& voi);

/// Which modality values become 0 and 1 before a network sees them.
enum class NetworkRange {
  bitsStored,  ///< all that Bits Stored allows: the same for every picture of a detector
  fileVoi      ///< the file's first window or table: only where the user chose so
};

/// [0,1], CV_32FC1 with bone bright in either polarity, or CV_32FC3 for colours.
cv::Mat unitValues(const DicomImage& image, NetworkRange range = NetworkRange::bitsStored);

/// "values 0 to 4095 (all of 12 bits stored) as 0 to 1, MONOCHROME1 inverted"
std::string textOfRange(const DicomImage& image, NetworkRange range = NetworkRange::bitsStored);

}  // namespace rho::dicom
