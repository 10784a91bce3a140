// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/job_context.h"
#include "model/model.h"
#include "robustness/study_file.h"
#include "selection.h"

namespace rho::cli {

/// Which images of which network a study measures, and where it is kept.
struct StudyOptions {
  std::string model, data, split, device = "cpu";
  std::string shard;  ///< "I/N", or empty for all
  std::string out;    ///< a study file to write or go on with, or empty
  data::Selection selection;
};
void addStudyOptions(CLI::App& command, StudyOptions& options);

/// Measures samples, the chosen items of a data set, in their order, and hands each on to keep as
/// soon as it is known.
using KeepImages = std::function<void(const std::vector<robustness::Measured>&)>;
using MeasureImages = std::function<void(const model::Model& model, const data::Selection& chosen,
                                         const data::Samples& samples, const JobContext& context,
                                         const KeepImages& keep)>;

/// Measures the images some at a time: memory is bounded however many there are, and what is done
/// is in the file. settings: what is measured and how, for the file's header. Throws UsageError,
/// InvalidInput, Cancelled, and what reading network and data throws.
robustness::Study runStudy(const StudyOptions& options, const nlohmann::json& settings,
                           const MeasureImages& measure, const JobContext& context);

}  // namespace rho::cli
