// SPDX-License-Identifier: Apache-2.0
#include <QtTest>
#include <cmath>
#include <limits>

#include "base/error.h"
#include "phantom/chest_phantom.h"

using namespace rho;
using namespace rho::phantom;

namespace {

PhantomOptions withNodule(bool nodule, int size = 64) {
  PhantomOptions options = PhantomOptions::square(size);
  options.nodule = nodule;
  return options;
}

bool sameBytes(const cv::Mat& a, const cv::Mat& b) {
  return a.size() == b.size() && a.type() == b.type() && cv::countNonZero(a != b) == 0;
}

}  // namespace

class TestChestPhantom : public QObject {
  Q_OBJECT

 private slots:
  void sameSeedSameBytes() {
    for (const std::uint64_t seed : {0u, 1u, 77u}) {
      const Phantom a = makeChestPhantom(seed), b = makeChestPhantom(seed);
      QVERIFY(sameBytes(a.image.pixels(), b.image.pixels()));
      QVERIFY(sameBytes(a.mask, b.mask));
      QCOMPARE(a.hasNodule, b.hasNodule);
    }
  }

  void seedsDiffer() {
    const Phantom a = makeChestPhantom(1, withNodule(false));
    const Phantom b = makeChestPhantom(2, withNodule(false));
    QVERIFY(cv::norm(a.image.pixels(), b.image.pixels(), cv::NORM_L1) > 64 * 64 * 0.02);
  }

  /// The nodule is the only difference between the classes.
  void noduleChangesItsMaskAlone() {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
      const int size = seed % 3 == 0 ? 65 : 64;
      const Phantom with = makeChestPhantom(seed, withNodule(true, size));
      const Phantom without = makeChestPhantom(seed, withNodule(false, size));
      cv::Mat difference = with.image.pixels() - without.image.pixels();
      double lowest, highest;
      cv::minMaxLoc(difference, &lowest, &highest);
      QVERIFY2(lowest >= 0, qPrintable(QString("seed %1 darkens by %2").arg(seed).arg(lowest)));
      QVERIFY2(highest > 0.01,
               qPrintable(QString("seed %1 brightens by %2").arg(seed).arg(highest)));
      QCOMPARE(cv::countNonZero((difference != 0) & (with.mask == 0)), 0);
      QVERIFY(cv::mean(difference, with.mask)[0] > 0.005);
      QCOMPARE(cv::countNonZero(without.mask), 0);
      QVERIFY(with.hasNodule && !without.hasNodule);
      QCOMPARE(without.noduleRadius, 0.0);
    }
  }

  void maskIsTheBallsDisc() {
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
      const Phantom p = makeChestPhantom(seed, withNodule(true, 128));
      QVERIFY(p.noduleRadius >= 0.04 * 128 && p.noduleRadius <= 0.09 * 128);
      const double disc = CV_PI * p.noduleRadius * p.noduleRadius;
      QVERIFY(std::abs(cv::countNonZero(p.mask) - disc) < 0.15 * disc);
      std::vector<cv::Point> inside;
      cv::findNonZero(p.mask, inside);
      for (const cv::Point& point : inside)
        QVERIFY(cv::norm(cv::Point2d(point) - p.noduleCenter) < p.noduleRadius);
      QCOMPARE(static_cast<int>(p.mask.at<uchar>(inside.front())), 255);
    }
  }

  void nodulesAreSpreadOverBothLungs() {
    int left = 0, upper = 0;
    constexpr int kCases = 200;
    for (std::uint64_t seed = 0; seed < kCases; ++seed) {
      const Phantom p = makeChestPhantom(seed, withNodule(true, 32));
      left += p.noduleCenter.x < 16;
      upper += p.noduleCenter.y < 14;
    }
    QVERIFY2(left > 60 && left < 140, qPrintable(QString::number(left)));
    QVERIFY2(upper > 40 && upper < 160, qPrintable(QString::number(upper)));
  }

  /// Of another size it is the same patient with the nodule at the same place.
  void sizeKeepsThePatient() {
    const Phantom small = makeChestPhantom(5, withNodule(true, 64));
    const Phantom large = makeChestPhantom(5, withNodule(true, 256));
    QVERIFY(std::abs((small.noduleCenter.x + 0.5) / 64 - (large.noduleCenter.x + 0.5) / 256) <
            0.01);
    QVERIFY(std::abs((small.noduleCenter.y + 0.5) / 64 - (large.noduleCenter.y + 0.5) / 256) <
            0.01);
    QVERIFY(std::abs(small.noduleRadius / 64 - large.noduleRadius / 256) < 1e-9);
  }

  void seedTossesAFairCoin() {
    int nodules = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed)
      nodules += makeChestPhantom(seed, PhantomOptions::square(32)).hasNodule;
    QVERIFY2(nodules > 70 && nodules < 130, qPrintable(QString::number(nodules)));
    const Phantom p = makeChestPhantom(3);
    QCOMPARE(p.image.info().label.value(), std::int64_t{p.hasNodule});
  }

  void sizesAndBits_data() {
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("bits");
    QTest::newRow("smallest") << 32 << 32 << 8;
    QTest::newRow("odd") << 101 << 77 << 12;
    QTest::newRow("wide") << 200 << 33 << 10;
    QTest::newRow("tall") << 40 << 150 << 14;
    QTest::newRow("16 bits") << 256 << 256 << 16;
    QTest::newRow("large") << 1024 << 1000 << 16;
  }
  void sizesAndBits() {
    QFETCH(int, width);
    QFETCH(int, height);
    QFETCH(int, bits);
    PhantomOptions options;
    options.width = width;
    options.height = height;
    options.bits = bits;
    const Phantom p = makeChestPhantom(11, options);
    QCOMPARE(p.image.width(), width);
    QCOMPARE(p.image.height(), height);
    QCOMPARE(p.image.channels(), 1);
    QCOMPARE(p.image.info().bitsStored, bits);
    QCOMPARE(p.mask.size(), cv::Size(width, height));
    const double steps = std::ldexp(1.0, bits) - 1;
    for (int row = 0; row < height; ++row)
      for (int column = 0; column < width; ++column) {
        const double value = p.image.pixels().at<float>(row, column);
        QVERIFY(value >= 0 && value <= 1);
        QVERIFY(std::abs(value * steps - std::round(value * steps)) < 0.02);
      }
  }

  /// Lungs are dark, the mediastinum is bright, both kinds of tissue vary.
  void looksLikeAChest() {
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
      const cv::Mat picture = makeChestPhantom(seed, withNodule(false, 100)).image.pixels();
      const double right = cv::mean(picture(cv::Rect(22, 35, 14, 20)))[0];
      const double left = cv::mean(picture(cv::Rect(70, 35, 10, 15)))[0];
      const double middle = cv::mean(picture(cv::Rect(46, 45, 10, 20)))[0];
      QVERIFY(middle > right + 0.15);
      QVERIFY(middle > left + 0.15);
      cv::Scalar mean, deviation;
      cv::meanStdDev(picture, mean, deviation);
      QVERIFY(mean[0] > 0.3 && mean[0] < 0.85);
      QVERIFY(deviation[0] > 0.1);
    }
  }

  void noiseFollowsTheOption() {
    PhantomOptions silent = withNodule(false, 128), loud = silent;
    silent.noise = 0;
    loud.noise = 5;
    const cv::Mat clean = makeChestPhantom(4, silent).image.pixels();
    const double usual =
        cv::norm(clean, makeChestPhantom(4, withNodule(false, 128)).image.pixels(), cv::NORM_L2);
    const double more = cv::norm(clean, makeChestPhantom(4, loud).image.pixels(), cv::NORM_L2);
    QVERIFY(usual > 0);
    QVERIFY(more > 4 * usual && more < 6 * usual);
  }

  void contrastFollowsTheOption() {
    PhantomOptions faint = withNodule(true), strong = faint;
    faint.contrast = 0.5;
    strong.contrast = 2;
    const Phantom a = makeChestPhantom(9, faint), b = makeChestPhantom(9, strong);
    QVERIFY(cv::mean(b.image.pixels(), b.mask)[0] > cv::mean(a.image.pixels(), a.mask)[0]);
  }

  void badOptions_data() {
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("bits");
    QTest::addColumn<double>("noise");
    QTest::addColumn<double>("contrast");
    const double nan = std::numeric_limits<double>::quiet_NaN();
    QTest::newRow("too narrow") << 31 << 64 << 12 << 1.0 << 1.0;
    QTest::newRow("too low") << 64 << 0 << 12 << 1.0 << 1.0;
    QTest::newRow("negative") << -64 << 64 << 12 << 1.0 << 1.0;
    QTest::newRow("too large") << 4097 << 64 << 12 << 1.0 << 1.0;
    QTest::newRow("few bits") << 64 << 64 << 7 << 1.0 << 1.0;
    QTest::newRow("many bits") << 64 << 64 << 17 << 1.0 << 1.0;
    QTest::newRow("negative noise") << 64 << 64 << 12 << -0.1 << 1.0;
    QTest::newRow("noise is no number") << 64 << 64 << 12 << nan << 1.0;
    QTest::newRow("no contrast") << 64 << 64 << 12 << 1.0 << 0.0;
    QTest::newRow("contrast is no number") << 64 << 64 << 12 << 1.0 << nan;
  }
  void badOptions() {
    QFETCH(int, width);
    QFETCH(int, height);
    QFETCH(int, bits);
    QFETCH(double, noise);
    QFETCH(double, contrast);
    PhantomOptions options;
    options.width = width;
    options.height = height;
    options.bits = bits;
    options.noise = noise;
    options.contrast = contrast;
    QVERIFY_THROWS_EXCEPTION(InvalidInput, makeChestPhantom(1, options));
  }
};

QTEST_GUILESS_MAIN(TestChestPhantom)
#include "tst_chest_phantom.moc"
