// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>

#include "dicom/dicom_file.h"
#include "dicom/pixel_layout.h"

namespace rho::dicom {

/// The words of one frame with all their bits: CV_8U, CV_16U or CV_32S, 1 or 3 channels side by
/// side. Throws InvalidInput for a frame that is not there, UnknownFormat where nobody decodes the
/// transfer syntax, BrokenFile.
cv::Mat rawFrame(const DicomFile& file, const PixelLayout& layout, int frame);

/// The stored values: words masked to Bits Stored, with their sign. CV_8U, CV_8S, CV_16U, CV_16S,
/// CV_32S; CV_64F for unsigned words of 32 bits.
cv::Mat storedValues(const cv::Mat& raw, const PixelLayout& layout);

}  // namespace rho::dicom
