// SPDX-License-Identifier: Apache-2.0
#include "training/batch_sampler.h"

#include <numeric>

#include "base/error.h"
#include "model/tensor.h"

namespace rho::training {

namespace {

/// Shifted by up to shift pixels with replicated edges, and flipped with probability 1/2.
torch::Tensor augmented(const torch::Tensor& image, const Recipe& recipe, Random& random) {
  auto result = image;
  if (recipe.shift > 0) {
    const auto s = recipe.shift;
    const auto rows = image.size(1), columns = image.size(2);
    const auto dy = random.integer(2 * s + 1), dx = random.integer(2 * s + 1);
    const auto padded = torch::replication_pad2d(image.unsqueeze(0), {s, s, s, s})[0];
    result = padded.slice(1, dy, dy + rows).slice(2, dx, dx + columns);
  }
  if (recipe.flip && random.coin()) result = result.flip({2});
  return result;
}

}  // namespace

BatchSampler::BatchSampler(const data::Samples& samples, const Recipe& recipe)
    : m_samples(samples), m_recipe(recipe) {
  const auto count = samples.labels.size(0);
  if (count < recipe.batch)
    throw InvalidInput("training data", "holds fewer images than one batch", "use a smaller batch");
  m_byClass.resize(static_cast<std::size_t>(samples.labels.max().item<std::int64_t>() + 1));
  for (std::int64_t i = 0; i < count; ++i)
    m_byClass[static_cast<std::size_t>(samples.labels[i].item<std::int64_t>())].push_back(i);
  std::erase_if(m_byClass, [](const auto& items) { return items.empty(); });
  m_order.resize(static_cast<std::size_t>(count));
}

std::int64_t BatchSampler::drawBalanced(Random& random) const {
  const auto& items = m_byClass[static_cast<std::size_t>(random.integer(std::ssize(m_byClass)))];
  return items[static_cast<std::size_t>(random.integer(std::ssize(items)))];
}

void BatchSampler::startEpoch(Random& random) {
  if (m_recipe.balancedSampling) {
    for (auto& item : m_order) item = drawBalanced(random);
    return;
  }
  std::iota(m_order.begin(), m_order.end(), 0);
  for (auto i = std::ssize(m_order) - 1; i > 0; --i)
    std::swap(m_order[static_cast<std::size_t>(i)],
              m_order[static_cast<std::size_t>(random.integer(i + 1))]);
}

data::Samples BatchSampler::batch(std::int64_t index, Random& random) const {
  std::vector<torch::Tensor> images, labels;
  for (std::int64_t i = 0; i < m_recipe.batch; ++i) {
    const auto item = m_order[static_cast<std::size_t>(index * m_recipe.batch + i)];
    images.push_back(augmented(m_samples.inputs[item], m_recipe, random));
    labels.push_back(m_samples.labels[item]);
  }
  return {torch::stack(images), torch::stack(labels)};
}

}  // namespace rho::training
