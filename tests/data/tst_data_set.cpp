// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <QtTest>

#include "data_fixture.h"
#include "image/array.h"
#include "model/tensor.h"
#include "testing/shared.h"

using namespace rho;
using namespace rho::data;
using test::cardFor, test::refusesToOpen, test::writeGrey;

/// What all data sets share, folders, arrays and phantoms.
class TestDataSet : public QObject {
  Q_OBJECT

  static image::Array labels(const std::vector<std::uint8_t>& values, std::int64_t perImage = 1) {
    return image::Array::of<std::uint8_t>(values, {std::ssize(values) / perImage, perImage});
  }
  static image::Array images(std::int64_t count, std::uint8_t value) {
    const std::vector<std::uint8_t> pixels(static_cast<std::size_t>(count * 16), value);
    return image::Array::of<std::uint8_t>(pixels, {count, 4, 4});
  }

 private slots:
  void folderOfSplits() {
    const test::Scratch root;
    for (const char* split : {"train", "val"}) {
      writeGrey(root.path() / split / "cat" / "b.png", 0.2f);
      writeGrey(root.path() / split / "cat" / "a.png", 0.4f);
      writeGrey(root.path() / split / "dog" / "c.png", 0.6f);
    }
    writeGrey(root / "notes.png", 1);
    const auto data = openDataSet(root.path().string(), "train");
    QCOMPARE(data->size(), 3);
    QCOMPARE(data->classNames(), (std::vector<std::string>{"cat", "dog"}));
    QCOMPARE(data->label(2), 1);
    QVERIFY(data->image(0).info().source.ends_with("train/cat/a.png"));
    QCOMPARE(*data->image(2).info().label, 1);
    QCOMPARE(openDataSet(root.path().string(), "validation")->name(), (root / "val").string());
    QVERIFY(refusesToOpen(root.path().string(), ExitCode::invalidInput,
                          "has no split \"test\"; choose one of: train, val"));
    QCOMPARE(openValidation(root.path().string())->name(), (root / "val").string());

    // The card's order of classes decides, whatever the letters' case.
    const auto samples = loadSamples(*data, cardFor({"Dog", "Cat"}));
    QCOMPARE(samples.labels[0].item<std::int64_t>(), 1);
    QCOMPARE(samples.labels[2].item<std::int64_t>(), 0);
    QCOMPARE(samples.inputs.sizes(), (c10::IntArrayRef{3, 1, 4, 4}));
    QVERIFY(std::abs(samples.inputs[2].mean().item<double>() - 0.6) < 0.01);
    QVERIFY_EXCEPTION_THROWN(loadSamples(*data, cardFor({"cat", "cow"})), InvalidInput);
    QVERIFY_EXCEPTION_THROWN(loadSamples(*data, cardFor({"cat", "dog"}), {.first = 3, .count = 1}),
                             InvalidInput);
  }

  void folderWithoutSplitsIsATrainingSet() {
    const test::Scratch root;
    writeGrey(root.path() / "a" / "1.png", 0.5f);
    writeGrey(root.path() / "b" / "2.png", 0.5f);
    QCOMPARE(openDataSet(root.path().string())->size(), 2);
    QCOMPARE(openDataSet(root.path().string(), "train")->size(), 2);
    QVERIFY(refusesToOpen(root.path().string(), ExitCode::invalidInput, "has no split", "test"));
    QVERIFY(!openValidation(root.path().string()));
  }

  /// As many classes as ImageNet, an image each.
  void imageNetLayout() {
    const test::Scratch root;
    writeGrey(root / "one.png", 0.5f);
    for (int c = 0; c < 1000; ++c)
      for (const char* split : {"train", "val"}) {
        const auto folder = root.path() / split / fmt::format("n{:08}", c);
        std::filesystem::create_directories(folder);
        std::filesystem::copy_file(root / "one.png", folder / "image.png");
      }
    std::filesystem::remove(root / "one.png");
    const auto data = openDataSet(root.path().string(), "train");
    QCOMPARE(data->size(), 1000);
    QCOMPARE(data->classNames().size(), 1000u);
    const auto samples = loadTrainingSamples(*data, cardFor(data->classNames()));
    QCOMPARE(samples.labels[999].item<std::int64_t>(), 999);
    QCOMPARE(openValidation(root.path().string())->size(), 1000);
  }

  void brokenImageNamesItsFile() {
    const test::Scratch root;
    writeGrey(root.path() / "a" / "1.png", 0.5f);
    std::ofstream(root.path() / "a" / "2.png") << "no picture";
    const auto data = openDataSet(root.path().string());
    const auto failure = test::failureOf([&] { loadSamples(*data, cardFor({"a"})); });
    QVERIFY2(failure.message.find("a/2.png") != std::string::npos, failure.message.c_str());
  }

  void arrays() {
    const test::Scratch scratch;
    const auto file = scratch / "set.npz";
    image::writeNpz(file, {{"test_images", images(3, 51)}, {"test_labels", labels({2, 0, 1})}});
    const auto data = openDataSet(file.string());
    QCOMPARE(data->size(), 3);
    QCOMPARE(data->label(0), 2);
    QCOMPARE(data->labels().namesOfClasses(), (std::vector<std::string>{"0", "1", "2"}));
    const auto samples = loadSamples(*data, cardFor({"a", "b", "c"}), {.first = 1, .count = 2});
    QCOMPARE(samples.labels[0].item<std::int64_t>(), 0);
    QVERIFY(std::abs(samples.inputs[0].mean().item<double>() - 0.2) < 1e-6);
    const auto everySecond =
        loadSamples(*data, cardFor({"a", "b", "c"}), {.first = 0, .count = -1, .every = 2});
    QCOMPARE(everySecond.labels.size(0), 2);
    QCOMPARE(everySecond.labels[1].item<std::int64_t>(), 1);
    QVERIFY_EXCEPTION_THROWN(loadSamples(*data, cardFor({"a", "b"})), InvalidInput);
    QVERIFY(refusesToOpen(file.string(), ExitCode::invalidInput, "choose one of: test", "train"));
    QCOMPARE(openDataSet(file.string() + ":test_images", "train")->size(), 3);
  }

  void namesOfArraysWithoutNames() {
    const test::Scratch scratch;
    const auto file = scratch / "set.npz";
    image::writeNpz(file, {{"images", images(2, 9)}, {"labels", labels({1, 0})}});
    using Names = std::vector<std::string>;
    QVERIFY(openDataSet(file.string())->classNames().empty());
    QCOMPARE(openDataSet(file.string() + "?classes=normal,ill", "train")->classNames(),
             (Names{"normal", "ill"}));
    scratch.write("set.npz.json", R"({"class_names": ["well", "sick"]})");
    QCOMPARE(openDataSet(file.string())->classNames(), (Names{"well", "sick"}));
    scratch.write("set.npz.json", "{\"class_names\":\n3}");
    QVERIFY(
        refusesToOpen(file.string(), ExitCode::invalidInput, "set.npz.json:1: \"class_names\""));
    QVERIFY(refusesToOpen(file.string() + "?names=a", ExitCode::usage, "there are classes"));
    const auto one = openDataSet(file.string() + "?classes=only");
    QVERIFY_EXCEPTION_THROWN(loadSamples(*one, cardFor({"only"})), InvalidInput);
  }

  void severalLabelsPerImage() {
    const test::Scratch scratch;
    const auto file = scratch / "set.npz";
    image::writeNpz(file, {{"images", images(2, 9)}, {"labels", labels({1, 0, 1, 0, 0, 1}, 3)}});
    const auto data = openDataSet(file.string());
    QVERIFY(data->task() == model::Task::multiLabel);
    QVERIFY_EXCEPTION_THROWN(data->label(0), InvalidInput);
    QVERIFY(!data->image(0).info().label);
    QVERIFY_EXCEPTION_THROWN(loadSamples(*data, cardFor({"a", "b", "c"})), InvalidInput);
    const auto samples =
        loadSamples(*data, cardFor({"a", "b", "c", "d"}, model::Task::multiLabel), {.first = 1});
    QCOMPARE(samples.labels.sizes(), (c10::IntArrayRef{1, 4}));
    QVERIFY(torch::equal(samples.labels.slice(1, 0, 3), torch::tensor({{0.f, 0.f, 1.f}})));
    QVERIFY(samples.labels[0][3].isnan().item<bool>());  // nothing is known of a fourth class
  }

  void oneLabelForANetworkOfSeveral() {
    const auto labels = Labels::single({1, 0}, {"x", "y"});
    const auto targets = labelsFor(cardFor({"y", "x"}, model::Task::multiLabel), labels, "data");
    QVERIFY(torch::equal(targets, torch::tensor({{1.f, 0.f}, {0.f, 1.f}})));
  }

  void oneOfTwoClassesMayBeTheAbsenceOfALabel() {
    const auto multi = model::Task::multiLabel;
    const auto labels = Labels::single({0, 1}, {"normal", "X"});
    QVERIFY(torch::equal(labelsFor(cardFor({"x"}, multi), labels, "data"),
                         torch::tensor({{0.f}, {1.f}})));
    const auto targets = labelsFor(cardFor({"x", "y"}, multi), labels, "data");
    QVERIFY(torch::equal(targets.select(1, 0), torch::tensor({0.f, 1.f})));
    QVERIFY(targets.select(1, 1).isnan().all().item<bool>());  // nothing is known of it
    // By position where there are no names; what none of two is stays an error.
    QVERIFY(torch::equal(labelsFor(cardFor({"x"}, multi), Labels::single({1, 0}), "data"),
                         torch::tensor({{1.f}, {0.f}})));
    QVERIFY_THROWS_EXCEPTION(InvalidInput, labelsFor(cardFor({"a", "b"}, multi),
                                                     Labels::single({0, 1}, {"c", "d"}), ""));
    QVERIFY_THROWS_EXCEPTION(InvalidInput,
                             labelsFor(cardFor({"X", "y"}), Labels::single({0}, {"z", "X"}), ""));
  }

  void trainingKeepsBytesOfEightBitImages() {
    const test::Scratch root;
    auto card = cardFor({"a"});
    card.inputWidth = 8;
    card.inputHeight = 6;
    writeGrey(root.path() / "a" / "1.png", 0.3f);
    const auto exact = loadTrainingSamples(*openDataSet(root.path().string()), card);
    QCOMPARE(exact.inputs.scalar_type(), torch::kUInt8);
    const auto floats = loadSamples(*openDataSet(root.path().string()), card);
    QVERIFY(torch::equal(floatInputs(exact.inputs), floats.inputs));
    // One image of 16 bits makes all of them floats.
    cv::Mat fine(6, 8, CV_32FC1, cv::Scalar(1000.0f / 65535));
    image::writePng16(root.path() / "a" / "2.png", image::Image(fine, {}));
    const auto mixed = loadTrainingSamples(*openDataSet(root.path().string()), card);
    QCOMPARE(mixed.inputs.scalar_type(), torch::kFloat32);
    QVERIFY(torch::equal(mixed.inputs[0], floats.inputs[0]));
    QCOMPARE(mixed.inputs[1][0][0][0].item<float>(), 1000.0f / 65535);
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
    QVERIFY(!openValidation("phantom:nodule?count=6"));
  }

  void mistakes_data() {
    QTest::addColumn<QString>("address");
    QTest::newRow("missing") << "/no/such/place";
    QTest::newRow("missing array") << "/no/such/place.npz:images";
    QTest::newRow("unknown phantom") << "phantom:fracture";
    QTest::newRow("unknown setting") << "phantom:nodule?counts=3";
    QTest::newRow("no value") << "phantom:nodule?count";
    QTest::newRow("no number") << "phantom:nodule?count=many";
    QTest::newRow("none") << "phantom:nodule?count=0";
    QTest::newRow("huge") << "phantom:nodule?size=99999999999";
  }
  void mistakes() {
    QFETCH(QString, address);
    QVERIFY_EXCEPTION_THROWN(openDataSet(address.toStdString()), Error);
  }

  void emptyFolder() {
    const test::Scratch scratch;
    QVERIFY_EXCEPTION_THROWN(openDataSet(scratch.path().string()), InvalidInput);
  }

  void medMnist() {
    RHO_SHARED_OR_SKIP(file, "data/pneumoniamnist/pneumoniamnist.npz");
    const auto data = openDataSet(file.string() + "?classes=normal,pneumonia", "train");
    QCOMPARE(data->size(), 3882);
    QCOMPARE(openValidation(file.string())->size(), 524);
    QCOMPARE(openDataSet(file.string())->size(), 624);
  }
};

QTEST_GUILESS_MAIN(TestDataSet)
#include "tst_data_set.moc"
