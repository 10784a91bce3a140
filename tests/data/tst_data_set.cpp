// SPDX-License-Identifier: Apache-2.0
#include <QTemporaryDir>
#include <QtTest>

#include "base/error.h"
#include "data/data_set.h"
#include "image/array.h"
#include "image/write_image.h"

using namespace rho;
using namespace rho::data;
namespace fs = std::filesystem;

class TestDataSet : public QObject {
  Q_OBJECT

  static void writeGrey(const fs::path& path, float value) {
    image::writePng8(path, image::Image(cv::Mat(6, 8, CV_32FC1, cv::Scalar(value)), {}));
  }

  static model::ModelCard card(std::vector<std::string> classNames) {
    model::ModelCard card;
    card.classNames = std::move(classNames);
    card.inputWidth = card.inputHeight = 4;
    card.inputChannels = 1;
    return card;
  }

 private slots:
  void folderOfSplits() {
    QTemporaryDir scratch;
    const fs::path root = scratch.path().toStdString();
    for (const char* split : {"train", "test"}) {
      writeGrey(root / split / "cat" / "b.png", 0.2f);
      writeGrey(root / split / "cat" / "a.png", 0.4f);
      writeGrey(root / split / "dog" / "c.png", 0.6f);
    }
    const auto data = openDataSet(root.string(), "train");
    QCOMPARE(data->size(), 3);
    QCOMPARE(data->classNames(), (std::vector<std::string>{"cat", "dog"}));
    QCOMPARE(data->label(2), 1);
    QVERIFY(data->image(0).info().source.ends_with("a.png"));
    QCOMPARE(*data->image(2).info().label, 1);
    QCOMPARE(openDataSet(root.string())->name(), (root / "test").string());
    QVERIFY_EXCEPTION_THROWN(openDataSet(root.string(), "validation"), InvalidInput);

    // The card's order of classes decides, whatever the letters' case.
    const auto samples = loadSamples(*data, card({"Dog", "Cat"}));
    QCOMPARE(samples.labels[0].item<std::int64_t>(), 1);
    QCOMPARE(samples.labels[2].item<std::int64_t>(), 0);
    QCOMPARE(samples.inputs.sizes(), (c10::IntArrayRef{3, 1, 4, 4}));
    QVERIFY(std::abs(samples.inputs[2].mean().item<double>() - 0.6) < 0.01);
    QVERIFY_EXCEPTION_THROWN(loadSamples(*data, card({"cat", "cow"})), InvalidInput);
    QVERIFY_EXCEPTION_THROWN(loadSamples(*data, card({"cat", "dog"}), {.first = 3, .count = 1}),
                             InvalidInput);
  }

  void arrays() {
    QTemporaryDir scratch;
    const fs::path file = fs::path(scratch.path().toStdString()) / "set.npz";
    std::vector<std::uint8_t> pixels(3 * 4 * 4, 51);
    const std::vector<std::uint8_t> labels = {2, 0, 1};
    image::writeNpz(file, {{"test_images", image::Array::of<std::uint8_t>(pixels, {3, 4, 4})},
                           {"test_labels", image::Array::of<std::uint8_t>(labels, {3, 1})}});
    const auto data = openDataSet(file.string());
    QCOMPARE(data->size(), 3);
    QCOMPARE(data->label(0), 2);
    const auto samples = loadSamples(*data, card({"a", "b", "c"}), {.first = 1, .count = 2});
    QCOMPARE(samples.labels[0].item<std::int64_t>(), 0);
    QVERIFY(std::abs(samples.inputs[0].mean().item<double>() - 0.2) < 1e-6);
    const auto everySecond =
        loadSamples(*data, card({"a", "b", "c"}), {.first = 0, .count = -1, .every = 2});
    QCOMPARE(everySecond.labels.size(0), 2);
    QCOMPARE(everySecond.labels[1].item<std::int64_t>(), 1);
    QVERIFY_EXCEPTION_THROWN(loadSamples(*data, card({"a", "b"})), InvalidInput);
    QVERIFY_EXCEPTION_THROWN(openDataSet(file.string(), "train"), InvalidInput);
  }

  void phantoms() {
    const auto data = openDataSet("phantom:nodule?count=6&seed=3&size=48");
    QCOMPARE(data->size(), 6);
    QCOMPARE(data->image(1).width(), 48);
    QCOMPARE(*data->image(1).info().label, 1);
    const auto again = openDataSet("phantom:nodule?count=99&seed=3&size=48");
    QCOMPARE(cv::countNonZero(data->image(4).pixels() != again->image(4).pixels()), 0);
    const auto other = openDataSet("phantom:nodule?count=6&seed=4&size=48");
    QVERIFY(cv::countNonZero(data->image(4).pixels() != other->image(4).pixels()) > 0);
  }

  void mistakes_data() {
    QTest::addColumn<QString>("address");
    QTest::newRow("missing") << "/no/such/place";
    QTest::newRow("unknown phantom") << "phantom:fracture";
    QTest::newRow("unknown setting") << "phantom:nodule?counts=3";
    QTest::newRow("no value") << "phantom:nodule?count";
    QTest::newRow("no number") << "phantom:nodule?count=many";
    QTest::newRow("none") << "phantom:nodule?count=0";
  }
  void mistakes() {
    QFETCH(QString, address);
    QVERIFY_EXCEPTION_THROWN(openDataSet(address.toStdString()), Error);
  }

  void emptyFolder() {
    QTemporaryDir scratch;
    QVERIFY_EXCEPTION_THROWN(openDataSet(scratch.path().toStdString()), InvalidInput);
  }
};

QTEST_GUILESS_MAIN(TestDataSet)
#include "tst_data_set.moc"
