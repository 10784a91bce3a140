// SPDX-License-Identifier: Apache-2.0
#include <QtTest>
#include <opencv2/core.hpp>

#include "image/read_image.h"
#include "image/write_image.h"
#include "testing/limited_disk.h"
#include "testing/scratch.h"

using namespace rho::image;
using rho::test::contentOf;
using rho::test::failureOf;
using rho::test::Scratch;

class TestWriteImage : public QObject {
  Q_OBJECT

 private slots:
  void eightBitsComeBackInTheirOrder() {
    const Scratch scratch;
    cv::Mat pixels(2, 128, CV_8UC3);
    for (int i = 0; i < 256; ++i)
      pixels.at<cv::Vec3b>(i / 128, i % 128) = {static_cast<uchar>(i), static_cast<uchar>(255 - i),
                                                7};
    writePng8(scratch / "a.png", pixels);
    const Image image = readImage((scratch / "a.png").string());
    writePng8(scratch / "b.png", image);
    QCOMPARE(contentOf(scratch / "a.png"), contentOf(scratch / "b.png"));
    const cv::Vec3f difference =
        image.pixels().at<cv::Vec3f>(0, 10) - cv::Vec3f(10 / 255.F, 245 / 255.F, 7 / 255.F);
    QVERIFY(cv::norm(difference) < 1e-6);
  }

  void valuesAreRoundedAndClamped() {
    const Scratch scratch;
    const cv::Mat pixels = (cv::Mat_<float>(1, 4) << -0.5F, 0.4999F, 0.502F, 1.7F);
    writePng8(scratch / "a.png", Image(pixels, {}));
    const cv::Mat back = readImage((scratch / "a.png").string()).pixels() * 255;
    const cv::Mat expected = (cv::Mat_<float>(1, 4) << 0, 127, 128, 255);
    QVERIFY(cv::norm(back, expected, cv::NORM_INF) < 1e-4);
  }

  void sixteenBitsComeBackExactly() {
    const Scratch scratch;
    cv::Mat all(256, 256, CV_32F);
    for (int i = 0; i < 65536; ++i)
      all.at<float>(i / 256, i % 256) = static_cast<float>(i / 65535.0);
    writePng16(scratch / "a.png", Image(all, {}));
    const Image image = readImage((scratch / "a.png").string());
    QCOMPARE(image.info().bitsStored, 16);
    QCOMPARE(image.channels(), 1);
    for (int i = 0; i < 65536; ++i)
      QCOMPARE(cvRound(image.pixels().at<float>(i / 256, i % 256) * 65535.0), i);
    writePng16(scratch / "b.png", image);
    QCOMPARE(contentOf(scratch / "a.png"), contentOf(scratch / "b.png"));
  }

  void failuresLeaveNothing() {
    const Scratch scratch;
    cv::Mat noise(200, 200, CV_8UC3);
    cv::RNG random(1);
    random.fill(noise, cv::RNG::UNIFORM, 0, 256);
    const auto file = scratch.write("file", "content");
    QCOMPARE(failureOf([&] { writePng8(file / "a.png", noise); }).code, 8);
    QCOMPARE(failureOf([&] { writePng8(scratch.path(), noise); }).code, 8);
    rho::test::Failure full;
    {
      const rho::test::LimitedDisk disk(2000);
      full = failureOf([&] { writePng8(scratch / "a.png", noise); });
    }
    QCOMPARE(full.code, 8);
    QVERIFY(full.message.find((scratch / "a.png").string()) == 0);
    QCOMPARE(scratch.fileCount(), 1);
    QCOMPARE(failureOf([&] { writePng8(scratch / "a.png", cv::Mat()); }).code, 7);
    QCOMPARE(failureOf([&] { writePng8(scratch / "a.png", cv::Mat(2, 2, CV_32F)); }).code, 7);
  }
};

QTEST_GUILESS_MAIN(TestWriteImage)
#include "tst_write_image.moc"
