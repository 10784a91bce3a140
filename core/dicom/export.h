// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "dicom/data_set.h"

namespace rho::dicom {

/// What every derived object needs to be told.
struct ExportFacts {
  std::string created;            ///< "YYYYMMDDHHMMSS", local time
  std::string seriesDescription;  ///< "Adversarial explanation: raise pneumonia"
  int seriesNumber = 999;
  int instanceNumber = 1;
  std::string derivation = {};  ///< of a capture: what its pixels show, at most 1024 characters
  int frame = 0;                ///< of the source, from 1; 0: all of them
};

/// A picture as a Secondary Capture of the source's study, in a new series of its own, with a
/// reference to the source. pixels: CV_8UC1 or CV_8UC3 (red, green, blue). hasBurnedInText: whether
/// names or other text are drawn into them. The patient's data are those of the source: call
/// deidentify() it before, unless the user wants them. Throws InvalidInput.
DataSet secondaryCapture(const DataSet& source, const cv::Mat& pixels, bool hasBurnedInText,
                         const ExportFacts& facts);

/// One part of a report: a heading and what is said under it.
struct ReportSection {
  std::string heading;
  std::string text;
};

/// A Basic Text structured report, partial and unverified, that references the source image.
DataSet textReport(const DataSet& source, const std::vector<ReportSection>& sections,
                   const ExportFacts& facts);

}  // namespace rho::dicom
