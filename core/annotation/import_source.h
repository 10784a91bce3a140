// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "annotation/annotation.h"
#include "annotation/coco_masks.h"
#include "base/job_context.h"

namespace rho::annotation {

/// An image that is to become a case.
struct ImportItem {
  std::string path;
  std::string study;  ///< see Case
  std::vector<std::pair<std::string, Verdict>> labels;
};

/// The images of a source, and what is known of them.
struct ImportSource {
  std::vector<ImportItem> items;
  std::vector<std::string> classNames;
  bool isLabelled = false, isMultiLabel = false;
  std::size_t otherFiles = 0;
  /// What is marked in an image of that size. May be null.
  std::function<std::vector<NamedMask>(std::size_t item, cv::Size size)> masks;
};

/// Throws what openDataSet throws, and InvalidInput where images are in no files of their own.
ImportSource labelledSource(const std::string& address, const std::string& split);
/// Throws MissingFile, Cancelled.
ImportSource unlabelledSource(const std::string& place, const JobContext& context);
/// All files of a folder and those below it. Links to folders are not followed, so that nothing is
/// entered twice. Throws MissingFile, Cancelled.
std::vector<std::filesystem::path> filesBelow(const std::filesystem::path& folder,
                                              const JobContext& context);

}  // namespace rho::annotation
