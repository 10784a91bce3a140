// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "annotation/consensus.h"
#include "annotation/export.h"
#include "annotation/export_counts.h"
#include "base/csv.h"
#include "base/file.h"
#include "image/write_image.h"

namespace rho::annotation {

namespace fs = std::filesystem;

namespace {

/// A class name as part of a file's name.
std::string fileNameOf(std::string name) {
  std::replace_if(
      name.begin(), name.end(),
      [](unsigned char c) { return std::isalnum(c) == 0 && c != '-' && c < 0x80; }, '_');
  return name;
}

}  // namespace

ExportResult exportMasks(const Project& project, const fs::path& folder, const Whose& whose,
                         const JobContext& context) {
  std::map<Id, std::string> names;
  for (const auto& one : project.classes().all()) names[one.id] = one.name;
  ExportCounts counts(project, context);
  std::string table = "case,path,kind,class,mask\n";
  eachConsensus(project, whose, [&](const Case& image, const Consensus& consensus) {
    if (!counts.takes(consensus)) return;
    if (consensus.masks.empty()) counts.leaveOut();
    for (const auto& mask : consensus.masks) {
      const auto& name = names[mask.classId];
      const auto file = fmt::format("{:06}.{}{}{}.png", image.id, nameOf(mask.kind),
                                    name.empty() ? "" : ".", fileNameOf(name));
      image::writePng8(folder / file, mask.mask.pixels());
      table += fmt::format("{},{},{},{},{}\n", image.id, csvQuoted(image.path), nameOf(mask.kind),
                           csvQuoted(name), csvQuoted(file));
      counts.addMask();
    }
  });
  writeFileAtomically(folder / "masks.csv", table);
  return counts.result();
}

}  // namespace rho::annotation
