// SPDX-License-Identifier: Apache-2.0
#include "data/streaming_reader.h"

#include <algorithm>
#include <chrono>

#include "model/tensor.h"

namespace rho::data {

namespace {

/// One stack of what belongs together; floats where any is float.
torch::Tensor stacked(std::vector<torch::Tensor>& inputs) {
  const auto isFloat = [](const auto& input) { return input.scalar_type() != torch::kUInt8; };
  if (std::any_of(inputs.begin(), inputs.end(), isFloat))
    for (auto& input : inputs) input = floatInputs(input);
  return torch::stack(inputs);
}

}  // namespace

StreamingReader::StreamingReader(std::shared_ptr<const DataSet> data, Convert convert,
                                 const Streaming& streaming)
    : m_data(std::move(data)), m_convert(std::move(convert)), m_streaming(streaming), m_slots(1) {
  const auto threads = streaming.threads > 0 ? static_cast<unsigned>(streaming.threads)
                                             : std::max(1u, std::thread::hardware_concurrency());
  for (unsigned i = 0; i < threads; ++i)
    m_threads.emplace_back([this](const std::stop_token& stop) { work(stop); });
}

StreamingReader::~StreamingReader() {
  for (auto& thread : m_threads) thread.request_stop();
  m_work.notify_all();
}

void StreamingReader::start(std::vector<std::int64_t> items, std::int64_t batch) {
  const std::lock_guard lock(m_mutex);
  m_items = std::move(items);
  m_batch = static_cast<std::size_t>(batch);
  m_slots.assign(m_batch * static_cast<std::size_t>(1 + m_streaming.batchesAhead), {});
  m_taken = m_given = 0;
  ++m_start;
  m_work.notify_all();
}

bool StreamingReader::hasWork() const {
  return m_taken < m_items.size() && m_taken < m_given + m_slots.size();
}

StreamingReader::Slot StreamingReader::read(std::int64_t item) const {
  try {
    return {m_convert(*m_data, item), nullptr};
  } catch (...) {
    return {{}, std::current_exception()};
  }
}

void StreamingReader::work(const std::stop_token& stop) {
  std::unique_lock lock(m_mutex);
  while (m_work.wait(lock, stop, [this] { return hasWork(); })) {
    const auto place = m_taken++;
    const auto item = m_items[place];
    const auto started = m_start;
    lock.unlock();
    auto slot = read(item);
    lock.lock();
    if (started != m_start) continue;
    slotOf(place) = std::move(slot);
    m_done.notify_one();
  }
}

torch::Tensor StreamingReader::next(const JobContext& context) {
  constexpr auto patience = std::chrono::milliseconds(50);  // until a request to stop is noticed
  std::vector<torch::Tensor> inputs;
  std::unique_lock lock(m_mutex);
  const auto end = std::min(m_given + m_batch, m_items.size());
  while (m_given < end) {
    context.throwIfStopped();
    auto& slot = slotOf(m_given);
    if (!m_done.wait_for(lock, patience, [&] { return slot.ready(); })) continue;
    if (slot.error) std::rethrow_exception(slot.error);
    inputs.push_back(std::exchange(slot, {}).input);
    ++m_given;
    m_work.notify_one();
  }
  lock.unlock();
  return stacked(inputs);
}

}  // namespace rho::data
