// SPDX-License-Identifier: Apache-2.0
// How fast images become batches: read from their files, and drawn from memory.
//   bench_loading ADDRESS [SIDE [CHANNELS]]    SIDE×SIDE pixels (128), 1 or 3 channels (1)
#include <fmt/format.h>

#include <chrono>

#include "base/error.h"
#include "data/loading.h"
#include "model/tensor.h"

using namespace rho;
using namespace rho::data;

namespace {

class Stopwatch {
 public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
  }

 private:
  std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

void printRate(const std::string& what, std::int64_t images, double seconds) {
  fmt::print("{:<40}{:>10.0f} images/s\n", what, static_cast<double>(images) / seconds);
}

std::int64_t takeEpoch(BatchSource& source, std::int64_t batch) {
  source.startEpoch(0);
  for (std::int64_t b = 0; b < source.batchesPerEpoch(); ++b) source.next();
  return source.batchesPerEpoch() * batch;
}

void run(const std::string& address, int side, int channels) {
  const Stopwatch opening;
  const std::shared_ptr<const DataSet> data = openDataSet(address, "train");
  fmt::print("{}: {} images, opened in {:.2f} s\n", address, data->size(), opening.seconds());
  model::ModelCard card;
  card.classNames = data->labels().namesOfClasses();
  card.task = data->task();
  card.inputHeight = card.inputWidth = side;
  card.inputChannels = channels;
  const BatchPlan plan{.batch = 128, .shift = 4, .flip = true};

  for (const int threads : {1, 2, 4}) {
    auto streamed = openBatches(data, card, plan, {.memoryBytes = 1, .streaming = {threads, 3}});
    const Stopwatch watch;
    const auto images = takeEpoch(streamed, plan.batch);
    printRate(fmt::format("streamed, {} threads", threads), images, watch.seconds());
  }
  const Stopwatch reading;
  const auto samples = loadTrainingSamples(*data, card);
  printRate("read into memory, all cores", data->size(), reading.seconds());
  auto kept = batchesInMemory(samples, plan);
  const Stopwatch watch;
  const auto images = takeEpoch(kept, plan.batch);
  printRate("batches from memory, shifted and flipped", images, watch.seconds());
}

}  // namespace

int main(int count, char** arguments) try {
  if (count < 2) throw UsageError("bench_loading", "needs the address of a data set");
  run(arguments[1], count > 2 ? std::stoi(arguments[2]) : 128,
      count > 3 ? std::stoi(arguments[3]) : 1);
  return 0;
} catch (const Error& error) {
  fmt::print(stderr, "{}\n", error.what());
  return static_cast<int>(error.code());
}
