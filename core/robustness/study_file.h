// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/line_log.h"
#include "robustness/summary.h"

namespace rho::robustness {

/// What a study measures, its settings, network, data and shard ("shard": {"number", "of"}): two
/// studies with the same header measure the same images in the same way.
using StudyHeader = nlohmann::json;

/// Everything that a study file holds.
struct Study {
  StudyHeader header;
  std::vector<Measured> images;
};

/// A file of JSON lines, first the header, then one line for each image: killed at any moment, what
/// was measured stays. One process writes it at a time.
class StudyFile {
 public:
  /// Creates the file, or goes on with one whose header is the same; a line that was torn is
  /// dropped. Throws InvalidInput naming the first thing that differs, or when another process
  /// writes the file; BrokenFile; WriteFailed.
  StudyFile(const std::filesystem::path& path, const StudyHeader& header);

  /// Those of earlier runs and those appended, in order.
  const std::vector<Measured>& images() const { return m_images; }
  /// On the disk when it returns. Throws WriteFailed; what could not be written whole is cut off.
  void append(const std::vector<Measured>& images);

 private:
  void resume(const StudyHeader& header);

  LineLog m_log;
  std::vector<Measured> m_images;
};

/// Throws MissingFile, UnknownFormat when it is no study, BrokenFile.
Study readStudy(const std::filesystem::path& path);

/// The images of all shards of one study, by index, with the header of the whole. total: how many
/// images the header's "n" says. Throws InvalidInput naming the file and what is wrong: another
/// study, a shard given twice, missing or unfinished, an image measured twice.
Study mergeStudies(const std::vector<std::filesystem::path>& files);

/// Atomic. Throws WriteFailed.
void writeStudy(const std::filesystem::path& path, const Study& study);

/// index, label, predicted, confidence and distance of each image, with a line of names.
std::string csvOf(const std::vector<Measured>& images);

}  // namespace rho::robustness
