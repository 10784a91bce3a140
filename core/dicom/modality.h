// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "dicom/lookup_table.h"
#include "dicom/pixel_layout.h"

namespace rho::dicom {

/// Stored values to those of the modality: a table, or slope·x + intercept (PS3.3, C.11.1).
struct ModalityTransform {
  double slope = 1;
  double intercept = 0;
  std::string unit;  ///< "HU", "OD", …; empty where the file does not say
  std::optional<LookupTable> table;

  double operator()(double stored) const {
    return table ? table->at(stored) : slope * stored + intercept;
  }
  bool isIdentity() const { return !table && slope == 1 && intercept == 0; }
};

/// frame: the data set that holds Rescale Slope or the Modality LUT Sequence.
ModalityTransform modalityTransformOf(const DataSet& frame, const PixelLayout& layout,
                                      const std::string& subject);

/// The range of modality values that Bits Stored allows, whatever the picture uses of it.
struct ValueSpan {
  double low = 0;
  double high = 1;
};
ValueSpan spanOfBitsStored(const ModalityTransform& transform, const PixelLayout& layout);

}  // namespace rho::dicom
