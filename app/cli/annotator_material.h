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
  /// nothing is named to measure on, each seed holds out training images of its own choice: images
  /// from elsewhere may differ by more than the mark. Throws what reading recipe and data throws,
  /// InvalidInput where holding out leaves nothing to train on.
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
  /// Images without marks that no training of the seed sees, with the same masks.
  data::Samples test(std::uint64_t seed, const JobContext& context) const;

 private:
  using Shared = std::shared_ptr<const data::DataSet>;
  /// What the trainings of a seed choose from, and what they are measured on.
  struct Halves {
    Shared pool, test;
  };
  Halves halves(std::uint64_t seed) const;
  Shared imagesOf(std::uint64_t seed) const;

  std::string m_name;
  training::Recipe m_recipe;
  double m_markedShare;
  std::int64_t m_images = 0, m_testImages;
  Shared m_pool, m_measured;  // m_measured: null where images of m_pool are held out
  model::ModelCard m_card;
};

}  // namespace rho::cli
