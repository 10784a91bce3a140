// SPDX-License-Identifier: Apache-2.0
#include <charconv>
#include <set>

#include "annotation/answers.h"
#include "annotation/consensus.h"
#include "annotation/export.h"
#include "annotation/export_counts.h"
#include "annotation/image_root.h"
#include "base/csv.h"
#include "base/error.h"
#include "base/file.h"
#include "base/sha256.h"
#include "image/write_image.h"

namespace rho::annotation {

namespace fs = std::filesystem;

namespace {

// As data::MaskValue, whose header needs LibTorch.
constexpr int black = 0, grey = 128, white = 255;

std::optional<Verdict> verdictOf(const Consensus& consensus, Id classId) {
  for (const auto& label : consensus.labels)
    if (label.classId == classId) return label.verdict;
  return std::nullopt;
}

constexpr const char* learned = "train";
constexpr const char* measured = "validation";

std::size_t splitCount(const Project& project) {
  std::set<std::string> splits;
  project.cases().each([&](const Case& image) { splits.insert(image.split); });
  return splits.size();
}

/// A number in [0,1) that images which belong together share, and nothing else decides.
double placeOf(const Case& image) {
  constexpr std::size_t digits = 8;  // of 16
  Sha256 hash;
  hash.add("held out " + (image.study.empty() ? image.sha256 : image.study));
  const auto hex = hash.hex();
  std::uint32_t value = 0;
  std::from_chars(hex.data(), hex.data() + digits, value, 16);
  return static_cast<double>(value) / 4294967296.0;
}

/// Empty where nothing was painted.
cv::Mat painted(const Consensus& consensus) {
  cv::Mat mask;
  for (const auto& one : consensus.masks) {
    const auto pixels = one.mask.pixels();
    const auto value = one.kind == MaskKind::evidence ? white : black;
    if (mask.empty()) mask = cv::Mat(pixels.size(), CV_8UC1, cv::Scalar(grey));
    const cv::Mat contradicted = pixels & (mask != grey) & (mask != value);
    mask.setTo(value, pixels);
    mask.setTo(grey, contradicted);
  }
  return mask;
}

/// Writes the table and the masks of a training set.
class TrainingSetWriter {
 public:
  TrainingSetWriter(const Project& project, fs::path folder, double heldOut)
      : m_folder(std::move(folder)),
        m_root(imageRoot(project)),
        m_classes(project.classes().all()),
        m_isMultiLabel(project.settings().isMultiLabel),
        m_hasOwnSplits(splitCount(project) > 1),
        m_share(heldOut) {
    m_table = hasSplits() ? "path,split" : "path";
    if (!m_isMultiLabel) m_table += ",label";
    if (m_isMultiLabel)
      for (const auto& one : m_classes) m_table += "," + csvQuoted(one.name);
    m_table += "\n";
  }

  /// Whether there was a label to write.
  bool add(const Case& image, const Consensus& consensus) {
    const auto labels = m_isMultiLabel ? verdicts(consensus) : className(consensus);
    if (labels.empty()) return false;
    const auto path = pathFrom(m_root, image);
    m_table += csvQuoted(path);
    const auto split = splitOf(image);
    if (hasSplits()) m_table += "," + csvQuoted(split);
    m_heldOut += hasSplits() && split != learned ? 1 : 0;
    m_table += labels + "\n";
    if (const auto mask = painted(consensus); !mask.empty()) writeMask(path, mask);
    return true;
  }

  /// The address of what was written.
  std::string finish() const {
    const auto table = m_folder / "labels.csv";
    writeFileAtomically(table, m_table);
    const auto masks = m_masks > 0 ? "&masks=" + (m_folder / "masks").string() : "";
    return table.string() + "?root=" + m_root.string() + masks;
  }
  std::int64_t masks() const { return m_masks; }
  std::int64_t heldOut() const { return m_heldOut; }

 private:
  bool hasSplits() const { return m_hasOwnSplits || m_share > 0; }
  std::string splitOf(const Case& image) const {
    if (m_hasOwnSplits) return image.split;
    return placeOf(image) < m_share ? measured : learned;
  }

  std::string className(const Consensus& consensus) const {
    for (const auto& one : m_classes)
      if (verdictOf(consensus, one.id) == Verdict::present) return "," + csvQuoted(one.name);
    return {};
  }

  std::string verdicts(const Consensus& consensus) const {
    std::string text;
    for (const auto& one : m_classes)
      text += "," + textOf(verdictOf(consensus, one.id).value_or(Verdict::absent));
    return text;
  }

  void writeMask(const fs::path& image, const cv::Mat& mask) {
    image::writePng8((m_folder / "masks" / image).replace_extension(".png"), mask);
    ++m_masks;
  }

  fs::path m_folder, m_root;
  std::vector<LabelClass> m_classes;
  bool m_isMultiLabel, m_hasOwnSplits;
  double m_share;  ///< that is held out
  std::string m_table;
  std::int64_t m_masks = 0, m_heldOut = 0;
};

}  // namespace

ExportResult exportTrainingSet(const Project& project, const fs::path& folder, const Whose& whose,
                               const JobContext& context, double heldOut) {
  if (!(heldOut >= 0 && heldOut < 1))
    throw InvalidInput("held out", "is no share of the cases", "name one from 0 to below 1");
  ExportCounts counts(project, context);
  TrainingSetWriter writer(project, folder, heldOut);
  eachConsensus(project, whose, [&](const Case& image, const Consensus& consensus) {
    if (counts.takes(consensus) && !writer.add(image, consensus)) counts.leaveOut();
  });
  auto result = counts.result();
  result.address = writer.finish();
  result.masks = writer.masks();
  result.heldOut = writer.heldOut();
  return result;
}

}  // namespace rho::annotation
