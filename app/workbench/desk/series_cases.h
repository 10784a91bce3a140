// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <string>
#include <vector>

#include "base/job_context.h"

namespace rho::workbench {

/// An image of a folder or a DICOMDIR, for the list of cases. Its texts may tell who the patient
/// is: they are for the screen, and nothing of them is kept.
struct SeriesCase {
  std::string address;
  std::string series;  ///< its UID: images of one are a stack
  QString title, subtitle;
  QString study;       ///< the heading above the images of a study, with the patient's name
  QString blindStudy;  ///< the same without the name
};

struct SeriesCases {
  std::vector<SeriesCase> images;
  QString summary;  ///< how many studies, series and images, and what could not be read
};

/// Whether this is a place of images rather than one: a folder, or a DICOMDIR.
bool isPlaceOfImages(const QString& path);

/// Reads the headers below a place. Throws MissingFile, UnknownFormat where there are no images or
/// the program is built without DICOM, Cancelled.
SeriesCases seriesCases(const QString& place, const JobContext& job);

}  // namespace rho::workbench
