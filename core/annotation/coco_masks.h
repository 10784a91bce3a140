// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "annotation/annotation.h"

namespace rho::annotation {

/// A mask that came with the data.
struct NamedMask {
  MaskKind kind = MaskKind::evidence;
  std::string className;  ///< empty: of no class
  Mask mask;
};

/// The outlines in a file of COCO instances: run lengths, compressed or not, and polygons; those of
/// one class in one image are one mask. Our own list "no_evidence" is read as well.
class CocoMasks {
 public:
  /// Throws MissingFile, RefusedFile (more than 512 MiB), BrokenFile.
  explicit CocoMasks(const std::filesystem::path& file);

  /// Of the image at that place of the file's list. Throws BrokenFile where an outline cannot be
  /// read or has not the image's size.
  std::vector<NamedMask> masks(std::size_t image, cv::Size size) const;

 private:
  struct Outline {
    MaskKind kind;
    std::string className;
    nlohmann::json segmentation;
  };
  void take(const nlohmann::json& list, MaskKind kind,
            const std::map<std::int64_t, std::string>& names);

  std::string m_subject;
  std::map<std::int64_t, std::size_t> m_places;  ///< of the images, by their ids
  std::vector<std::vector<Outline>> m_outlines;
};

}  // namespace rho::annotation
