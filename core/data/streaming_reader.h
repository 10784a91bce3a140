// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>

#include "data/data_set.h"
#include "data/input_reader.h"

namespace rho::data {

/// How far and with how many threads images are read ahead.
struct Streaming {
  int threads = 0;       ///< 0: one per core
  int batchesAhead = 3;  ///< kept ready beyond the one that is being used
};

/// Reads images ahead in threads of its own, for data that memory does not hold. What comes out
/// depends on the items alone, not on the threads: also which error, where several items fail.
class StreamingReader : public InputReader {
 public:
  /// What becomes of an item, called in the reading threads: a C×H×W tensor.
  using Convert = std::function<torch::Tensor(const DataSet& data, std::int64_t item)>;

  StreamingReader(std::shared_ptr<const DataSet> data, Convert convert,
                  const Streaming& streaming = {});
  ~StreamingReader() override;

  /// items may be no multiple of batch: the last batch is smaller then.
  void start(std::vector<std::int64_t> items, std::int64_t batch) override;
  torch::Tensor next(const JobContext& context) override;

 private:
  struct Slot {
    torch::Tensor input;  ///< undefined until read
    std::exception_ptr error;
    bool ready() const { return input.defined() || error; }
  };
  void work(const std::stop_token& stop);
  Slot read(std::int64_t item) const;
  bool hasWork() const;
  Slot& slotOf(std::size_t place) { return m_slots[place % m_slots.size()]; }

  const std::shared_ptr<const DataSet> m_data;
  const Convert m_convert;
  const Streaming m_streaming;

  std::mutex m_mutex;  // of all below
  std::condition_variable_any m_work, m_done;
  std::vector<std::int64_t> m_items;
  std::vector<Slot> m_slots;  // of the items from m_given on, in a ring
  std::size_t m_batch = 1;
  std::size_t m_taken = 0;    // places in m_items that threads have begun
  std::size_t m_given = 0;    // places that next() has given
  std::uint64_t m_start = 0;  // how often start() was called
  std::vector<std::jthread> m_threads;
};

}  // namespace rho::data
