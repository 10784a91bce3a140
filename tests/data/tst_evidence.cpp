// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "data/data_set.h"
#include "data/evidence.h"
#include "data_fixture.h"
#include "testing/scratch.h"
#include "testing/shared.h"

using namespace rho;

namespace {

cv::Rect boundsOf(const cv::Mat& mask) {
  std::vector<cv::Point> places;
  cv::findNonZero(mask, places);
  return cv::boundingRect(places);
}

}  // namespace

class TestEvidence : public QObject {
  Q_OBJECT

 private slots:
  void phantoms() {
    const std::string address = "phantom:nodule?count=4&seed=3";
    const auto evidence = data::openEvidence(address);
    QVERIFY(evidence);
    QVERIFY(evidence->mask(0, "nodule", {64, 64}).empty());
    QVERIFY(evidence->mask(1, "clear", {64, 64}).empty());
    const auto mask = evidence->mask(1, "NODULE", {64, 64});
    QCOMPARE(mask.size(), cv::Size(64, 64));
    const int count = cv::countNonZero(mask);
    QVERIFY2(count > 10 && count < 400, qPrintable(QString::number(count)));
    const int half = cv::countNonZero(evidence->mask(1, "nodule", {32, 32}));
    QVERIFY(half > count / 8 && half < count / 2);
  }

  void regionsOnAGrid() {
    const data::RegionEvidence evidence(
        {{{"cat", 0.25, 0.5, 0.5, 0.25}, {"dog", 0, 0, 1, 1}, {"cat", 0.99, 0.99, 0.001, 0.001}},
         {{"spot", 0.25, 0.25, 0.5, 0.5, true}}});
    const auto cat = evidence.mask(0, "Cat", {8, 4});
    QCOMPARE(cv::countNonZero(cat), 4 * 1 + 1);
    QCOMPARE(cat.at<unsigned char>(2, 2), 255);
    QCOMPARE(cat.at<unsigned char>(3, 7), 255);
    QVERIFY(evidence.mask(0, "bird", {8, 4}).empty());
    const auto spot = evidence.mask(1, "spot", {40, 40});
    QVERIFY(std::abs(cv::countNonZero(spot) - 314) < 40);
  }

  void yolo() {
    RHO_SHARED_OR_SKIP(folder, "data/coco128");
    const auto evidence = data::openEvidence(folder.string());
    const auto data = data::openDataSet(folder.string());
    QVERIFY(evidence);
    int masks = 0;
    for (std::int64_t i = 0; i < 20; ++i)
      for (std::size_t c = 0; c < data->classNames().size(); ++c) {
        const bool there =
            data->labels().targets[static_cast<std::size_t>(i) * data->classNames().size() + c] ==
            1;
        QCOMPARE(!evidence->mask(i, data->classNames()[c], {64, 64}).empty(), there);
        masks += there;
      }
    QVERIFY(masks > 20);
  }

  void coco() {
    const test::Scratch scratch;
    std::filesystem::create_directory(scratch / "images");
    scratch.write("images/a.png", "");
    scratch.write("instances.json", R"({"images": [{"id": 7, "file_name": "a.png", "width": 100,
      "height": 50}], "categories": [{"id": 3, "name": "cat"}], "annotations": [{"id": 1,
      "image_id": 7, "category_id": 3, "bbox": [10, 20, 30, 10], "segmentation": [[1, 2]]}]})");
    const auto evidence = data::openEvidence((scratch / "instances.json").string());
    QCOMPARE(boundsOf(evidence->mask(0, "cat", {100, 50})), cv::Rect(10, 20, 30, 10));
    scratch.write("instances.json", R"({"images": [{"id": 7, "file_name": "a.png"}],
      "categories": [{"id": 3, "name": "cat"}], "annotations": []})");
    QVERIFY_THROWS_EXCEPTION(BrokenFile, data::openEvidence((scratch / "instances.json").string()));
  }

  void jsrt() {
    const test::Scratch scratch;
    scratch.write("JPCLN001.IMG", "");
    scratch.write("JPCNN001.IMG", "");
    scratch.write("CLNDAT_EN.txt",
                  "JPCLN001.IMG\t5\t35\t53\tmale\t1024\t512\tmalignant\tl.upper lobe\tcancer\n");
    const auto evidence = data::openEvidence(scratch.path().string());
    // 35 mm are 200 pixels of 2048, around (1024, 512).
    const auto box = boundsOf(evidence->mask(0, "nodule", {2048, 2048}));
    QVERIFY(std::abs(box.x - 924) <= 2 && std::abs(box.y - 412) <= 2 &&
            std::abs(box.width - 200) <= 4);
    QVERIFY(evidence->mask(1, "nodule", {64, 64}).empty());
    scratch.write("CLNDAT_EN.txt", "JPCLN001.IMG\tmalignant\n");
    QVERIFY_THROWS_EXCEPTION(BrokenFile, data::openEvidence(scratch.path().string()));
  }

  void otherDataCarryNone() {
    RHO_SHARED_OR_SKIP(images, "data/cifar10/cifar10-original-part.npz");
    QVERIFY(!data::openEvidence(images.string()));
  }
};

QTEST_GUILESS_MAIN(TestEvidence)
#include "tst_evidence.moc"
