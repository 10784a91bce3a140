// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <vector>

#include "dicom/dicom_file.h"
#include "dicom/geometry.h"
#include "dicom/modality.h"
#include "dicom/overlays.h"
#include "dicom/pixel_layout.h"
#include "dicom/tags_of_file.h"
#include "dicom/voi.h"

namespace rho::dicom {

/// One frame with all that is needed to show, measure and ask about it. What a number means is
/// decided in this order (PS3.3, C.7.6.3, C.11): the word is masked to Bits Stored and given its
/// sign; modality makes a modality value of it; a Voi makes brightness; MONOCHROME1 inverts that,
/// once. Copies share pixels.
struct DicomImage {
  std::string source;
  TransferSyntax syntax;
  PixelLayout layout;
  int frame = 0;  ///< from 0

  /// Grey: CV_8U, CV_8S, CV_16U, CV_16S, CV_32S or CV_64F stored values. Colour: CV_8UC3 or
  /// CV_16UC3, red, green, blue, whatever the file's photometric interpretation was.
  cv::Mat stored;
  int colourBits = 8;  ///< of one colour value: 255 or 65535 and less is white

  ModalityTransform modality;
  std::vector<Voi> vois;  ///< the file's, to choose from
  std::optional<Spacing> spacing;
  OrientationLetters orientation;
  std::vector<Overlay> overlays;
  TechnicalTags technical;
  PatientTags patient;
  std::vector<std::string> notes;  ///< what had to be decided

  bool isColour() const { return stored.channels() == 3; }
};

/// Throws MissingFile, UnknownFormat, BrokenFile, RefusedFile; InvalidInput for a frame that is not
/// there.
DicomImage imageOf(const DicomFile& file, int frame = 0);
DicomImage readDicomImage(const std::filesystem::path& path, int frame = 0);

/// CV_64F, or as stored for colours.
cv::Mat modalityValues(const DicomImage& image);

}  // namespace rho::dicom
