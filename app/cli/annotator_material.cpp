// SPDX-License-Identifier: Apache-2.0
#include "annotator_material.h"

#include <algorithm>
#include <tuple>

#include "data/masked_data_set.h"
#include "data/planted_shortcut.h"
#include "data/selected_data_set.h"
#include "model/tensor.h"
#include "random_choice.h"
#include "train_options.h"
#include "training/untrained_model.h"

namespace rho::cli {

namespace {

constexpr std::uint64_t forTest = 0x54455354ULL;

using Shared = std::shared_ptr<const data::DataSet>;

/// With masks on the corner where marks are, or would be.
Shared withCorner(Shared data) {
  return std::make_shared<data::KnownMasks>(std::move(data), nullptr, /*hasShortcut=*/true);
}

/// The first count items of an order by chance, and the others.
std::pair<Shared, Shared> divided(const Shared& data, std::int64_t count) {
  const auto order = randomChoice(data->size(), data->size(), forTest);
  const auto middle = order.begin() + std::min(count, data->size());
  return {data::selected(data, {order.begin(), middle}),
          data::selected(data, {middle, order.end()})};
}

}  // namespace

AnnotatorMaterial::AnnotatorMaterial(const AnnotatorPlan& plan,
                                     const AnnotatorPlan::Material& material,
                                     const std::string& data, const std::string& validation)
    : m_name(material.name),
      m_recipe(withSettings(training::readRecipe(plan.recipe), material.settings)),
      m_markedShare(plan.shortcut.share) {
  const auto measured = material.data.empty() ? validation : material.validation;
  m_pool = data::openDataSet(material.data.empty() ? data : material.data, "train");
  if (measured.empty())
    std::tie(m_test, m_pool) = divided(m_pool, plan.testImages);
  else
    m_test = divided(data::openDataSet(measured), plan.testImages).first;
  m_images = std::min(plan.images, m_pool->size());
  m_card = training::modelFromRecipe(m_recipe, classNames()).card();
  m_test = withCorner(m_test);
}

std::shared_ptr<const data::DataSet> AnnotatorMaterial::imagesOf(std::uint64_t seed) const {
  return data::selected(m_pool, randomChoice(m_pool->size(), m_images, seed));
}

data::Samples AnnotatorMaterial::clean(std::uint64_t seed, const JobContext& context) const {
  return loadTrainingSamples(*imagesOf(seed), m_card, context);
}

data::Samples AnnotatorMaterial::planted(std::uint64_t seed, const JobContext& context) const {
  const auto marked = std::make_shared<data::PlantedShortcut>(imagesOf(seed), m_markedShare, seed);
  return loadTrainingSamples(*withCorner(marked), m_card, context);
}

data::Samples AnnotatorMaterial::test(const JobContext& context) const {
  return loadSamples(*m_test, m_card, {}, context);
}

}  // namespace rho::cli
