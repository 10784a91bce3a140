// SPDX-License-Identifier: Apache-2.0
// Before Qt, whose keywords LibTorch uses as names.
#include "data/data_set.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QtTest>
#include <algorithm>
#include <set>

#include "annotation/annotation_fixture.h"
#include "annotation/export.h"
#include "annotation/import.h"
#include "image/read_image.h"

using namespace rho::annotation;
using rho::test::contentOf;
using rho::test::failureOf;
using rho::test::rectangle;
using rho::test::Scratch;
using rho::test::writePicture;

namespace {

/// A project with four pictures, of which Anna has labelled three and outlined one.
Project annotated(const Scratch& scratch, bool isMultiLabel) {
  writePicture(scratch / "in/x/1.png", 10);
  writePicture(scratch / "in/x/2.png", 20);
  writePicture(scratch / "in/y/3, odd.png", 30);
  writePicture(scratch / "in/y/4.png", 40);
  auto project = Project::create(scratch / "a.rhoproject", {isMultiLabel, 1}, {"cat", "big, dog"});
  importImages(project, {(scratch / "in").string(), "", false});
  Reading anna(project, project.annotators().add("Anna, \"A\"", Role::reader));
  const auto say = [&](Id caseId, Id classId, Verdict verdict) {
    anna.setLabel(caseId, classId, verdict);
    anna.setState(caseId, State::done, 2);
  };
  say(1, 1, Verdict::present);
  say(2, 2, Verdict::present);
  say(3, 1, Verdict::uncertain);
  anna.setMask(1, MaskKind::evidence, 1, rectangle({2, 1, 3, 4}));
  anna.setMask(1, MaskKind::noEvidence, 0, rectangle({0, 0, 1, 6}));
  anna.setComment(2, "two\nlines");
  return project;
}

/// What pycocotools reads, or nothing where it is not there (setup_coco.sh).
QJsonArray readByOthers(const std::filesystem::path& file) {
  const QString root = RHO_SOURCE_DIR;
  QProcess process;
  process.start(root + "/.deps/coco/bin/python",
                {root + "/tests/annotation/read_coco.py", QString::fromStdString(file.string())});
  process.waitForFinished(-1);
  const auto errors = process.readAllStandardError();
  if (!errors.isEmpty()) qWarning("%s", errors.constData());
  return QJsonDocument::fromJson(process.readAllStandardOutput()).array();
}

bool hasOthers() { return QFile::exists(QString(RHO_SOURCE_DIR) + "/.deps/coco/bin/python"); }

}  // namespace

class TestAnnotationExport : public QObject {
  Q_OBJECT

 private slots:
  void cocoComesBack() {
    const Scratch scratch;
    const auto project = annotated(scratch, true);
    const auto file = scratch / "out/instances.json";
    const auto written = exportCoco(project, file);
    QCOMPARE(written.cases, 3);
    QCOMPARE(written.leftOut, 1);
    QCOMPARE(written.masks, 2);
    auto other = Project::create(scratch / "b.rhoproject", {true, 1});
    const auto read = importImages(other, {written.address, "", true});
    QCOMPARE(read.added, 3);
    QVERIFY(read.problems.empty());
    const auto data = other.annotators().named("data").id;
    const auto first = other.history().annotation(data, other.cases().find("1.png").id);
    const auto cat = other.classes().named("cat");
    QVERIFY(first.verdictOn(cat) == Verdict::present);
    QCOMPARE(first.mask(MaskKind::evidence, cat)->text(), rectangle({2, 1, 3, 4}).text());
    QCOMPARE(first.mask(MaskKind::noEvidence, 0)->text(), rectangle({0, 0, 1, 6}).text());
    const auto second = other.history().annotation(data, other.cases().find("2.png").id);
    QVERIFY(second.verdictOn(other.classes().named("big, dog")) == Verdict::present);
    QVERIFY(second.masks.empty());
  }

  void cocoIsReadByOthers() {
    if (!hasOthers()) QSKIP("needs pycocotools: tests/annotation/setup_coco.sh");
    const Scratch scratch;
    const auto project = annotated(scratch, true);
    exportCoco(project, scratch / "instances.json");
    const auto images = readByOthers(scratch / "instances.json");
    QCOMPARE(images.size(), 3);
    const auto first = images[0].toObject();
    QCOMPARE(first["file"].toString(), QString("x/1.png"));
    QCOMPARE(first["labels"].toArray(), QJsonArray{"cat"});
    // Columns 2 to 4, rows 1 to 4: 12 pixels.
    const QJsonArray outline = {"cat",          12, 12, QJsonArray{2, 1, 3, 4}, 3 * (1 + 2 + 3 + 4),
                                4 * (2 + 3 + 4)};
    QCOMPARE(first["outlines"].toArray(), QJsonArray{outline});
    QCOMPARE(images[1].toObject()["labels"].toArray(), QJsonArray{"big, dog"});
    QVERIFY(images[1].toObject()["outlines"].toArray().isEmpty());
    QVERIFY(images[2].toObject()["labels"].toArray().isEmpty());  // uncertain
  }

  void outlinesOfAnyShapeAreReadByOthers() {
    if (!hasOthers()) QSKIP("needs pycocotools: tests/annotation/setup_coco.sh");
    const Scratch scratch;
    writePicture(scratch / "in/1.png", 1, {61, 47});
    auto project = Project::create(scratch / "a.rhoproject", {}, {"cat"});
    importImages(project, {(scratch / "in").string(), "", false});
    Reading anna(project, project.annotators().add("Anna", Role::reader));
    cv::Mat pixels(47, 61, CV_8UC1);
    cv::theRNG().state = 7;
    cv::randu(pixels, 0, 256);
    pixels = pixels > 200;
    int rows = 0, columns = 0;
    for (int y = 0; y < pixels.rows; ++y)
      for (int x = 0; x < pixels.cols; ++x)
        if (pixels.at<uchar>(y, x) != 0) {
          rows += y;
          columns += x;
        }
    anna.setLabel(1, 1, Verdict::present);
    anna.setMask(1, MaskKind::evidence, 1, Mask::fromPixels(pixels));
    anna.setState(1, State::done);
    exportCoco(project, scratch / "c.json");
    const auto outline = readByOthers(scratch / "c.json")[0].toObject()["outlines"][0].toArray();
    QCOMPARE(outline[2].toInt(), cv::countNonZero(pixels));
    QCOMPARE(outline[4].toInt(), rows);
    QCOMPARE(outline[5].toInt(), columns);
  }

  void trainingSetsOpen() {
    const Scratch scratch;
    const auto project = annotated(scratch, false);
    const auto written = exportTrainingSet(project, scratch / "out");
    QCOMPARE(written.cases, 2);  // not the uncertain one
    QCOMPARE(written.leftOut, 2);
    const auto data = rho::data::openDataSet(written.address);
    QCOMPARE(data->size(), 2);
    QCOMPARE(data->classNames(), (std::vector<std::string>{"big, dog", "cat"}));
    QCOMPARE(data->label(0), 1);
    QCOMPARE(data->image(0).width(), 8);
    const cv::Mat mask =
        rho::image::readImage((scratch / "out/masks/x/1.png").string()).pixels() * 255;
    QCOMPARE(mask.at<float>(3, 0), 0.0F);
    QCOMPARE(mask.at<float>(3, 3), 255.0F);
    QCOMPARE(mask.at<float>(3, 7), 128.0F);
    QVERIFY(!std::filesystem::exists(scratch / "out/masks/x/2.png"));
  }

  void trainingSetsOfSeveralLabelsAndSplits() {
    const Scratch scratch;
    auto project = annotated(scratch, true);
    writePicture(scratch / "held/9.png", 90);
    importImages(project, {(scratch / "held").string(), "test", false});
    Reading anna(project, project.annotators().all()[0]);
    anna.setLabel(5, 2, Verdict::present);
    anna.setState(5, State::done);
    const auto written = exportTrainingSet(project, scratch / "out");
    const auto held = rho::data::openDataSet(written.address, "test");
    QCOMPARE(held->size(), 1);
    QCOMPARE(held->labels().targets, (std::vector<float>{0, 1}));
    QVERIFY(contentOf(scratch / "out/labels.csv").find("\"in/y/3, odd.png\",\"\",-1,0") !=
            std::string::npos);
  }

  /// Of many cases about the share that was asked for, and none of them moves when others come.
  void aShareIsHeldOutForGood() {
    const Scratch scratch;
    auto project = Project::create(scratch / "a.rhoproject", {false, 1}, {"cat", "dog"});
    Reading anna(project, project.annotators().add("Anna", Role::reader));
    const auto addCases = [&](int first, int count) {
      for (int i = first; i < first + count; ++i)
        writePicture(scratch / ("in/" + std::to_string(i) + ".png"), i);
      importImages(project, {(scratch / "in").string(), "", false});
      for (Id id = first + 1; id <= first + count; ++id) {
        anna.setLabel(id, 1, Verdict::present);
        anna.setState(id, State::done);
      }
    };
    const auto heldOut = [&] {
      const auto written = exportTrainingSet(project, scratch / "out", {}, {}, 0.3);
      const auto data = rho::data::openDataSet(written.address, "validation");
      std::set<std::string> names;
      for (std::int64_t i = 0; i < data->size(); ++i) names.insert(data->itemName(i));
      [&] { QCOMPARE(written.heldOut, data->size()); }();
      return names;
    };
    addCases(0, 40);
    const auto before = heldOut();
    QVERIFY(before.size() > 4 && before.size() < 24);
    addCases(40, 40);
    const auto after = heldOut();
    QVERIFY(after.size() > before.size());
    int stayed = 0;
    for (const auto& name : before) stayed += after.count(name) > 0 ? 1 : 0;
    QCOMPARE(stayed, static_cast<int>(before.size()));
    QVERIFY(failureOf([&] { exportTrainingSet(project, scratch / "out", {}, {}, 1); }).code != 0);
  }

  void tables() {
    const Scratch scratch;
    const auto project = annotated(scratch, true);
    QCOMPARE(exportCsv(project, scratch / "all.csv").cases, 3);
    const auto text = contentOf(scratch / "all.csv");
    QVERIFY(
        text.starts_with("case,path,sha256,study,split,annotator,role,state,seconds,comment,"
                         "\"cat\",\"big, dog\"\n"));
    QVERIFY(text.find("\"Anna, \"\"A\"\"\",reader,done,2.0,\"two\nlines\",0,1\n") !=
            std::string::npos);
    QVERIFY(text.find(",-1,0\n") != std::string::npos);
  }

  void masksAsPictures() {
    const Scratch scratch;
    const auto project = annotated(scratch, true);
    const auto written = exportMasks(project, scratch / "masks");
    QCOMPARE(written.masks, 2);
    const auto mask = rho::image::readImage((scratch / "masks/000001.evidence.cat.png").string());
    QCOMPARE(cv::countNonZero(mask.pixels()), 12);
    QCOMPARE(mask.pixels().at<float>(1, 2), 1.0F);
    const auto table = contentOf(scratch / "masks/masks.csv");
    QCOMPARE(std::count(table.begin(), table.end(), '\n'), 3);
    QVERIFY(std::filesystem::exists(scratch / "masks/000001.no-evidence.png"));
  }

  void oneAnnotatorAlone() {
    const Scratch scratch;
    auto project = annotated(scratch, true);
    const auto ben = project.annotators().add("Ben", Role::reader);
    Reading(project, ben).setLabel(1, 2, Verdict::present);
    Reading(project, ben).setState(1, State::done);
    // Of two readers each says another thing: both labels are in dispute.
    const auto all = exportTrainingSet(project, scratch / "all");
    QCOMPARE(all.disputed, 1);
    const auto his = exportTrainingSet(project, scratch / "his", ben);
    QCOMPARE(his.cases, 1);
    QCOMPARE(his.masks, 0);
  }

  void whereNothingCanBeWritten() {
    const Scratch scratch;
    const auto project = annotated(scratch, true);
    const std::filesystem::path nowhere = "/proc/no/such/folder";
    QCOMPARE(failureOf([&] { exportCoco(project, nowhere / "c.json"); }).code, 8);
    QCOMPARE(failureOf([&] { exportCsv(project, nowhere / "c.csv"); }).code, 8);
    QCOMPARE(failureOf([&] { exportMasks(project, nowhere); }).code, 8);
    QCOMPARE(failureOf([&] { exportTrainingSet(project, nowhere); }).code, 8);
  }

  void anEmptyProject() {
    const Scratch scratch;
    const auto project = Project::create(scratch / "a.rhoproject", {});
    QCOMPARE(exportCoco(project, scratch / "c.json").cases, 0);
    QCOMPARE(exportTrainingSet(project, scratch / "t").cases, 0);
  }
};

QTEST_APPLESS_MAIN(TestAnnotationExport)
#include "tst_annotation_export.moc"
