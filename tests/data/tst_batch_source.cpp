// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "base/error.h"
#include "data/augmentation.h"
#include "data/batch_source.h"
#include "model/tensor.h"

using namespace rho;
using namespace rho::data;

class TestBatchSource : public QObject {
  Q_OBJECT

  /// Image i is filled with i / 255, and its label is i modulo 10.
  static Samples numbered(std::int64_t count) {
    const auto numbers = torch::arange(count, torch::kInt64);
    return {numbers.to(torch::kUInt8).view({-1, 1, 1, 1}).repeat({1, 2, 8, 6}), numbers % 10};
  }

  static std::vector<std::int64_t> itemsOf(const Samples& batch) {
    const auto items = (batch.inputs.amax({1, 2, 3}) * 255).round().to(torch::kInt64);
    return {items.data_ptr<std::int64_t>(), items.data_ptr<std::int64_t>() + items.numel()};
  }

 private slots:
  /// LibTorch's own seed differs from run to run.
  void init() { torch::manual_seed(1); }

  void everyImageOnceInAnOrderOfItsOwnPerEpoch() {
    auto source = batchesInMemory(numbered(103), {.batch = 20});
    QCOMPARE(source.batchesPerEpoch(), 5);
    std::vector<std::int64_t> first;
    std::set<std::int64_t> seen;
    source.startEpoch(0);
    for (int b = 0; b < 5; ++b) {
      const auto batch = source.next();
      QCOMPARE(batch.inputs.sizes(), (c10::IntArrayRef{20, 2, 8, 6}));
      QCOMPARE(batch.inputs.scalar_type(), torch::kFloat32);
      const auto items = itemsOf(batch);
      for (std::size_t i = 0; i < items.size(); ++i) {
        QVERIFY(seen.insert(items[i]).second);
        QCOMPARE(batch.labels[static_cast<std::int64_t>(i)].item<std::int64_t>(), items[i] % 10);
      }
      if (b == 0) first = items;
    }
    QVERIFY(!std::is_sorted(first.begin(), first.end()));
    source.startEpoch(1);
    QVERIFY(itemsOf(source.next()) != first);
    source.startEpoch(0);
    QVERIFY(itemsOf(source.next()) == first);
    auto otherSeed = batchesInMemory(numbered(103), {.batch = 20, .seed = 2});
    otherSeed.startEpoch(0);
    QVERIFY(itemsOf(otherSeed.next()) != first);
  }

  void anEpochCanBeEnteredAtAnyBatch() {
    const BatchPlan plan{.batch = 16, .shift = 2, .flip = true, .seed = 7};
    auto whole = batchesInMemory(numbered(100), plan);
    auto resumed = batchesInMemory(numbered(100), plan);
    whole.startEpoch(3);
    for (int b = 0; b < 4; ++b) whole.next();
    resumed.startEpoch(3, 4);
    for (int b = 4; b < 6; ++b) {
      const auto expected = whole.next(), batch = resumed.next();
      QVERIFY(torch::equal(batch.inputs, expected.inputs));
      QVERIFY(torch::equal(batch.labels, expected.labels));
    }
  }

  void processesShareTheBatchesOfOne_data() {
    QTest::addColumn<bool>("balanced");
    QTest::newRow("shuffled") << false;
    QTest::newRow("balanced") << true;
  }
  void processesShareTheBatchesOfOne() {
    QFETCH(bool, balanced);
    BatchPlan plan{.batch = 24, .balanced = balanced, .shift = 1, .flip = true};
    auto samples = numbered(100);
    samples.inputs = torch::randint(256, {100, 2, 8, 6}, torch::kUInt8);
    auto single = batchesInMemory(samples, plan);
    plan.batch = 8;
    plan.size = 3;
    std::vector<BatchSource> shards;
    for (plan.rank = 0; plan.rank < 3; ++plan.rank)
      shards.push_back(batchesInMemory(samples, plan));
    single.startEpoch(1);
    for (auto& shard : shards) shard.startEpoch(1);
    for (std::int64_t b = 0; b < single.batchesPerEpoch(); ++b) {
      const auto expected = single.next();
      std::vector<torch::Tensor> inputs, labels;
      for (auto& shard : shards) {
        const auto batch = shard.next();
        inputs.push_back(batch.inputs);
        labels.push_back(batch.labels);
      }
      QVERIFY(torch::equal(torch::cat(inputs), expected.inputs));
      QVERIFY(torch::equal(torch::cat(labels), expected.labels));
    }
  }

  void balancedSamplingEvensOut() {
    auto samples = numbered(200);
    samples.labels = (torch::arange(200) < 10).to(torch::kInt64) * 5;  // classes 0 and 5 alone
    auto source = batchesInMemory(samples, {.batch = 200, .balanced = true});
    source.startEpoch(0);
    const auto rare = (source.next().labels == 5).sum().item<std::int64_t>();
    QVERIFY(rare > 70 && rare < 130);
    samples.labels = torch::zeros({200, 3});
    QVERIFY_EXCEPTION_THROWN(batchesInMemory(samples, {.batch = 2, .balanced = true}),
                             InvalidInput);
  }

  void fewerImagesThanOneBatchOfAllProcesses() {
    QVERIFY_EXCEPTION_THROWN(batchesInMemory(numbered(30), {.batch = 16, .size = 2}), InvalidInput);
  }

  void storedBytesBecomeWhatTheReadersGive() {
    const auto bytes = torch::arange(256, torch::kUInt8);
    const auto floats = floatInputs(bytes);
    cv::Mat stored(1, 256, CV_8U, bytes.data_ptr()), converted;
    stored.convertTo(converted, CV_32F, 1 / 255.0);
    for (int i = 0; i < 256; ++i) QCOMPARE(floats[i].item<float>(), converted.at<float>(i));
  }

  /// Against a picture moved and flipped pixel by pixel.
  void augmentationMovesThenFlips() {
    const auto inputs = torch::randint(256, {6, 3, 5, 7}, torch::kUInt8);
    Random random(3);
    const auto draws = Augmentation::draw(6, 2, true, random);
    const auto result = augmented(inputs, draws);
    for (int n = 0; n < 6; ++n) {
      const auto down = draws.down[n].item<int>(), right = draws.right[n].item<int>();
      const bool flipped = draws.flipped[n].item<int>() == 1;
      QVERIFY(std::abs(down) <= 2 && std::abs(right) <= 2);
      for (int y = 0; y < 5; ++y)
        for (int x = 0; x < 7; ++x) {
          const int from = std::clamp((flipped ? 6 - x : x) - right, 0, 6);
          QVERIFY(torch::equal(
              result.select(0, n).select(1, y).select(1, x),
              inputs.select(0, n).select(1, std::clamp(y - down, 0, 4)).select(1, from)));
        }
    }
  }

  void cancel() {
    auto source = batchesInMemory(numbered(40), {.batch = 8});
    source.startEpoch(0);
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_EXCEPTION_THROWN(source.next(JobContext(stop.get_token())), Cancelled);
  }
};

QTEST_GUILESS_MAIN(TestBatchSource)
#include "tst_batch_source.moc"
