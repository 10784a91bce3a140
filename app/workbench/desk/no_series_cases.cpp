// SPDX-License-Identifier: GPL-3.0-or-later
// In place of series_cases.cpp where the project is built without RHO_WITH_DICOM.
#include <QFileInfo>

#include "base/error.h"
#include "workbench/desk/series_cases.h"

namespace rho::workbench {

bool isPlaceOfImages(const QString& path) { return QFileInfo(path).isDir(); }

SeriesCases seriesCases(const QString& place, const JobContext&) {
  throw UnknownFormat(place.toStdString(), "folders need DICOM, which is not built in",
                      "open its images one by one, or build with RHO_WITH_DICOM=ON");
}

}  // namespace rho::workbench
