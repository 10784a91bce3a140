// SPDX-License-Identifier: Apache-2.0
#include "data/batch_source.h"

#include <fmt/format.h>

#include <numeric>

#include "base/error.h"
#include "data/augmentation.h"
#include "data/masks.h"
#include "data/upload.h"
#include "model/tensor.h"

namespace rho::data {

namespace {

/// Keep the draws of the order and of the augmentation apart; both come from one seed.
constexpr std::uint64_t forOrder = 0x4f52444552ULL, forAugmentation = 0x415547ULL;

std::vector<std::vector<std::int64_t>> itemsByClass(const torch::Tensor& labels) {
  if (labels.dim() != 1)
    throw InvalidInput("balanced sampling", "needs images with one label each",
                       "leave balanced_sampling out");
  const auto onHost = labels.cpu();
  const auto values = onHost.accessor<std::int64_t, 1>();
  std::vector<std::vector<std::int64_t>> byClass;
  for (std::int64_t i = 0; i < values.size(0); ++i) {
    const auto label = static_cast<std::size_t>(values[i]);
    if (label >= byClass.size()) byClass.resize(label + 1);
    byClass[label].push_back(i);
  }
  std::erase_if(byClass, [](const auto& items) { return items.empty(); });
  return byClass;
}

std::int64_t drawn(const std::vector<std::int64_t>& items, Random& random) {
  return items[static_cast<std::size_t>(random.integer(std::ssize(items)))];
}

void shuffle(std::vector<std::int64_t>& items, Random& random) {
  for (auto i = std::ssize(items) - 1; i > 0; --i)
    std::swap(items[static_cast<std::size_t>(i)],
              items[static_cast<std::size_t>(random.integer(i + 1))]);
}

/// Gathers items of a tensor that lies in memory, on the device where it lies.
class MemoryReader : public InputReader {
 public:
  explicit MemoryReader(torch::Tensor inputs) : m_inputs(std::move(inputs)) {}

  void start(std::vector<std::int64_t> items, std::int64_t batch) override {
    m_items = upload(torch::tensor(items, torch::kInt64), m_inputs.device());
    m_batch = batch;
    m_next = 0;
  }
  torch::Tensor next(const JobContext& context) override {
    context.throwIfStopped();
    const auto first = m_next;
    m_next += m_batch;
    return m_inputs.index_select(0, m_items.slice(0, first, m_next));
  }

 private:
  torch::Tensor m_inputs, m_items;
  std::int64_t m_batch = 0, m_next = 0;
};

}  // namespace

BatchSource::BatchSource(std::unique_ptr<InputReader> reader, const torch::Tensor& labels,
                         const BatchPlan& plan, bool hasMasks)
    : m_reader(std::move(reader)),
      m_labels(labels.to(plan.device)),
      m_plan(plan),
      m_hasMasks(hasMasks) {
  if (labels.size(0) < imagesPerStep())
    throw InvalidInput(
        "training data",
        fmt::format("holds {} images, fewer than one batch of {}", labels.size(0), imagesPerStep()),
        "use a smaller batch");
  if (plan.balanced) m_byClass = itemsByClass(labels);
  m_order.resize(static_cast<std::size_t>(labels.size(0)));
}

std::int64_t BatchSource::batchesPerEpoch() const { return std::ssize(m_order) / imagesPerStep(); }

void BatchSource::startEpoch(std::int64_t epoch, std::int64_t batch) {
  m_epoch = epoch;
  m_batch = batch;
  m_taken = 0;
  auto random = Random::forItem(m_plan.seed ^ forOrder, static_cast<std::uint64_t>(epoch));
  if (m_plan.balanced) {
    for (auto& item : m_order)
      item =
          drawn(m_byClass[static_cast<std::size_t>(random.integer(std::ssize(m_byClass)))], random);
  } else {
    std::iota(m_order.begin(), m_order.end(), 0);
    shuffle(m_order, random);
  }
  std::vector<std::int64_t> own;
  for (auto b = batch; b < batchesPerEpoch(); ++b) {
    const auto from = m_order.begin() + b * imagesPerStep() + m_plan.rank * m_plan.batch;
    own.insert(own.end(), from, from + m_plan.batch);
  }
  m_reader->start(own, m_plan.batch);
  m_own = upload(torch::tensor(own, torch::kInt64), m_plan.device);
}

Samples BatchSource::next(const JobContext& context) {
  const auto number = m_epoch * batchesPerEpoch() + m_batch++;
  auto random = Random::forItem(m_plan.seed ^ forAugmentation, static_cast<std::uint64_t>(number));
  const auto first = m_plan.rank * m_plan.batch;
  const auto draws = Augmentation::draw(imagesPerStep(), m_plan.shift, m_plan.flip, random)
                         .slice(first, first + m_plan.batch);
  const auto inputs = upload(m_reader->next(context), m_plan.device);
  const auto labels = m_labels.index_select(0, m_own.slice(0, m_taken, m_taken + m_plan.batch));
  m_taken += m_plan.batch;
  return separated(floatInputs(augmented(inputs, draws)), labels, m_hasMasks);
}

BatchSource batchesInMemory(const Samples& samples, const BatchPlan& plan) {
  constexpr std::size_t mostOnDevice = std::size_t{4} << 30;
  const auto inputs = joined(samples);
  auto kept = inputs.nbytes() <= mostOnDevice ? inputs.to(plan.device) : inputs;
  return {std::make_unique<MemoryReader>(std::move(kept)), samples.labels, plan,
          samples.masks.defined()};
}

}  // namespace rho::data
