// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "annotator_plan.h"
#include "base/job_context.h"
#include "data/data_set.h"
#include "training/recipe.h"

namespace rho::cli {

/// The images that a simulated annotator works on, read when they are asked for.
class AnnotatorMaterial {
 public:
  /// data, validation: what the user named, for a material without addresses of its own. Where
  /// nothing is named to measure on, some of the training images are held out: other images than
  /// these may differ by more than the mark. Throws what reading recipe and data throws.
  AnnotatorMaterial(const AnnotatorPlan& plan, const AnnotatorPlan::Material& material,
                    const std::string& data, const std::string& validation);

  const std::string& name() const { return m_name; }
  const training::Recipe& recipe() const { return m_recipe; }
  /// Training images of each seed.
  std::int64_t imageCount() const { return m_images; }
  std::vector<std::string> classNames() const { return m_pool->labels().namesOfClasses(); }

  /// Training images of a seed, a choice of its own.
  data::Samples clean(std::uint64_t seed, const JobContext& context) const;
  /// The same images with marks on some; the masks say of every image that the corner, where marks
  /// are, is no evidence.
  data::Samples planted(std::uint64_t seed, const JobContext& context) const;
  /// Images without marks that no training sees, with the same masks.
  data::Samples test(const JobContext& context) const;

 private:
  std::shared_ptr<const data::DataSet> imagesOf(std::uint64_t seed) const;

  std::string m_name;
  training::Recipe m_recipe;
  double m_markedShare;
  std::int64_t m_images = 0;
  std::shared_ptr<const data::DataSet> m_pool, m_test;  // m_pool: that trainings choose from
  model::ModelCard m_card;
};

}  // namespace rho::cli
