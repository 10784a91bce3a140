// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>

#include "annotator_material.h"
#include "command.h"
#include "model/model.h"

namespace rho::cli {

/// What one training of a trial came to.
struct AnnotatorResult {
  std::string material = {}, part = {}, arm = {};  ///< part: shortcut or queue
  std::uint64_t seed = 0;
  std::int64_t labels = 0, masks = 0;  ///< images that had them
  nlohmann::json measures = {};
};

/// Everything that is done with one seed on one material. What each training came to is kept in a
/// file of its own, and what has one is not done again.
class AnnotatorTrial {
 public:
  AnnotatorTrial(const AnnotatorPlan& plan, const AnnotatorMaterial& material, std::uint64_t seed,
                 std::filesystem::path folder, std::string device, const Console& console);

  /// Throws Cancelled, and what reading images and training throw.
  std::vector<AnnotatorResult> run(const JobContext& context);

 private:
  using Items = std::vector<std::int64_t>;
  using Compute = std::function<nlohmann::json()>;

  void tryShortcut();
  void tryMasks(const std::string& chooser, const Items& items);
  void tryQueue();
  nlohmann::json labelRound(const Items& labelled, const std::vector<std::string>& strategies);
  Items nextItems(const std::string& strategy, const model::Model& model, const Items& labelled);

  nlohmann::json kept(AnnotatorResult about, const std::string& name, const Compute& compute);
  model::Model train(const data::Samples& samples, const std::vector<std::string>& settings) const;
  nlohmann::json measure(const model::Model& model, std::int64_t araImages);
  const data::Samples& clean();
  const data::Samples& planted();
  const data::Samples& test();

  const AnnotatorPlan& m_plan;
  const AnnotatorMaterial& m_material;
  std::uint64_t m_seed;
  std::filesystem::path m_folder;
  std::string m_device;
  const Console& m_console;
  JobContext m_job;
  data::Samples m_clean, m_planted, m_test;  // read when first needed
  std::vector<AnnotatorResult> m_results;
};

}  // namespace rho::cli
