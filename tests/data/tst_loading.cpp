// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <QtTest>

#include <atomic>
#include <numeric>
#include <set>

#include "data/loading.h"
#include "data_fixture.h"
#include "model/tensor.h"

using namespace rho;
using namespace rho::data;

/// Images that are made, image i of the value i / 255, and that can be broken or wait.
class MadeImages : public DataSet {
 public:
  explicit MadeImages(std::int64_t count) : DataSet(labelsOf(count)) {}
  std::string name() const override { return "made"; }
  image::Image image(std::int64_t index) const override {
    ++read;
    if (broken.contains(index)) throw BrokenFile(fmt::format("image {}", index), "is broken");
    image::ImageInfo info;
    info.bitsStored = bits;
    return {cv::Mat(4, 4, CV_32FC1, cv::Scalar(static_cast<double>(index) / 255)), info};
  }

  static Labels labelsOf(std::int64_t count) {
    std::vector<std::int64_t> classes;
    for (std::int64_t i = 0; i < count; ++i) classes.push_back(i % 2);
    return Labels::single(std::move(classes), {"even", "odd"});
  }

  mutable std::atomic<int> read = 0;
  std::set<std::int64_t> broken;
  int bits = 8;
};

class TestLoading : public QObject {
  Q_OBJECT

  static model::ModelCard card() { return test::cardFor({"even", "odd"}); }
  static StreamingReader::Convert convert() {
    return [](const DataSet& data, std::int64_t item) { return storedItem(data, item, card()); };
  }

 private slots:
  void streamedBatchesAreThoseInMemory_data() {
    QTest::addColumn<int>("bits");
    QTest::addColumn<int>("threads");
    QTest::newRow("8 bits, 1 thread") << 8 << 1;
    QTest::newRow("8 bits, 4 threads") << 8 << 4;
    QTest::newRow("16 bits, 3 threads") << 16 << 3;
  }
  void streamedBatchesAreThoseInMemory() {
    QFETCH(int, bits);
    QFETCH(int, threads);
    const auto data = std::make_shared<MadeImages>(100);
    data->bits = bits;
    const BatchPlan plan{.batch = 16, .shift = 1, .flip = true, .seed = 3};
    auto kept = openBatches(data, card(), plan);
    const auto readOnce = data->read.load();
    auto streamed =
        openBatches(data, card(), plan,
                    {.memoryBytes = 1, .streaming = {.threads = threads, .batchesAhead = 2}});
    for (const int epoch : {0, 1}) {
      kept.startEpoch(epoch, epoch);
      streamed.startEpoch(epoch, epoch);
      for (auto b = std::int64_t{epoch}; b < kept.batchesPerEpoch(); ++b) {
        const auto expected = kept.next(), batch = streamed.next();
        QVERIFY(torch::equal(batch.inputs, expected.inputs));
        QVERIFY(torch::equal(batch.labels, expected.labels));
      }
    }
    QVERIFY(readOnce <= 101);
    QVERIFY(data->read >= readOnce + 160);  // streamed: read anew in every epoch
  }

  void readsNoFurtherAheadThanItMay() {
    const auto data = std::make_shared<MadeImages>(100);
    StreamingReader reader(data, convert(), {.threads = 4, .batchesAhead = 2});
    std::vector<std::int64_t> items(100);
    std::iota(items.begin(), items.end(), 0);
    reader.start(items, 10);
    reader.next({});
    reader.next({});
    QVERIFY(data->read <= 50);
  }

  void startDropsWhatWasStarted() {
    const auto data = std::make_shared<MadeImages>(100);
    StreamingReader reader(data, convert(), {.threads = 3, .batchesAhead = 1});
    for (std::int64_t first = 0; first < 90; ++first) {
      reader.start({first, first + 1, first + 2, first + 3, first + 4}, 2);
      QCOMPARE(reader.next({}).select(1, 0)[1][0][0].item<int>(), first + 1);
    }
    reader.start({7, 8, 9}, 2);
    reader.next({});
    const auto rest = reader.next({});
    QCOMPARE(rest.sizes(), (c10::IntArrayRef{1, 1, 4, 4}));
    QCOMPARE(rest.max().item<int>(), 9);
  }

  void theFirstBrokenItemIsReported() {
    const auto data = std::make_shared<MadeImages>(64);
    data->broken = {20, 21, 40};
    for (int trial = 0; trial < 20; ++trial) {
      StreamingReader reader(data, convert(), {.threads = 4, .batchesAhead = 4});
      std::vector<std::int64_t> items(64);
      std::iota(items.begin(), items.end(), 0);
      reader.start(items, 16);
      reader.next({});
      const auto failure = test::failureOf([&] { reader.next({}); });
      QCOMPARE(failure.message, "image 20: is broken");
    }
    const auto failure = test::failureOf([&] { openBatches(data, card(), {.batch = 8}); });
    QCOMPARE(failure.message, "image 20: is broken");
  }

  void cancel() {
    const auto data = std::make_shared<MadeImages>(64);
    StreamingReader reader(data, convert(), {.threads = 1, .batchesAhead = 1});
    reader.start({1, 2, 3}, 3);
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_EXCEPTION_THROWN(reader.next(JobContext(stop.get_token())), Cancelled);
    QVERIFY_EXCEPTION_THROWN(loadTrainingSamples(*data, card(), JobContext(stop.get_token())),
                             Cancelled);
  }

  void abandonedReadersEnd() {
    const auto data = std::make_shared<MadeImages>(1000);
    for (int trial = 0; trial < 50; ++trial) {
      StreamingReader reader(data, convert(), {.threads = 3, .batchesAhead = 2});
      std::vector<std::int64_t> items(1000);
      std::iota(items.begin(), items.end(), 0);
      if (trial % 3 > 0) reader.start(items, 32);
      if (trial % 3 > 1) reader.next({});
    }
    QCOMPARE(data.use_count(), 1);
  }
};

QTEST_GUILESS_MAIN(TestLoading)
#include "tst_loading.moc"
