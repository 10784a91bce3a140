// SPDX-License-Identifier: Apache-2.0
#include "dicom/modality.h"

#include <algorithm>

namespace rho::dicom {

ModalityTransform modalityTransformOf(const DataSet& frame, const PixelLayout& layout,
                                      const std::string& subject) {
  ModalityTransform transform;
  const auto& tables = frame.items(tags::modalityLuts);
  if (!tables.empty()) {
    transform.table =
        lookupTableOf(tables.front(), tags::lutDescriptor, tags::lutData, layout.isSigned, subject);
    if (transform.table) {
      transform.unit = tables.front().text(tags::modalityLutType);
      return transform;
    }
  }
  transform.slope = frame.decimal(tags::rescaleSlope).value_or(1);
  transform.intercept = frame.decimal(tags::rescaleIntercept).value_or(0);
  transform.unit = frame.text(tags::rescaleType);
  // A slope of zero would leave nothing of the picture.
  if (transform.slope == 0) transform.slope = 1;
  if (transform.unit == "US") transform.unit.clear();  // "unspecified"
  return transform;
}

ValueSpan spanOfBitsStored(const ModalityTransform& transform, const PixelLayout& layout) {
  if (transform.table) return {0, transform.table->highest()};
  const double a = transform(static_cast<double>(layout.lowest()));
  const double b = transform(static_cast<double>(layout.highest()));
  return {std::min(a, b), std::max(a, b)};
}

}  // namespace rho::dicom
