// SPDX-License-Identifier: Apache-2.0
#include "annotator_material.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
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

/// With masks on the corner where marks are, or would be.
std::shared_ptr<const data::DataSet> withCorner(std::shared_ptr<const data::DataSet> data) {
  return std::make_shared<data::KnownMasks>(std::move(data), nullptr, /*hasShortcut=*/true);
}

}  // namespace

AnnotatorMaterial::AnnotatorMaterial(const AnnotatorPlan& plan,
                                     const AnnotatorPlan::Material& material,
                                     const std::string& data, const std::string& validation)
    : m_name(material.name),
      m_recipe(withSettings(training::readRecipe(plan.recipe), material.settings)),
      m_markedShare(plan.shortcut.share),
      m_testImages(plan.testImages) {
  const auto pool = material.data.empty() ? data : material.data;
  const auto measured = material.data.empty() ? validation : material.validation;
  m_pool = data::openDataSet(pool, "train");
  if (!measured.empty()) m_measured = data::openDataSet(measured);
  m_images = std::min(plan.images, m_pool->size() - (m_measured ? 0 : m_testImages));
  if (m_images <= 0)
    throw InvalidInput(
        pool, fmt::format("has {} images, and {} are held out", m_pool->size(), m_testImages),
        "take more images, or name others to measure on with --validation");
  m_card = training::modelFromRecipe(m_recipe, classNames()).card();
}

AnnotatorMaterial::Halves AnnotatorMaterial::halves(std::uint64_t seed) const {
  const auto& source = m_measured ? m_measured : m_pool;
  const auto order = randomChoice(source->size(), source->size(), seed ^ forTest);
  const auto middle = order.begin() + std::min(m_testImages, source->size());
  const auto test = data::selected(source, {order.begin(), middle});
  return {m_measured ? m_pool : data::selected(source, {middle, order.end()}), test};
}

AnnotatorMaterial::Shared AnnotatorMaterial::imagesOf(std::uint64_t seed) const {
  const auto pool = halves(seed).pool;
  return data::selected(pool, randomChoice(pool->size(), m_images, seed));
}

data::Samples AnnotatorMaterial::clean(std::uint64_t seed, const JobContext& context) const {
  return loadTrainingSamples(*imagesOf(seed), m_card, context);
}

data::Samples AnnotatorMaterial::planted(std::uint64_t seed, const JobContext& context) const {
  const auto marked = std::make_shared<data::PlantedShortcut>(imagesOf(seed), m_markedShare, seed);
  return loadTrainingSamples(*withCorner(marked), m_card, context);
}

data::Samples AnnotatorMaterial::test(std::uint64_t seed, const JobContext& context) const {
  return loadSamples(*withCorner(halves(seed).test), m_card, {}, context);
}

}  // namespace rho::cli
