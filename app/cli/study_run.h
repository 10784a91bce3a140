// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
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
  std::string label;  ///< of a multi-label network; may be empty where it has one alone
  std::string shard;  ///< "I/N", or empty for all
  std::string out;    ///< a study file to write or go on with, or empty
  data::Selection selection;
};
void addStudyOptions(CLI::App& command, StudyOptions& options);

/// What is studied, opened.
struct StudySource {
  model::Model model;
  std::shared_ptr<const data::DataSet> data;
};
/// Throws UsageError where one is missing, and what reading network and data throws.
StudySource openStudySource(const StudyOptions& options);

/// Measures samples, the items of a data set with these indices, in their order, and hands each on
/// to keep as soon as it is known.
using KeepImages = std::function<void(const std::vector<robustness::Measured>&)>;
using MeasureImages = std::function<void(
    const model::Model& model, const std::vector<std::int64_t>& items, const data::Samples& samples,
    const JobContext& context, const KeepImages& keep)>;

/// Measures the images some at a time: memory is bounded however many there are, and what is done
/// is in the file. Of a multi-label network one label is measured, on those of the chosen images of
/// which it is known. settings: what is measured and how, for the file's header. Throws UsageError,
/// InvalidInput, Cancelled, and what reading images throws.
robustness::Study runStudy(const StudyOptions& options, const StudySource& source,
                           const nlohmann::json& settings, const MeasureImages& measure,
                           const JobContext& context);

}  // namespace rho::cli
