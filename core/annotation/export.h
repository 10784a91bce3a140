// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "annotation/project.h"
#include "base/job_context.h"

namespace rho::annotation {

/// Whose annotations are exported: one annotator's, or, without one, the consensus.
using Whose = std::optional<Annotator>;

struct ExportResult {
  std::int64_t cases = 0;     ///< that were written
  std::int64_t masks = 0;     ///< that were written
  std::int64_t leftOut = 0;   ///< nobody is done with them, or they have no label that is written
  std::int64_t disputed = 0;  ///< readers disagree: left out as well
  std::int64_t heldOut = 0;   ///< of the cases of a training set, those that are only measured on
  std::string address;        ///< what openDataSet and `rho train --data` take, where they do
};

// All throw WriteFailed, Cancelled, and replace what an earlier export wrote.

/// COCO instances (Lin et al. 2014), one annotation for each label that is present: with evidence
/// its mask as run lengths, area and box; without, of the image as a whole (no box). Masks of what
/// is no evidence are in a list of their own, "no_evidence", which other tools pass over. File
/// names are relative to the folder that all images lie below. Uncertain labels are left out.
ExportResult exportCoco(const Project& project, const std::filesystem::path& file,
                        const Whose& whose = {}, const JobContext& context = {});

/// What every annotator says of every case, a row each: case, path, sha256, study, split,
/// annotator, role, state, seconds, comment, and for each class 1, 0, -1 (uncertain) or nothing.
ExportResult exportCsv(const Project& project, const std::filesystem::path& file,
                       const JobContext& context = {});

/// FOLDER/CASE.KIND.CLASS.png, 0 and 255, with masks.csv (case, path, kind, class, mask). KIND is
/// evidence or no-evidence; CLASS is left out where the mask is of no class.
ExportResult exportMasks(const Project& project, const std::filesystem::path& folder,
                         const Whose& whose = {}, const JobContext& context = {});

/// FOLDER/labels.csv, which openDataSet and `rho train` take, with a row for each labelled case:
/// path, split where there are several, and label (single-label) or 1, 0, -1 for each class
/// (multi-label). Single-label cases that are uncertain are left out. What was painted is in
/// FOLDER/masks, in the terms of data/masks.h: white is evidence of any class, black is no
/// evidence. heldOut: about this share (0 to below 1) of cases without splits of their own becomes
/// the split "validation", on which `rho train` only measures. Which cases follows from their
/// study, else their image, alone: one that is held out stays so, however many are added.
ExportResult exportTrainingSet(const Project& project, const std::filesystem::path& folder,
                               const Whose& whose = {}, const JobContext& context = {},
                               double heldOut = 0);

}  // namespace rho::annotation
