// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "annotation/annotation_fixture.h"
#include "annotation/import.h"
#include "annotation/relocate.h"
#include "testing/shared.h"

using namespace rho::annotation;
using rho::test::failureOf;
using rho::test::Scratch;
using rho::test::writePicture;

namespace {

/// CLASS/image with two classes of two pictures.
void writeFolder(const Scratch& scratch) {
  writePicture(scratch / "pictures/cat/1.png", 10);
  writePicture(scratch / "pictures/cat/2.png", 20);
  writePicture(scratch / "pictures/dog/3.png", 30);
  writePicture(scratch / "pictures/dog/4.png", 40);
}

Annotation fromData(const Project& project, Id caseId) {
  return project.history().annotation(project.annotators().named("data").id, caseId);
}

}  // namespace

class TestImport : public QObject {
  Q_OBJECT

 private slots:
  void foldersOfClasses() {
    const Scratch scratch;
    writeFolder(scratch);
    auto project = Project::create(scratch / "a.rhoproject", {});
    const auto source = (scratch / "pictures").string();
    QVERIFY(!looksUnlabelled(source));
    const auto result = importImages(project, {source, "", true});
    QCOMPARE(result.added, 4);
    QCOMPARE(result.labelled, 4);
    QCOMPARE(result.newClasses, (std::vector<std::string>{"cat", "dog"}));
    QVERIFY(result.duplicates.empty() && result.problems.empty());
    const auto image = project.cases().find("dog/3.png");
    QCOMPARE(image.width, 8);
    QCOMPARE(image.height, 6);
    QCOMPARE(image.sha256.size(), std::size_t{64});
    const auto given = fromData(project, image.id);
    QVERIFY(given.verdictOn(project.classes().named("dog")) == Verdict::present);
    QVERIFY(given.state == State::done);
    // Doing it again adds nothing.
    const auto again = importImages(project, {source, "", true});
    QCOMPARE(again.added, 0);
    QCOMPARE(again.known, 4);
    QCOMPARE(again.labelled, 0);
    QVERIFY(again.newClasses.empty());
  }

  void copiesAreReported() {
    const Scratch scratch;
    writeFolder(scratch);
    std::filesystem::copy(scratch / "pictures/cat/1.png", scratch / "pictures/cat/copy.png");
    std::filesystem::copy(scratch / "pictures/cat/2.png", scratch / "pictures/dog/other.png");
    auto project = Project::create(scratch / "a.rhoproject", {});
    const auto result = importImages(project, {(scratch / "pictures").string(), "", true});
    QCOMPARE(result.added, 4);
    QCOMPARE(result.duplicates.size(), std::size_t{2});
    QVERIFY(result.duplicates[0].reason.ends_with("cat/1.png"));
    QVERIFY(result.duplicates[1].reason.ends_with("whose other label is kept"));
    const auto given = fromData(project, project.cases().find("cat/2.png").id);
    QCOMPARE(given.labels.size(), std::size_t{1});
    QVERIFY(given.verdictOn(project.classes().named("cat")) == Verdict::present);
  }

  void whatCannotBeReadIsReported() {
    const Scratch scratch;
    writeFolder(scratch);
    scratch.write("pictures/dog/notes.txt", "good dogs");
    const auto whole = rho::test::contentOf(scratch / "pictures/cat/1.png");
    scratch.write("pictures/cat/cut.png", whole.substr(0, whole.size() / 2));
    scratch.write("pictures/cat/empty.png", "");
    auto project = Project::create(scratch / "a.rhoproject", {});
    const auto result = importImages(project, {(scratch / "pictures").string(), "", true});
    QCOMPARE(result.added, 4);
    QCOMPARE(result.otherFiles, 1);
    QCOMPARE(result.problems.size(), std::size_t{2});
    QVERIFY(result.problems[0].reason.find("cut.png") != std::string::npos);
  }

  void withoutLabels() {
    const Scratch scratch;
    writeFolder(scratch);
    writePicture(scratch / "pictures/5.png", 50);
    auto project = Project::create(scratch / "a.rhoproject", {});
    const auto result = importImages(project, {(scratch / "pictures").string(), "", false});
    QCOMPARE(result.added, 5);
    QCOMPARE(result.labelled, 0);
    QVERIFY(project.annotators().all().empty());
    QVERIFY(looksUnlabelled((scratch / "pictures/cat").string()));
    QVERIFY(looksUnlabelled((scratch / "pictures/5.png").string()));
    const auto one =
        importImages(project, {writePicture(scratch / "6.png", 60).string(), "", false});
    QCOMPARE(one.added, 1);
  }

  void tablesOfSeveralLabels() {
    const Scratch scratch;
    writeFolder(scratch);
    const auto table = scratch.write("labels.csv",
                                     "path,split,cat,dog\n"
                                     "pictures/cat/1.png,train,1,0\n"
                                     "pictures/dog/3.png,train,1,1\n"
                                     "pictures/dog/4.png,train,-1,\n"
                                     "pictures/cat/2.png,test,0,1\n");
    auto project = Project::create(scratch / "a.rhoproject", {true, 1});
    const auto result = importImages(project, {table.string(), "train", true});
    QCOMPARE(result.added, 3);
    const auto cat = project.classes().named("cat"), dog = project.classes().named("dog");
    const auto both = fromData(project, project.cases().find("3.png").id);
    QVERIFY(both.verdictOn(cat) == Verdict::present && both.verdictOn(dog) == Verdict::present);
    const auto first = fromData(project, project.cases().find("1.png").id);
    QVERIFY(first.verdictOn(dog) == Verdict::absent);
    const auto unsure = fromData(project, project.cases().find("4.png").id);
    QVERIFY(unsure.verdictOn(cat) == Verdict::uncertain);
    QCOMPARE(project.cases().find("1.png").split, std::string("train"));
    // One class cannot take them.
    auto single = Project::create(scratch / "b.rhoproject", {});
    QCOMPARE(failureOf([&] { importImages(single, {table.string(), "train", true}); }).code, 7);
    QCOMPARE(single.cases().count(), 0);
  }

  void changedLabelsOfTheData() {
    const Scratch scratch;
    writeFolder(scratch);
    const auto table = scratch.write("l.csv", "path,label\npictures/cat/1.png,cat\n");
    auto project = Project::create(scratch / "a.rhoproject", {});
    importImages(project, {table.string(), "", true});
    scratch.write("l.csv", "path,label\npictures/cat/1.png,dog\n");
    QCOMPARE(importImages(project, {table.string(), "", true}).labelled, 1);
    const auto given = fromData(project, 1);
    QCOMPARE(given.labels.size(), std::size_t{1});
    QVERIFY(given.verdictOn(project.classes().named("dog")) == Verdict::present);
  }

  void cocoWithOutlines() {
    const Scratch scratch;
    writeFolder(scratch);
    const auto file = scratch.write("c.json", R"({
      "images": [{"id": 5, "file_name": "pictures/cat/1.png", "width": 8, "height": 6},
                 {"id": 9, "file_name": "pictures/dog/3.png", "width": 8, "height": 6}],
      "categories": [{"id": 3, "name": "cat"}, {"id": 4, "name": "dog"}],
      "annotations": [
        {"id": 1, "image_id": 5, "category_id": 3, "bbox": [0, 0, 4, 2],
         "segmentation": [[1, 1, 4, 1, 4, 3, 1, 3]]},
        {"id": 2, "image_id": 5, "category_id": 4, "bbox": [0, 0, 4, 2], "segmentation": []},
        {"id": 3, "image_id": 9, "category_id": 4, "iscrowd": 1, "bbox": [0, 0, 1, 3],
         "segmentation": {"size": [6, 8], "counts": [1, 2, 45]}}]})");
    auto project = Project::create(scratch / "a.rhoproject", {true, 1});
    const auto result = importImages(project, {file.string(), "", true});
    QCOMPARE(result.added, 2);
    const auto cat = project.classes().named("cat"), dog = project.classes().named("dog");
    const auto first = fromData(project, 1), second = fromData(project, 2);
    QCOMPARE(cv::countNonZero(first.mask(MaskKind::evidence, cat)->pixels()), 4 * 3);
    QCOMPARE(cv::countNonZero(first.mask(MaskKind::evidence, dog)->pixels()), 4 * 2);  // its box
    QCOMPARE(cv::countNonZero(second.mask(MaskKind::evidence, dog)->pixels()), 2);
    QVERIFY(second.mask(MaskKind::evidence, cat) == nullptr);
  }

  void damagedOutlines_data() {
    QTest::addColumn<QString>("segmentation");
    QTest::newRow("another size") << R"({"size": [8, 6], "counts": [48]})";
    QTest::newRow("no counts") << R"({"size": [6, 8]})";
    QTest::newRow("wrong sum") << R"({"size": [6, 8], "counts": [47]})";
    QTest::newRow("negative") << R"({"size": [6, 8], "counts": [-2, 50]})";
    QTest::newRow("letters") << R"({"size": [6, 8], "counts": "~~~"})";
    QTest::newRow("points of text") << R"([["a", "b"]])";
    QTest::newRow("a number") << R"(7)";
  }
  void damagedOutlines() {
    QFETCH(QString, segmentation);
    const Scratch scratch;
    writeFolder(scratch);
    const auto file =
        scratch.write("c.json", R"({"images": [{"id": 5, "file_name": "pictures/cat/1.png",
      "width": 8, "height": 6}], "categories": [{"id": 3, "name": "cat"}], "annotations": [
      {"id": 1, "image_id": 5, "category_id": 3, "segmentation": )" +
                                    segmentation.toStdString() + "}]}");
    auto project = Project::create(scratch / "a.rhoproject", {true, 1});
    const auto failure = failureOf([&] { importImages(project, {file.string(), "", true}); });
    QCOMPARE(failure.code, 5);
    QVERIFY2(failure.message.starts_with(file.string()), failure.message.c_str());
  }

  void dicomStudies() {
    RHO_SHARED_OR_SKIP(folder, "data/dicom");
    const Scratch scratch;
    auto project = Project::create(scratch / "a.rhoproject", {});
    const auto result = importImages(project, {folder.string(), "", false});
    QVERIFY(result.added > 0);
    int inStudies = 0;
    project.cases().each([&](const Case& image) { inStudies += image.study.empty() ? 0 : 1; });
    QVERIFY(inStudies > 0);
  }

  void mistakes() {
    const Scratch scratch;
    auto project = Project::create(scratch / "a.rhoproject", {});
    QCOMPARE(failureOf([&] { importImages(project, {"/no/such/folder", "", true}); }).code, 3);
    QCOMPARE(importImages(project, {"/no/such/file", "", false}).problems.size(), std::size_t{1});
    QCOMPARE(failureOf([&] {
               importImages(project, {"phantom:nodule?count=2&size=32", "", true});
             }).code,
             7);
    project.annotators().add("data", Role::reader);
    writeFolder(scratch);
    const auto source = (scratch / "pictures").string();
    QCOMPARE(failureOf([&] { importImages(project, {source, "", true}); }).code, 7);
  }

  void whatWasDoneIsKeptWhenCancelled() {
    const Scratch scratch;
    for (int i = 0; i < 150; ++i)
      writePicture(scratch / fmt::format("many/{:03}.png", i), i, {8 + i / 50, 6});
    auto project = Project::create(scratch / "a.rhoproject", {});
    std::stop_source stop;
    // The first stage that is reported is the first images.
    const rho::JobContext context(stop.get_token(), [&](const rho::Progress& progress) {
      if (progress.stage == "reading images") stop.request_stop();
    });
    const auto failure = failureOf([&] {
      importImages(project, {(scratch / "many").string(), "", false}, context);
    });
    QCOMPARE(failure.code, 130);
    const auto kept = project.cases().count();
    QVERIFY(kept > 0 && kept < 150);
    const auto result = importImages(project, {(scratch / "many").string(), "", false});
    QCOMPARE(result.known, kept);
    QCOMPARE(project.cases().count(), 150);
  }

  void imagesAreFoundAgain() {
    const Scratch scratch;
    writeFolder(scratch);
    const auto file = scratch / "project/a.rhoproject";
    std::filesystem::create_directory(scratch / "project");
    auto project = Project::create(file, {});
    importImages(project, {(scratch / "pictures").string(), "", true});
    QVERIFY(missingImages(project).empty());
    // Other names in other folders, one with other content, and one as large as another.
    std::filesystem::create_directories(scratch / "moved/deep");
    std::filesystem::rename(scratch / "pictures/cat/1.png", scratch / "moved/deep/renamed.png");
    std::filesystem::rename(scratch / "pictures/cat/2.png", scratch / "moved/2.png");
    std::filesystem::remove(scratch / "pictures/dog/3.png");
    writePicture(scratch / "moved/3.png", 31);
    QCOMPARE(missingImages(project).size(), std::size_t{3});
    const auto result = relocate(project, scratch / "moved");
    QCOMPARE(result.there, 1);
    QCOMPARE(result.found, 2);
    QCOMPARE(result.missing.size(), std::size_t{1});
    QVERIFY(result.missing[0].ends_with("dog/3.png"));
    QCOMPARE(project.cases().get(1).path, (scratch / "moved/deep/renamed.png").string());
    QCOMPARE(failureOf([&] { relocate(project, scratch / "nowhere"); }).code, 3);
  }
};

QTEST_APPLESS_MAIN(TestImport)
#include "tst_import.moc"
