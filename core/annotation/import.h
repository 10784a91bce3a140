// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "annotation/project.h"
#include "base/job_context.h"

namespace rho::annotation {

struct ImportRequest {
  /// With labels: an address of labelled images in files of their own, as openDataSet takes it (a
  /// folder of class/image, a table, COCO, YOLO, JSRT). Without: a folder whose images are taken,
  /// with those of the folders below it (DICOM too), or a single image.
  std::string source;
  std::string split;  ///< which, where there are several; kept with the cases
  bool hasLabels = true;
};

/// A file that is not what it is called: a second copy of an image, or one that cannot be read.
struct ImportRemark {
  std::string file, reason;
};

struct ImportResult {
  std::int64_t added = 0;                ///< new cases
  std::int64_t known = 0;                ///< were cases before, with this path
  std::int64_t labelled = 0;             ///< whose labels or masks are new
  std::int64_t otherFiles = 0;           ///< of no format that is known; left alone
  std::vector<ImportRemark> duplicates;  ///< of another file, by hash: no case of their own
  std::vector<ImportRemark> problems;    ///< could not be read
  std::vector<std::string> newClasses;
};

/// Adds images to a project. Each is read once, for its hash and size, and a file that cannot be
/// read is reported and left out. Labels and regions that come with the data become annotations of
/// the annotator "data" (role source); regions fill the evidence of their class. What is done is
/// kept when it is cancelled, and doing it again adds nothing twice. Throws Cancelled, InvalidInput
/// (several labels for each image, but one class in the project), and what openDataSet throws.
ImportResult importImages(Project& project, const ImportRequest& request,
                          const JobContext& context = {});

/// Whether a source is a folder without folders of classes, or a single image: what to import
/// without labels when nobody says.
bool looksUnlabelled(const std::string& source);

}  // namespace rho::annotation
