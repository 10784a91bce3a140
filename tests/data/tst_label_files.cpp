// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>

#include <QtTest>

#include "data_fixture.h"
#include "testing/shared.h"

using namespace rho;
using namespace rho::data;
using test::refusesToOpen, test::writeGrey;

/// Data sets whose labels stand in files of their own: tables, COCO, YOLO, JSRT.
class TestLabelFiles : public QObject {
  Q_OBJECT

  using Names = std::vector<std::string>;

  static void compareTargets(const DataSet& data, const std::vector<float>& expected) {
    const auto& targets = data.labels().targets;
    QCOMPARE(targets.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i)
      QVERIFY2(targets[i] == expected[i] || (std::isnan(targets[i]) && std::isnan(expected[i])),
               std::to_string(i).c_str());
  }

  static void writeImg(const std::filesystem::path& path, int value, std::size_t bytes = 8388608) {
    std::string content(bytes, '\0');
    for (std::size_t i = 0; i + 1 < bytes; i += 2) {
      content[i] = static_cast<char>(value >> 8);
      content[i + 1] = static_cast<char>(value & 255);
    }
    std::ofstream(path, std::ios::binary) << content;
  }

 private slots:
  void tableOfClasses() {
    const test::Scratch scratch;
    writeGrey(scratch / "a 1.png", 0.2f);
    writeGrey(scratch / "b.png", 0.4f);
    const auto file = scratch.write("set.csv",
                                    "\xef\xbb\xbfNote,File,Class\r\n"
                                    "\"said \"\"a,b\"\"\n twice\",a 1.png,sick\r\n"
                                    "\r\n"
                                    ",b.png,healthy\r\n");
    const auto data = openDataSet(file.string());
    QCOMPARE(data->size(), 2);
    QCOMPARE(data->classNames(), (Names{"healthy", "sick"}));
    QCOMPARE(data->label(0), 1);
    QVERIFY(std::abs(data->image(0).pixels().at<float>(0, 0) - 0.2f) < 0.01f);
    QCOMPARE(openDataSet(file.string(), "train")->size(), 2);
  }

  void tableOfNumbersAndSplits() {
    const test::Scratch scratch;
    const auto file =
        scratch.write("set.csv", "image,y,split\nb.png,2,train\nc.png,0,train\nd.png,1,val\n");
    const auto data = openDataSet(file.string() + "?labels=y&classes=a,b,c", "train");
    QCOMPARE(data->size(), 2);
    QCOMPARE(data->label(0), 2);
    QCOMPARE(data->classNames(), (Names{"a", "b", "c"}));
    QCOMPARE(openValidation(file.string() + "?labels=y")->size(), 1);
  }

  /// The layout of CheXpert's table.
  void tableOfUncertainLabels() {
    const test::Scratch scratch;
    std::filesystem::create_directory(scratch / "images");
    writeGrey(scratch / "images/1.png", 0.2f);
    const auto file = scratch.write("train.csv",
                                    "Path,Sex,Age,AP/PA,Edema,Pneumonia\n"
                                    "images/1.png,Female,68,AP,1.0,-1.0\n"
                                    "images/2.png,Male,1,PA,,0.0\n");
    constexpr float unknown = std::numeric_limits<float>::quiet_NaN();
    const auto data = openDataSet(file.string());
    QVERIFY(data->task() == model::Task::multiLabel);
    QCOMPARE(data->classNames(), (Names{"Edema", "Pneumonia"}));
    compareTargets(*data, {1, unknown, unknown, 0});
    QCOMPARE(data->image(0).width(), 8);
    compareTargets(*openDataSet(file.string() + "?uncertain=ones&empty=zeros"), {1, 1, 0, 0});
    compareTargets(*openDataSet(file.string() + "?uncertain=zeros"), {1, 0, unknown, 0});
    compareTargets(*openDataSet(file.string() + "?labels=Pneumonia"), {unknown, 0});
    const auto root = (scratch / "images").string();
    const auto elsewhere = scratch.write("other.csv", "Path,Edema,Pneumonia\n1.png,0,1\n");
    QCOMPARE(openDataSet(elsewhere.string() + "?root=" + root)->image(0).width(), 8);
  }

  void brokenTables() {
    const test::Scratch scratch;
    const auto file = [&](const std::string& text) {
      return scratch.write("t.csv", text).string();
    };
    using enum ExitCode;
    QVERIFY(refusesToOpen(file("path,label\na,b\n\nc\n"), brokenFile, "t.csv:4: has 1 values"));
    QVERIFY(refusesToOpen(file("path,label\na,\"b\n"), brokenFile, "t.csv:2: has a quote"));
    QVERIFY(refusesToOpen(file("path,label\na,\"b\"c\n"), brokenFile, "t.csv:2: has text after"));
    QVERIFY(refusesToOpen(file("path,label\na,cat\nb,\n"), invalidInput,
                          "t.csv:3: \"label\" is empty"));
    QVERIFY(refusesToOpen(file("path,word\na,b\n"), invalidInput, "has no column of labels"));
    QVERIFY(refusesToOpen(file("path,x,y\na,0,7\n") + "?labels=x,y", invalidInput,
                          "t.csv:2: \"y\" is 7"));
    QVERIFY(refusesToOpen(file("path,x\na,0\n") + "?labels=z", invalidInput, "it has path, x"));
    QVERIFY(
        refusesToOpen(file("path,x\na,0\n") + "?uncertain=maybe", usage, "ignore, zeros, ones"));
    QVERIFY(refusesToOpen(file("path,label\n"), invalidInput, "holds no images"));
    QVERIFY(test::failureOf([&] { openDataSet(file("\n\n")); }).code != 0);
  }

  static std::string coco(const std::string& image = "1.png", int category = 7) {
    return fmt::format(R"({{"info": {{"id": 5, "name": "x"}}, "images": [{{"license": 1,
      "file_name": "{}", "id": 30}}, {{"file_name": "2.png", "id": 20}}],
      "annotations": [{{"segmentation": [[1, 2]], "image_id": 30, "category_id": {},
      "id": 1, "bbox": [1, 2, 3, 4], "deep": {{"id": 9, "category_id": 3}}}}],
      "categories": [{{"id": 3, "name": "person"}}, {{"id": 7, "name": "bus"}}]}})",
                       image, category);
  }

  void cocoInstances() {
    const test::Scratch scratch;
    std::filesystem::create_directory(scratch / "annotations");
    writeGrey(scratch / "val2017" / "1.png", 0.5f);
    const auto file = scratch.write("annotations/instances_val2017.json", coco());
    const auto data = openDataSet(file.string());
    QCOMPARE(data->classNames(), (Names{"person", "bus"}));
    compareTargets(*data, {0, 1, 0, 0});
    QCOMPARE(data->image(0).width(), 8);
    const auto other = scratch.write("other.json", coco());
    QVERIFY(refusesToOpen(other.string(), ExitCode::missingFile, "images=FOLDER"));
    const auto named = openDataSet(other.string() + "?images=" + (scratch / "val2017").string());
    QCOMPARE(named->image(0).width(), 8);
  }

  void brokenCoco() {
    const test::Scratch scratch;
    const auto file = [&](const std::string& text) {
      return scratch.write("c.json", text).string();
    };
    using enum ExitCode;
    QVERIFY(refusesToOpen(file(coco("../secret.png")), refusedFile, "outside its folder"));
    QVERIFY(refusesToOpen(file(coco("/etc/a.png")), refusedFile, "outside its folder"));
    QVERIFY(refusesToOpen(file(coco("1.png", 8)) + "?images=x", brokenFile, "category 8"));
    QVERIFY(refusesToOpen(file(coco().substr(0, 200)), brokenFile, "no JSON"));
    QVERIFY(refusesToOpen(file("{\"a\": 1}"), invalidInput, "lists no images"));
    QVERIFY(refusesToOpen(file("[[[{}]]]"), invalidInput, "lists no images"));
  }

  void yolo() {
    const test::Scratch scratch;
    writeGrey(scratch / "images" / "a.png", 0.5f);
    writeGrey(scratch / "images" / "b.png", 0.5f);
    std::filesystem::create_directory(scratch / "labels");
    scratch.write("labels/a.txt", "2 0.5 0.5 0.1 0.1\n0 0.1 0.1 0.1 0.1\r\n\n2 0.3 0.3 0.1 0.1\n");
    const auto place = scratch.path().string();
    auto data = openDataSet(place, "train");
    QVERIFY(data->classNames().empty());
    compareTargets(*data, {1, 0, 1, 0, 0, 0});
    QCOMPARE(openDataSet(place + "?classes=a,b,c,d")->labels().classCount, 4);
    scratch.write("classes.txt", "cat\ndog\ncow\n");
    QCOMPARE(openDataSet(place)->classNames(), (Names{"cat", "dog", "cow"}));
    scratch.write("classes.txt", "cat\ndog\n");
    QVERIFY(refusesToOpen(place, ExitCode::invalidInput, "class 2, but 2 class names"));
    scratch.write("labels/b.txt", "0 1 1 1 1\nx 1 1 1 1\n");
    QVERIFY(refusesToOpen(place, ExitCode::brokenFile, "b.txt:2: "));
    scratch.write("labels/b.txt", "999999999999 1 1 1 1\n");
    QVERIFY(refusesToOpen(place, ExitCode::brokenFile, "b.txt:1: "));
  }

  void coco128() {
    RHO_SHARED_OR_SKIP(folder, "data/coco128");
    const auto data = openDataSet(folder.string());
    QCOMPARE(data->size(), 128);
    QCOMPARE(data->labels().classCount, 80);
    QCOMPARE(data->classNames().front(), "person");
    const auto& targets = data->labels().targets;
    // 000000000009.jpg shows bowls (45), broccoli (50) and oranges (49).
    QCOMPARE(std::vector<float>(targets.begin() + 44, targets.begin() + 52),
             (std::vector<float>{0, 1, 0, 0, 0, 1, 1, 0}));
  }

  void jsrt() {
    const test::Scratch scratch;
    std::filesystem::create_directories(scratch / "All247images");
    std::filesystem::create_directories(scratch / "Clinical_Information");
    const auto folder = scratch / "All247images";
    writeImg(folder / "JPCLN001.IMG", 0);
    writeImg(folder / "JPCLN002.IMG", 4095);
    writeImg(folder / "JPCNN001.IMG", 1000);
    QVERIFY(refusesToOpen(folder.string(), ExitCode::missingFile, "CLNDAT_EN.txt"));
    scratch.write(
        "Clinical_Information/CLNDAT_EN.txt",
        "JPCLN001.IMG\t5\t15\t53\tFemale\t1634\t692\tmalignant\tleft upper lobe\tcancer\r\n"
        "JPCLN002.IMG\t5\t30\t78\tMale\t1614\t658\tbenign\tleft upper lobe\tgranuloma\r\n");
    const auto data = openDataSet(folder.string(), "train");
    QCOMPARE(data->size(), 3);
    QCOMPARE(data->classNames(), (Names{"no nodule", "nodule"}));
    QCOMPARE(data->labels().classes, (std::vector<std::int64_t>{1, 1, 0}));
    QCOMPARE(openDataSet(folder.string() + "?classes=diagnosis")->labels().classes,
             (std::vector<std::int64_t>{2, 1, 0}));
    QCOMPARE(data->image(0).pixels().at<float>(0, 0), 1.0f);
    QCOMPARE(data->image(1).pixels().at<float>(2047, 2047), 0.0f);
    QCOMPARE(data->image(2).pixels().at<float>(7, 9), 3095.0f / 4095);
    QCOMPARE(data->image(2).info().bitsStored, 12);
    QCOMPARE(data->image(2).width(), 2048);
    writeImg(folder / "JPCLN001.IMG", 4096);
    QVERIFY_EXCEPTION_THROWN(data->image(0), BrokenFile);
    writeImg(folder / "JPCLN001.IMG", 0, 8388606);
    QVERIFY_EXCEPTION_THROWN(data->image(0), BrokenFile);
    const auto list = scratch.write("list.txt", "JPCLN001.IMG\tunclear\n");
    QVERIFY(refusesToOpen(folder.string() + "?list=" + list.string(), ExitCode::brokenFile,
                          "list.txt:1"));
  }
};

QTEST_GUILESS_MAIN(TestLabelFiles)
#include "tst_label_files.moc"
