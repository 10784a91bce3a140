// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "data_fixture.h"
#include "testing/pickle_builder.h"

using namespace rho;
using namespace rho::data;
using test::PickleBuilder, test::refusesToOpen;

class TestCifar10Files : public QObject {
  Q_OBJECT

  static constexpr std::size_t imageBytes = 3 * 32 * 32;

  /// Pictures of which the first has red 10 at its first pixel, the second 11, and so on.
  static std::string pixelsOf(std::size_t count) {
    std::string pixels(count * imageBytes, '\0');
    for (std::size_t i = 0; i < count; ++i) pixels[i * imageBytes] = static_cast<char>(10 + i);
    return pixels;
  }

  /// As numpy pickled arrays when CIFAR-10 was published.
  static PickleBuilder& array(PickleBuilder& pickle, const std::string& pixels, std::int32_t rows) {
    pickle.global("numpy.core.multiarray", "_reconstruct").op('(').global("numpy", "ndarray");
    pickle.integers({0}).text("b").op('t').op('R');
    pickle.op('(').integer(1).integers({rows, static_cast<std::int32_t>(imageBytes)});
    pickle.global("numpy", "dtype").op('(').text("u1").integer(0).integer(1).op('t').op('R');
    pickle.op('(').integer(3).text("|").raw("NNN").integer(-1).integer(-1).integer(0).op('t');
    pickle.op('b').op('\x89');
    pickle.number('T', static_cast<std::uint32_t>(pixels.size())).raw(pixels);
    return pickle.op('t').op('b');
  }

  static std::string batch(const std::string& pixels, const std::vector<int>& labels) {
    PickleBuilder pickle;
    pickle.op('}').op('(').text("batch_label").text("training batch 1 of 5").text("labels");
    pickle.op(']').op('(');
    for (const int label : labels) pickle.integer(label);
    pickle.op('e').text("data");
    array(pickle, pixels, static_cast<std::int32_t>(labels.size()));
    return pickle.op('u').done();
  }

  static std::string names() {
    PickleBuilder pickle;
    pickle.op('}').op('(').text("label_names").op(']').op('(').text("plane").text("car").op('e');
    return pickle.op('u').done();
  }

  static void writePython(const test::Scratch& folder) {
    for (int i = 1; i <= 5; ++i)
      folder.write("data_batch_" + std::to_string(i), batch(pixelsOf(2), {1, 0}));
    folder.write("test_batch", batch(pixelsOf(3), {0, 1, 1}));
    folder.write("batches.meta", names());
  }

 private slots:
  void pythonBatches() {
    const test::Scratch folder;
    writePython(folder);
    const auto training = openDataSet(folder.path().string(), "train");
    QCOMPARE(training->size(), 10);
    QCOMPARE(training->classNames(), (std::vector<std::string>{"plane", "car"}));
    QCOMPARE(training->label(2), 1);
    const auto image = training->image(3);
    QCOMPARE(image.width(), 32);
    QCOMPARE(image.channels(), 3);
    QCOMPARE(image.pixels().at<cv::Vec3f>(0, 0), cv::Vec3f(11.0f / 255, 0, 0));
    const auto test = openDataSet(folder.path().string());
    QCOMPARE(test->size(), 3);
    QCOMPARE(test->label(2), 1);
    QCOMPARE(openValidation(folder.path().string())->size(), 3);
  }

  void binaryBatches() {
    const test::Scratch folder;
    const auto record = [](char label) { return label + pixelsOf(1); };
    for (int i = 1; i <= 5; ++i)
      folder.write("data_batch_" + std::to_string(i) + ".bin", record(1) + record(0));
    folder.write("test_batch.bin", record(1));
    folder.write("batches.meta.txt", "plane\ncar\n\n");
    const auto training = openDataSet(folder.path().string(), "train");
    QCOMPARE(training->size(), 10);
    QCOMPARE(training->classNames(), (std::vector<std::string>{"plane", "car"}));
    QCOMPARE(training->label(4), 1);
    QCOMPARE(training->image(4).pixels().at<cv::Vec3f>(0, 0), cv::Vec3f(10.0f / 255, 0, 0));
    folder.write("test_batch.bin", record(1) + "x");
    QVERIFY(refusesToOpen(folder.path().string(), ExitCode::brokenFile, "test_batch.bin"));
  }

  void hostileBatches_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("code");
    const auto row = [](const char* name, const std::string& content, ExitCode code) {
      QTest::newRow(name) << QByteArray::fromStdString(content) << static_cast<int>(code);
    };
    row("no pickle", "hello", ExitCode::brokenFile);
    row("fewer pixels", batch(pixelsOf(1), {0, 1}), ExitCode::brokenFile);
    row("cut off", batch(pixelsOf(2), {0, 1}).substr(0, 900), ExitCode::brokenFile);
    row("no dictionary", PickleBuilder().integer(3).done(), ExitCode::brokenFile);
    row("no array",
        PickleBuilder()
            .op('}')
            .op('(')
            .text("labels")
            .op(']')
            .text("data")
            .integer(1)
            .op('u')
            .done(),
        ExitCode::brokenFile);
    row("code", PickleBuilder().global("os", "system").op('(').text("id").op('t').op('R').done(),
        ExitCode::refusedFile);
    row("a class",
        PickleBuilder().global("numpy", "memmap").op('(').text("id").op('t').op('R').done(),
        ExitCode::refusedFile);
    // State goes to arrays alone, and never makes a value its own part without end.
    row("state of a list", PickleBuilder().op(']').integer(1).op('b').done(), ExitCode::brokenFile);
  }
  void hostileBatches() {
    QFETCH(QByteArray, content);
    QFETCH(int, code);
    const test::Scratch folder;
    writePython(folder);
    folder.write("test_batch", content.toStdString());
    QVERIFY(refusesToOpen(folder.path().string(), static_cast<ExitCode>(code), "test_batch"));
  }

  void aBatchIsMissing() {
    const test::Scratch folder;
    writePython(folder);
    std::filesystem::remove(folder / "data_batch_4");
    QVERIFY(refusesToOpen(folder.path().string(), ExitCode::missingFile, "data_batch_4", "train"));
  }
};

QTEST_GUILESS_MAIN(TestCifar10Files)
#include "tst_cifar10_files.moc"
