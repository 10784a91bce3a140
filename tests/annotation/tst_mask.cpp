// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "annotation/mask.h"
#include "base/random.h"
#include "testing/scratch.h"

using rho::annotation::Mask;
using rho::test::failureOf;

namespace {

bool equal(const cv::Mat& a, const cv::Mat& b) {
  return a.size() == b.size() && cv::countNonZero(a != b) == 0;
}

}  // namespace

class TestMask : public QObject {
  Q_OBJECT

 private slots:
  void comesBackAsItWas() {
    rho::Random random(5);
    for (int round = 0; round < 200; ++round) {
      const cv::Size size(1 + static_cast<int>(random.integer(40)),
                          1 + static_cast<int>(random.integer(40)));
      const double density = random.uniform();
      cv::Mat pixels(size, CV_8UC1);
      for (auto pixel = pixels.begin<uchar>(); pixel != pixels.end<uchar>(); ++pixel)
        *pixel = random.coin(density) ? 255 : 0;
      const auto mask = Mask::fromText(Mask::fromPixels(pixels).text(), "test");
      QVERIFY(equal(mask.pixels(), pixels));
    }
  }

  void aLargeMaskTakesFewBytes() {
    cv::Mat pixels = cv::Mat::zeros(3000, 3000, CV_8UC1);
    pixels(cv::Rect(1000, 500, 700, 900)) = 1;
    const auto mask = Mask::fromPixels(pixels);
    QVERIFY(mask.text().size() < 4000);
    QCOMPARE(cv::countNonZero(mask.pixels()), 700 * 900);
  }

  /// As pycocotools' encode writes them.
  void writesAsOthersDo_data() {
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::addColumn<QRect>("inside");
    QTest::addColumn<QString>("runs");
    QTest::newRow("nothing") << 4 << 3 << QRect() << "<";
    QTest::newRow("all") << 4 << 3 << QRect(0, 0, 4, 3) << "0<";
  }
  void writesAsOthersDo() {
    QFETCH(int, width);
    QFETCH(int, height);
    QFETCH(QRect, inside);
    QFETCH(QString, runs);
    cv::Mat pixels = cv::Mat::zeros(height, width, CV_8UC1);
    if (!inside.isEmpty())
      pixels(cv::Rect(inside.x(), inside.y(), inside.width(), inside.height())) = 255;
    const auto mask = Mask::fromPixels(pixels);
    QCOMPARE(QString::fromStdString(mask.runs()), runs);
    QVERIFY(equal(mask.pixels(), pixels));
  }

  void damagedText_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("code");
    QTest::newRow("empty") << "" << 5;
    QTest::newRow("no size") << "0<" << 5;
    QTest::newRow("no number") << "axb <" << 5;
    QTest::newRow("negative") << "-4x3 <" << 5;
    QTest::newRow("zero") << "0x3 0" << 5;
    QTest::newRow("too few pixels") << "4x3 ;" << 5;
    QTest::newRow("too many pixels") << "4x3 =" << 5;
    QTest::newRow("no runs") << "4x3 " << 5;
    QTest::newRow("cut off") << "4x3 P" << 5;
    QTest::newRow("foreign letters") << "4x3 \x7f\x7f" << 5;
    QTest::newRow("negative run") << "4x3 O<" << 5;
    QTest::newRow("endless number") << "4x3 PPPPPPPPPPPPPPPP" << 5;
    QTest::newRow("absurd size") << "60000x60000 0" << 6;
    QTest::newRow("beyond a number") << "99999999999x3 0" << 5;
  }
  void damagedText() {
    QFETCH(QString, text);
    QFETCH(int, code);
    const auto failure = failureOf([&] { Mask::fromText(text.toStdString(), "some.file"); });
    QCOMPARE(failure.code, code);
    QVERIFY(failure.message.starts_with("some.file: "));
  }

  void wrongPixels() {
    QCOMPARE(failureOf([] { Mask::fromPixels({}); }).code, 7);
    QCOMPARE(failureOf([] { Mask::fromPixels(cv::Mat(2, 2, CV_32F)); }).code, 7);
    QCOMPARE(failureOf([] { Mask::fromLengths({2, 2}, {-1, 5}, "x"); }).code, 5);
    QCOMPARE(failureOf([] { Mask::fromLengths({2, 2}, {1LL << 60}, "x"); }).code, 5);
    QCOMPARE(cv::countNonZero(Mask::fromLengths({2, 2}, {1, 2, 1}, "x").pixels()), 2);
  }
};

QTEST_APPLESS_MAIN(TestMask)
#include "tst_mask.moc"
