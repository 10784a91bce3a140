// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>
#include <opencv2/imgproc.hpp>

#include "annotation/consensus.h"
#include "annotation/export.h"
#include "annotation/export_counts.h"
#include "annotation/image_root.h"
#include "base/file.h"

namespace rho::annotation {

namespace fs = std::filesystem;

namespace {

using nlohmann::json;

const Mask* maskOf(const Consensus& consensus, MaskKind kind, Id classId) {
  for (const auto& mask : consensus.masks)
    if (mask.kind == kind && mask.classId == classId) return &mask.mask;
  return nullptr;
}

/// Writes the file's lists, case by case.
class CocoWriter {
 public:
  CocoWriter(const Project& project, fs::path root) : m_root(std::move(root)) {
    for (const auto& one : project.classes().all())
      m_categories.push_back({{"id", one.id}, {"name", one.name}});
  }

  void add(const Case& image, const Consensus& consensus) {
    m_images.push_back({{"id", image.id},
                        {"file_name", pathFrom(m_root, image)},
                        {"width", image.width},
                        {"height", image.height},
                        {"sha256", image.sha256}});
    for (const auto& label : consensus.labels)
      if (label.verdict == Verdict::present)
        m_annotations.push_back(entry(image, label.classId,
                                      maskOf(consensus, MaskKind::evidence, label.classId),
                                      m_annotations.size()));
    for (const auto& mask : consensus.masks)
      if (mask.kind == MaskKind::noEvidence)
        m_noEvidence.push_back(entry(image, mask.classId, &mask.mask, m_noEvidence.size()));
  }

  std::string text() const {
    return json{{"info", {{"description", "annotations exported by Rhoscope"}}},
                {"images", m_images},
                {"categories", m_categories},
                {"annotations", m_annotations},
                {"no_evidence", m_noEvidence}}
        .dump(-1, ' ', false, json::error_handler_t::replace);  // names of files are bytes
  }
  std::int64_t masks() const { return m_masks; }

 private:
  json entry(const Case& image, Id classId, const Mask* mask, std::size_t before) {
    json entry = {
        {"id", before + 1}, {"image_id", image.id}, {"category_id", classId}, {"iscrowd", 0}};
    if (mask == nullptr) return entry;
    const auto pixels = mask->pixels();
    const auto box = cv::boundingRect(pixels);
    entry["segmentation"] = {{"size", {image.height, image.width}}, {"counts", mask->runs()}};
    entry["bbox"] = {box.x, box.y, box.width, box.height};
    entry["area"] = cv::countNonZero(pixels);
    ++m_masks;
    return entry;
  }

  fs::path m_root;
  json m_images = json::array(), m_categories = json::array(), m_annotations = json::array(),
       m_noEvidence = json::array();
  std::int64_t m_masks = 0;
};

}  // namespace

ExportResult exportCoco(const Project& project, const fs::path& file, const Whose& whose,
                        const JobContext& context) {
  ExportCounts counts(project, context);
  const auto root = imageRoot(project);
  CocoWriter writer(project, root);
  eachConsensus(project, whose, [&](const Case& image, const Consensus& consensus) {
    if (counts.takes(consensus)) writer.add(image, consensus);
  });
  writeFileAtomically(file, writer.text());
  auto result = counts.result();
  result.masks = writer.masks();
  result.address = file.string() + "?images=" + root.string();
  return result;
}

}  // namespace rho::annotation
