// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "base/random.h"
#include "data/loading.h"
#include "data/masks.h"
#include "data/planted_shortcut.h"
#include "data/selected_data_set.h"
#include "data_fixture.h"
#include "model/tensor.h"
#include "testing/shared.h"

using namespace rho;
using namespace rho::data;

namespace {

/// Black and white noise of 4×4; where it is white, the mask says evidence, where it is black,
/// none. Every third image has no mask.
class MaskedNoise : public DataSet {
 public:
  explicit MaskedNoise(std::int64_t count, int bits = 8)
      : DataSet(Labels::single(std::vector<std::int64_t>(static_cast<std::size_t>(count)), {"a"})),
        m_bits(bits) {}
  std::string name() const override { return "noise"; }
  image::Image image(std::int64_t index) const override {
    auto random = Random::forItem(1, static_cast<std::uint64_t>(index));
    cv::Mat pixels(4, 4, CV_32FC1);
    for (auto& value : cv::Mat_<float>(pixels)) value = random.coin() ? 1 : 0;
    image::ImageInfo info;
    info.bitsStored = m_bits;
    return {pixels, info};
  }
  bool hasMasks() const override { return true; }
  cv::Mat mask(std::int64_t index, cv::Size) const override {
    return index % 3 == 2 ? cv::Mat() : maskFrom(image(index).pixels());
  }

 private:
  int m_bits;
};

model::ModelCard card() { return test::cardFor({"a"}); }

/// Whether every mask lies on its image; how many images have none is counted.
bool masksFollow(const Samples& batch, int& without) {
  const auto inputs = floatInputs(batch.inputs);
  for (std::int64_t i = 0; i < inputs.size(0); ++i) {
    const auto mask = batch.masks[i];
    const bool says = (isEvidence(mask) | isNotEvidence(mask)).any().item<bool>();
    without += says ? 0 : 1;
    if (says && !torch::equal(isEvidence(mask), inputs[i] == 1)) return false;
    if (says && !torch::equal(isNotEvidence(mask), inputs[i] == 0)) return false;
  }
  return true;
}

void writeMask(const std::filesystem::path& path, const cv::Mat& mask) {
  std::filesystem::create_directories(path.parent_path());
  image::writePng8(path, mask);
}

}  // namespace

class TestMasks : public QObject {
  Q_OBJECT

  /// Two images, 8×6 pixels, of the class "a" and one of "b".
  static void writeImages(const test::Scratch& scratch) {
    for (const char* name : {"data/a/1.png", "data/a/2.png", "data/b/1.png"}) {
      std::filesystem::create_directories((scratch / name).parent_path());
      test::writeGrey(scratch / name, 0.5F);
    }
  }
  static std::string address(const test::Scratch& scratch, const std::string& masks) {
    return (scratch / "data").string() + "?masks=" + (scratch / masks).string();
  }

 private slots:
  void greysBecomeThreeValues() {
    const cv::Mat grey = (cv::Mat_<float>(1, 5) << 0, 0.2, 0.5, 0.8, 1);
    const cv::Mat expected = (cv::Mat_<std::uint8_t>(1, 5) << 0, 0, 128, 255, 255);
    QCOMPARE(cv::countNonZero(maskFrom(grey) != expected), 0);
  }

  /// 8×8 on 4×4: a pixel is what most of its four are.
  void theMajorityDecides() {
    cv::Mat mask(8, 8, CV_8UC1, cv::Scalar(128));
    mask(cv::Rect(0, 0, 2, 2)) = 0;
    mask(cv::Rect(2, 0, 2, 1)) = 0;  // a half
    mask(cv::Rect(4, 0, 2, 2)) = 255;
    mask.at<std::uint8_t>(0, 4) = 0;
    const auto stored = storedMask(mask, card());
    QCOMPARE(stored.sizes(), (c10::IntArrayRef{1, 4, 4}));
    const auto row = stored[0][0];
    QVERIFY(torch::equal(row, torch::tensor({0, 128, 255, 128}).to(torch::kUInt8)));
    QVERIFY((stored[0].slice(0, 1) == 128).all().item<bool>());
    QVERIFY((storedMask({}, card()) == 128).all().item<bool>());
  }

  void masksFollowTheirImages_data() {
    QTest::addColumn<int>("bits");
    QTest::addColumn<bool>("streamed");
    QTest::newRow("8 bits in memory") << 8 << false;
    QTest::newRow("8 bits from a stream") << 8 << true;
    QTest::newRow("16 bits in memory") << 16 << false;
    QTest::newRow("16 bits from a stream") << 16 << true;
  }
  void masksFollowTheirImages() {
    QFETCH(int, bits);
    QFETCH(bool, streamed);
    const auto data = std::make_shared<MaskedNoise>(60, bits);
    const Loading loading{.memoryBytes = streamed ? 1u : 0u, .streaming = {}};
    BatchPlan plan{.batch = 20, .shift = 1, .flip = true, .seed = 3};
    auto whole = openBatches(data, card(), plan, loading);
    QVERIFY(whole.hasMasks());
    plan.batch = 10;
    plan.size = 2;
    plan.rank = 1;
    auto half = openBatches(data, card(), plan, loading);
    whole.startEpoch(1);
    half.startEpoch(1);
    int without = 0;
    for (int b = 0; b < 3; ++b) {
      const auto batch = whole.next(), share = half.next();
      QCOMPARE(batch.inputs.sizes(), (c10::IntArrayRef{20, 1, 4, 4}));
      QCOMPARE(batch.masks.sizes(), (c10::IntArrayRef{20, 1, 4, 4}));
      QVERIFY(masksFollow(batch, without));
      QVERIFY(torch::equal(share.masks, batch.masks.slice(0, 10)));
      QVERIFY(torch::equal(share.inputs, batch.inputs.slice(0, 10)));
    }
    QCOMPARE(without, 20);
  }

  void someItemsKeepTheirMasks() {
    const auto data = std::make_shared<MaskedNoise>(60);
    const Selection every{.first = 1, .count = 9, .every = 4};
    int without = 0;
    QVERIFY(masksFollow(loadSamples(*data, card(), every), without));
    QCOMPARE(without, 3);
    const auto chosen = selected(data, every);
    QVERIFY(chosen->hasMasks());
    QVERIFY(masksFollow(loadTrainingSamples(*chosen, card()), without));
    const auto some = loadSamples(*data, card()).at(torch::tensor({4, 7}));
    QVERIFY(torch::equal(some.masks, loadSamples(*data, card(), {4, 2, 3}).masks));
  }

  void dataWithoutMasksHaveNone() {
    const auto samples =
        loadSamples(*openDataSet("phantom:nodule?count=4"), test::cardFor({"clear", "nodule"}));
    QVERIFY(!samples.masks.defined());
    QCOMPARE(samples.inputs.size(1), 1);
  }

  void aFolderOfMasks() {
    const test::Scratch scratch;
    writeImages(scratch);
    cv::Mat mask(6, 8, CV_8UC1, cv::Scalar(128));
    mask(cv::Rect(0, 0, 4, 3)) = 0;
    mask(cv::Rect(4, 3, 4, 3)) = 255;
    writeMask(scratch / "masks/a/2.png", mask);
    writeMask(scratch / "masks/b/unknown.png", mask);
    const auto data = openDataSet(address(scratch, "masks"));
    QVERIFY(data->hasMasks());
    QVERIFY(data->mask(0, {8, 6}).empty());
    QVERIFY(data->mask(2, {8, 6}).empty());
    QCOMPARE(cv::countNonZero(data->mask(1, {8, 6}) != mask), 0);
    writeMask(scratch / "others/b/unknown.png", mask);
    QVERIFY(!openDataSet(address(scratch, "others"))->hasMasks());
  }

  /// The folder of masks has the splits that the folder of images has.
  void splits() {
    const test::Scratch scratch;
    for (const char* name : {"data/train/a/1.png", "data/test/a/1.png"}) {
      std::filesystem::create_directories((scratch / name).parent_path());
      test::writeGrey(scratch / name, 0.5F);
    }
    writeMask(scratch / "masks/train/a/1.png", cv::Mat(6, 8, CV_8UC1, cv::Scalar(0)));
    QVERIFY(openDataSet(address(scratch, "masks"), "train")->hasMasks());
    QVERIFY(!openDataSet(address(scratch, "masks"), "test")->hasMasks());
  }

  /// What is wrong is told when the data are opened, or else when the mask is read.
  void badMasks_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* kind, ExitCode code, const char* words) {
      QTest::newRow(kind) << kind << static_cast<int>(code) << words;
    };
    row("no such folder", ExitCode::missingFile, "is no folder of masks");
    row("no masks", ExitCode::invalidInput, "holds no masks");
    row("another size", ExitCode::invalidInput, "has 4×4 pixels, its image 8×6");
    row("empty file", ExitCode::brokenFile, "1.png");
    row("cut off", ExitCode::brokenFile, "1.png");
  }
  void badMasks() {
    QFETCH(QString, kind);
    QFETCH(int, code);
    QFETCH(QString, words);
    const test::Scratch scratch;
    writeImages(scratch);
    const auto mask = scratch / "masks/a/1.png";
    if (kind != "no such folder") std::filesystem::create_directories(mask.parent_path());
    if (kind == "another size") writeMask(mask, cv::Mat::zeros(4, 4, CV_8UC1));
    if (kind == "empty file") scratch.write("masks/a/1.png", "");
    if (kind == "cut off") {
      writeMask(mask, cv::Mat::zeros(6, 8, CV_8UC1));
      scratch.write("masks/a/1.png", test::contentOf(mask).substr(0, 45));
    }
    const auto failure = test::failureOf([&] {
      const auto data = openDataSet(address(scratch, "masks"));
      loadTrainingSamples(*data, test::cardFor({"a", "b"}));
    });
    QCOMPARE(failure.code, code);
    QVERIFY2(failure.message.find(words.toStdString()) != std::string::npos,
             failure.message.c_str());
  }

  void whatDataKnowThemselves() {
    const auto data = openDataSet("phantom:nodule?count=4&seed=3&masks=known");
    const auto clear = data->mask(0, {64, 64}), nodule = data->mask(1, {64, 64});
    QVERIFY(cv::countNonZero(clear != 128) == 0);
    QVERIFY(cv::countNonZero(nodule == 255) > 10);
    QCOMPARE(cv::countNonZero(nodule == 0), 0);
    const auto planted = openDataSet("phantom:nodule?count=4&seed=3&masks=known&shortcut=90");
    const auto both = planted->mask(1, {64, 64});
    QCOMPARE(cv::countNonZero(both == 0), 16 * 16);
    QCOMPARE(cv::countNonZero(both == 255), cv::countNonZero(nodule == 255));
    const test::Scratch scratch;
    writeImages(scratch);
    QVERIFY(test::refusesToOpen((scratch / "data").string() + "?masks=known",
                                ExitCode::invalidInput, "does not know"));
  }

  void aShortcutInTheLastClass() {
    const std::shared_ptr<const DataSet> clean = openDataSet("phantom:nodule?count=400&size=32");
    const PlantedShortcut planted(clean, 0.9), otherSeed(clean, 0.9, 2);
    int marked = 0, same = 0;
    for (std::int64_t i = 0; i < clean->size(); ++i) {
      QVERIFY(clean->label(i) == 1 || !planted.isMarked(i));
      marked += planted.isMarked(i);
      same += planted.isMarked(i) == otherSeed.isMarked(i);
    }
    QVERIFY2(marked > 160 && marked < 196, qPrintable(QString::number(marked)));
    QVERIFY(same < 400);
    cv::Mat places(32, 32, CV_8UC1, cv::Scalar(0));
    for (std::int64_t i = 0; i < 40; ++i) {
      const cv::Mat changed = planted.image(i).pixels() != clean->image(i).pixels();
      QCOMPARE(cv::countNonZero(changed) > 0, planted.isMarked(i));
      places |= changed;
    }
    QCOMPARE(cv::countNonZero(places(PlantedShortcut::corner({32, 32}))), cv::countNonZero(places));
    QVERIFY(cv::countNonZero(places) > 20);  // at several places
    QVERIFY(test::refusesToOpen("phantom:nodule?shortcut=101", ExitCode::usage, "shortcut"));
  }

  void severalLabelsHaveNoShortcut() {
    RHO_SHARED_OR_SKIP(folder, "data/coco128");
    QVERIFY(test::refusesToOpen(folder.string() + "?shortcut=90", ExitCode::invalidInput,
                                "several labels"));
    const auto data = openDataSet(folder.string() + "?masks=known");
    const auto image = data->image(0);
    QVERIFY(cv::countNonZero(data->mask(0, {image.width(), image.height()}) == 255) > 0);
  }
};

QTEST_GUILESS_MAIN(TestMasks)
#include "tst_masks.moc"
